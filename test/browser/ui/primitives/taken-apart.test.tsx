import { createSignal, Show } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { takenApart, takeApartNow } from '../../../../src/ui/primitives/taken-apart.ts'

let idle: (() => void) | undefined
let host: HTMLElement
let dispose: (() => void) | undefined

beforeEach(() => {
  idle = undefined
  host = document.createElement('div')
  document.body.append(host)
  vi.spyOn(window, 'requestIdleCallback').mockImplementation((run) => {
    idle = () => run({ didTimeout: false, timeRemaining: () => 1 })
    return 1
  })
})

afterEach(() => {
  dispose?.()
  idle?.()
  host.remove()
  vi.restoreAllMocks()
})

/** A row as a list has it, inside something that is there for as long as it is shown. Returns what ends it. */
function showRow(): () => void {
  const [shown, setShown] = createSignal(true)
  dispose = render(
    () => (
      <Show when={shown()}>
        <section ref={takenApart} aria-label="GitHub">
          <p>
            <button type="button" title="alice" onClick={() => setShown(true)}>
              924 113
            </button>
          </p>
          <input value="JBSWY3DPEHPK3PXP" />
        </section>
      </Show>
    ),
    host,
  )
  return () => setShown(false)
}

const settled = (): Promise<void> => Promise.resolve()

describe('what showed accounts', () => {
  test('is empty once it is gone and there is time for it, wherever in it somebody holds on', () => {
    const end = showRow()
    const section = host.querySelector('section')
    const button = host.querySelector('button')
    const text = button?.firstChild
    const field = host.querySelector('input')
    expect(idle).toBeUndefined()

    end()
    expect(section?.textContent).toBe('924 113')
    idle?.()

    expect([section?.outerHTML, button?.outerHTML, field?.outerHTML]).toEqual([
      '<section></section>',
      '<button></button>',
      '<input>',
    ])
    expect(text?.nodeValue).toBe('')
    expect(field?.value).toBe('')
    for (const node of [button, text, field]) expect(node?.parentNode).toBeNull()
  })

  test('keeps no handler, and so nothing that handlers use', () => {
    const end = showRow()
    const button = host.querySelector('button')
    expect(Object.keys(button ?? {})).not.toEqual([])
    end()
    idle?.()
    expect(Object.keys(button ?? {})).toEqual([])
  })

  test('is empty with the end of what runs, where that is asked for', async () => {
    const end = showRow()
    const section = host.querySelector('section')
    end()
    takeApartNow()
    expect(section?.textContent).toBe('924 113')
    await settled()
    expect(section?.outerHTML).toBe('<section></section>')
    expect(() => idle?.()).not.toThrow()
  })

  test('stays whole as long as it is in the page', async () => {
    showRow()
    takeApartNow()
    await settled()
    expect(host.textContent).toBe('924 113')
  })

  test('is taken apart a part at a time when there is much of it', () => {
    const [shown, setShown] = createSignal(true)
    dispose = render(() => <Show when={shown()}>{<ul ref={takenApart}>{rows()}</ul>}</Show>, host)
    const items = [...host.querySelectorAll('li')]
    const left = (): number => items.filter((item) => item.hasAttribute('title')).length
    setShown(false)
    idle?.()
    expect(left()).toBeGreaterThan(0)
    expect(left()).toBeLessThan(items.length)
    while (left() > 0) idle?.()
    expect(items.every((item) => item.textContent === '')).toBe(true)
  })
})

function rows() {
  return Array.from({ length: 3000 }, (_, n) => <li title={`alice ${n}`}>{n}</li>)
}
