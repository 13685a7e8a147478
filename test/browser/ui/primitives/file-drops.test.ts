import { afterEach, describe, expect, test, vi } from 'vitest'
import { makeFileDrops } from '../../../../src/ui/primitives/file-drops.ts'

let stop = (): void => undefined
afterEach(() => stop())

function setUp() {
  const onOver = vi.fn<(over: 'pictures' | 'files' | undefined) => void>()
  const onLink = vi.fn<(link: string) => void>()
  const onFiles = vi.fn<(files: readonly File[]) => void>()
  stop = makeFileDrops(window, { onOver, onFiles, onLink })
  const send = (
    type: string,
    fill: (data: DataTransfer) => void,
    relatedTarget: Element | null = null,
    at: Element = document.body,
  ): Event => {
    const data = new DataTransfer()
    fill(data)
    const init = { bubbles: true, cancelable: true }
    const event =
      type === 'paste'
        ? new ClipboardEvent(type, { ...init, clipboardData: data })
        : new DragEvent(type, { ...init, dataTransfer: data, relatedTarget })
    at.dispatchEvent(event)
    return event
  }
  return {
    onOver,
    onFiles,
    onLink,
    send,
    names: () => onFiles.mock.calls.map(([files]) => files.map(({ name }) => name)),
  }
}

const withFile = (data: DataTransfer): void => void data.items.add(new File(['x'], 'a.json'))
const withPicture = (data: DataTransfer): void => void data.items.add(new File(['x'], 'a', { type: 'image/png' }))
const link = 'otpauth://totp/x?secret=MFRGGZDF'
const withLink = (data: DataTransfer): void => {
  data.setData('text/uri-list', link)
  data.setData('text/plain', link)
}
const withText = (data: DataTransfer): void => data.setData('text/plain', 'words')

describe('files over the page', () => {
  test('are announced, taken, and kept from the browser', () => {
    const { onOver, send, names } = setUp()
    expect(send('dragover', withFile).defaultPrevented).toBe(true)
    expect(onOver).toHaveBeenLastCalledWith('files')
    expect(send('drop', withFile).defaultPrevented).toBe(true)
    expect(onOver).toHaveBeenLastCalledWith(undefined)
    expect(names()).toEqual([['a.json']])
  })

  test('are gone when they leave the window, not when they go from one element to the next', () => {
    const { onOver, send } = setUp()
    send('dragover', withFile)
    send('dragleave', withFile, document.body)
    expect(onOver).toHaveBeenLastCalledWith('files')
    send('dragleave', withFile)
    expect(onOver).toHaveBeenLastCalledWith(undefined)
  })

  test('are pictures where all say so', () => {
    const { onOver, send } = setUp()
    send('dragover', withPicture)
    expect(onOver).toHaveBeenLastCalledWith('pictures')
    send('dragover', (data) => {
      withPicture(data)
      withFile(data)
    })
    expect(onOver).toHaveBeenLastCalledWith('files')
  })

  test('that a part of the page has taken are left to it, and are over all the same', () => {
    const { onOver, onFiles, send } = setUp()
    const zone = document.createElement('div')
    zone.addEventListener('drop', (event) => {
      event.preventDefault()
      event.stopPropagation()
    })
    zone.addEventListener('paste', (event) => event.preventDefault())
    document.body.append(zone)
    send('dragover', withFile, null, zone)
    send('drop', withFile, null, zone)
    send('paste', withFile, null, zone)
    zone.remove()
    expect(onFiles).not.toHaveBeenCalled()
    expect(onOver).toHaveBeenLastCalledWith(undefined)
  })

  test('that are words are left to whoever wants them', () => {
    const { onFiles, send } = setUp()
    expect(send('dragover', withText).defaultPrevented).toBe(false)
    expect(send('drop', withText).defaultPrevented).toBe(false)
    expect(onFiles).not.toHaveBeenCalled()
  })
})

describe('a link over the page', () => {
  test('is taken, and does not lead away', () => {
    const { onLink, onOver, send } = setUp()
    expect(send('dragover', withLink).defaultPrevented).toBe(true)
    expect(onOver).toHaveBeenLastCalledWith(undefined)
    expect(send('drop', withLink).defaultPrevented).toBe(true)
    expect(onLink.mock.calls).toEqual([[link]])
  })

  test('is left to a text field', () => {
    const { onLink, send } = setUp()
    const field = document.createElement('input')
    document.body.append(field)
    expect(send('dragover', withLink, null, field).defaultPrevented).toBe(false)
    expect(send('drop', withLink, null, field).defaultPrevented).toBe(false)
    field.remove()
    expect(onLink).not.toHaveBeenCalled()
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
