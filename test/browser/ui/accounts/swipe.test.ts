import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeSwipe } from '../../../../src/ui/screens/accounts/swipe.ts'

/** A row 400 px wide with a button in it, and what came of the gestures. */
interface Stage {
  readonly row: HTMLElement
  readonly swiped: readonly string[]
  readonly pressed: readonly (readonly [number, number])[]
  readonly clicks: () => number
  /** A click as the browser sends it after a press, or as a screen reader sends it without one. */
  click(): void
  pointer(type: 'down' | 'move' | 'up' | 'cancel', x: number, y?: number, init?: PointerEventInit): void
  /** Presses at 200, 30, moves there in one step, and lets go. */
  drag(byX: number, byY?: number): void
  readonly dispose: () => void
}

let stages: Stage[] = []

function setUp(options: { readonly enabled?: boolean; readonly dir?: 'ltr' | 'rtl' } = {}): Stage {
  const row = document.createElement('div')
  row.dir = options.dir ?? 'ltr'
  Object.assign(row.style, { inlineSize: '400px', blockSize: '72px' })
  const button = document.createElement('button')
  row.append(button)
  document.body.append(row)
  // Events that a script sends belong to no finger that could be captured.
  row.setPointerCapture = () => undefined
  const swiped: string[] = []
  const pressed: (readonly [number, number])[] = []
  let clicks = 0
  button.addEventListener('click', () => (clicks += 1))
  const dispose = createRoot((dispose) => {
    makeSwipe(row, {
      enabled: () => options.enabled ?? true,
      onSwipe: (to) => swiped.push(to),
      onLongPress: (x, y) => pressed.push([x, y]),
    })
    return dispose
  })
  const pointer: Stage['pointer'] = (type, x, y = 30, init = {}) => {
    const usual = { pointerType: 'touch', isPrimary: true, pointerId: 1, bubbles: true, clientX: x, clientY: y }
    button.dispatchEvent(new PointerEvent(`pointer${type}`, { ...usual, ...init }))
  }
  const stage: Stage = {
    row,
    swiped,
    pressed,
    clicks: () => clicks,
    click: () => button.click(),
    pointer,
    drag(byX, byY = 0) {
      pointer('down', 200)
      pointer('move', 200 + byX, 30 + byY)
      pointer('up', 200 + byX, 30 + byY)
    },
    dispose,
  }
  stages.push(stage)
  return stage
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

afterEach(() => {
  for (const { row, dispose } of stages) {
    dispose()
    row.remove()
  }
  stages = []
  vi.useRealTimers()
})

describe('a swipe', () => {
  test.each([
    ['ltr', 161, ['end']],
    ['ltr', -161, ['start']],
    ['rtl', 161, ['start']],
    ['rtl', -161, ['end']],
    ['ltr', 159, []],
    ['ltr', -159, []],
  ] as const)('from left to right or right to left (%s) by %i px of 400 means %j', (dir, byX, meaning) => {
    const { drag, swiped } = setUp({ dir })
    drag(byX)
    expect(swiped).toEqual(meaning)
  })

  test('takes the row along with the finger, and lets it go back', () => {
    const { row, pointer } = setUp()
    pointer('down', 200)
    pointer('move', 280)
    expect(row.style.getPropertyValue('--swipe')).toBe('80px')
    expect(row.dataset['swiping']).toBe('')
    pointer('move', 230)
    expect(row.style.getPropertyValue('--swipe')).toBe('30px')
    pointer('up', 230)
    expect(row.style.getPropertyValue('--swipe')).toBe('')
    expect(row.dataset['swiping']).toBeUndefined()
  })

  test('back to where it began means nothing', () => {
    const { pointer, swiped } = setUp()
    pointer('down', 200)
    pointer('move', 380)
    pointer('move', 205)
    pointer('up', 205)
    expect(swiped).toEqual([])
  })

  test('is not what a finger does that scrolls', () => {
    const { drag, swiped, row, pointer } = setUp()
    drag(200, 110)
    expect(swiped).toEqual([])
    pointer('down', 200)
    pointer('move', 209, 31)
    expect(row.dataset['swiping']).toBeUndefined()
  })

  test('ends where the browser takes the finger for scrolling', () => {
    const { pointer, swiped, row } = setUp()
    pointer('down', 200)
    pointer('move', 390)
    pointer('cancel', 390)
    pointer('up', 390)
    expect(swiped).toEqual([])
    expect(row.dataset['swiping']).toBeUndefined()
  })

  test.each([
    ['a mouse', { pointerType: 'mouse' }],
    ['a pen', { pointerType: 'pen' }],
    ['a second finger', { isPrimary: false }],
  ])('is not made with %s', (_, init) => {
    const { pointer, swiped } = setUp()
    pointer('down', 200, 30, init)
    pointer('move', 390, 30, init)
    pointer('up', 390, 30, init)
    expect(swiped).toEqual([])
  })

  test('follows one finger, whatever another does', () => {
    const { pointer, swiped } = setUp()
    pointer('down', 200)
    pointer('move', 390, 30, { pointerId: 2 })
    pointer('up', 390, 30, { pointerId: 2 })
    expect(swiped).toEqual([])
    pointer('move', 390)
    pointer('up', 390)
    expect(swiped).toEqual(['end'])
  })

  test('can be turned off', () => {
    const { drag, swiped } = setUp({ enabled: false })
    drag(300)
    expect(swiped).toEqual([])
  })

  test('does not press the button below it, but leaves the next click alone', () => {
    const { drag, click, clicks } = setUp()
    drag(161)
    click()
    expect(clicks()).toBe(0)
    click()
    expect(clicks()).toBe(1)
  })

  test('that no click follows leaves later clicks alone', () => {
    const { drag, click, clicks } = setUp()
    drag(161)
    vi.advanceTimersByTime(51)
    click()
    expect(clicks()).toBe(1)
  })
})

describe('a tap', () => {
  test('is a click and nothing else', () => {
    const { pointer, click, clicks, swiped, pressed } = setUp()
    pointer('down', 200)
    vi.advanceTimersByTime(499)
    pointer('up', 200)
    click()
    vi.advanceTimersByTime(1000)
    expect([clicks(), swiped, pressed]).toEqual([1, [], []])
  })
})

describe('a long press', () => {
  test('is told after half a second, where the finger is, and is no click', () => {
    const { pointer, pressed, click, clicks } = setUp()
    pointer('down', 123, 45)
    vi.advanceTimersByTime(500)
    expect(pressed).toEqual([[123, 45]])
    pointer('up', 123, 45)
    click()
    expect(clicks()).toBe(0)
  })

  test('works where swipes are turned off', () => {
    const { pointer, pressed } = setUp({ enabled: false })
    pointer('down', 200)
    vi.advanceTimersByTime(500)
    expect(pressed).toHaveLength(1)
  })

  test('is none when the finger has moved', () => {
    const { pointer, pressed } = setUp()
    pointer('down', 200)
    pointer('move', 200, 41)
    vi.advanceTimersByTime(1000)
    expect(pressed).toEqual([])
  })

  test('bears a finger that trembles', () => {
    const { pointer, pressed } = setUp()
    pointer('down', 200)
    pointer('move', 207, 37)
    vi.advanceTimersByTime(500)
    expect(pressed).toHaveLength(1)
  })

  test('swipes nothing afterwards', () => {
    const { pointer, swiped } = setUp()
    pointer('down', 200)
    vi.advanceTimersByTime(500)
    pointer('move', 390)
    pointer('up', 390)
    expect(swiped).toEqual([])
  })

  test('that no click follows leaves the next press alone, whatever it is made with', () => {
    const { pointer, click, clicks } = setUp()
    pointer('down', 200)
    vi.advanceTimersByTime(500)
    pointer('up', 200)
    pointer('down', 200, 30, { pointerType: 'mouse' })
    pointer('up', 200, 30, { pointerType: 'mouse' })
    click()
    expect(clicks()).toBe(1)
  })

  test('is called off when the row goes', () => {
    const { pointer, pressed, dispose } = setUp()
    pointer('down', 200)
    dispose()
    vi.advanceTimersByTime(1000)
    expect(pressed).toEqual([])
  })
})
