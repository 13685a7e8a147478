import { afterEach, describe, expect, test, vi } from 'vitest'
import { makeFileDrops } from '../../../../src/ui/primitives/file-drops.ts'

let stop = (): void => undefined
afterEach(() => stop())

function setUp() {
  const onOver = vi.fn<(over: boolean) => void>()
  const onFiles = vi.fn<(files: readonly File[]) => void>()
  stop = makeFileDrops(window, { onOver, onFiles })
  const send = (type: string, fill: (data: DataTransfer) => void, relatedTarget: Element | null = null): Event => {
    const data = new DataTransfer()
    fill(data)
    const init = { bubbles: true, cancelable: true }
    const event =
      type === 'paste'
        ? new ClipboardEvent(type, { ...init, clipboardData: data })
        : new DragEvent(type, { ...init, dataTransfer: data, relatedTarget })
    document.body.dispatchEvent(event)
    return event
  }
  return { onOver, onFiles, send, names: () => onFiles.mock.calls.map(([files]) => files.map(({ name }) => name)) }
}

const withFile = (data: DataTransfer): void => void data.items.add(new File(['x'], 'a.json'))
const withText = (data: DataTransfer): void => data.setData('text/plain', 'words')

describe('files over the page', () => {
  test('are announced, taken, and kept from the browser', () => {
    const { onOver, send, names } = setUp()
    expect(send('dragover', withFile).defaultPrevented).toBe(true)
    expect(onOver).toHaveBeenLastCalledWith(true)
    expect(send('drop', withFile).defaultPrevented).toBe(true)
    expect(onOver).toHaveBeenLastCalledWith(false)
    expect(names()).toEqual([['a.json']])
  })

  test('are gone when they leave the window, not when they go from one element to the next', () => {
    const { onOver, send } = setUp()
    send('dragover', withFile)
    send('dragleave', withFile, document.body)
    expect(onOver).toHaveBeenLastCalledWith(true)
    send('dragleave', withFile)
    expect(onOver).toHaveBeenLastCalledWith(false)
  })

  test('that are words are left to whoever wants them', () => {
    const { onFiles, send } = setUp()
    expect(send('dragover', withText).defaultPrevented).toBe(false)
    expect(send('drop', withText).defaultPrevented).toBe(false)
    expect(onFiles).not.toHaveBeenCalled()
  })
})

describe('what is pasted', () => {
  test('is taken where it is a file and no text', () => {
    const { send, names } = setUp()
    expect(send('paste', withText).defaultPrevented).toBe(false)
    expect(
      send('paste', (data) => {
        withFile(data)
        withText(data)
      }).defaultPrevented,
    ).toBe(false)
    expect(send('paste', withFile).defaultPrevented).toBe(true)
    expect(names()).toEqual([['a.json']])
  })
})

test('nothing is taken any more once it is stopped', () => {
  const { onFiles, send } = setUp()
  stop()
  send('drop', withFile)
  send('paste', withFile)
  expect(onFiles).not.toHaveBeenCalled()
})
