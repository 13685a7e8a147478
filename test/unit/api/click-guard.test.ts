import { describe, expect, it } from 'vitest'
import { createClickGuard, type ClickGuard } from '../../../src/api/index.ts'
import { createTimeline, type Timeline } from '../../support/timeline.ts'

/** A popup's page and window, as a hostile opener can have them. */
function createStage() {
  const timeline: Timeline = createTimeline()
  const page = Object.assign(new EventTarget(), {
    visibilityState: 'visible',
    isFocused: true,
    hasFocus: () => page.isFocused,
  })
  const view = Object.assign(new EventTarget(), { innerWidth: 480, innerHeight: 720 })
  const changes: boolean[] = []
  const guard: ClickGuard = createClickGuard({
    page,
    view,
    clock: timeline,
    startTimer: timeline.startTimer,
    onChange: () => void changes.push(guard.isArmed()),
  })
  const fire = (type: string, members: object = {}) => view.dispatchEvent(Object.assign(new Event(type), members))
  return { timeline, page, view, guard, changes, fire }
}

const click = { isTrusted: true, detail: 1 }
const byKey = { isTrusted: true, detail: 0 }

/** A stage whose guard is armed. */
function createArmedStage() {
  const stage = createStage()
  stage.timeline.advance(700)
  expect(stage.guard.isArmed()).toBe(true)
  return stage
}

describe('fault 47: a click', () => {
  it('counts after 700 ms, and not before', () => {
    const { timeline, guard, changes } = createStage()
    expect(guard.accepts(click)).toBe(false)
    timeline.advance(699)
    expect(guard.accepts(click)).toBe(false)
    expect(changes).toEqual([])
    timeline.advance(1)
    expect(guard.accepts(click)).toBe(true)
    expect(changes).toEqual([true])
  })

  it.each([
    ['made by a script', { isTrusted: false, detail: 1 }],
    ['made by a script, like a key', { isTrusted: false, detail: 0 }],
    ['the second of a double click', { isTrusted: true, detail: 2 }],
    ['the third in a row', { isTrusted: true, detail: 3 }],
  ])('%s never counts', (_what, event) => {
    const { guard } = createArmedStage()
    expect(guard.accepts(event)).toBe(false)
  })

  it.each([
    [
      'blur',
      ({ page, fire }: ReturnType<typeof createStage>) => {
        page.isFocused = false
        fire('blur')
        page.isFocused = true
        fire('focus')
      },
    ],
    [
      'being hidden',
      ({ page }: ReturnType<typeof createStage>) => {
        page.visibilityState = 'hidden'
        page.dispatchEvent(new Event('visibilitychange'))
        page.visibilityState = 'visible'
        page.dispatchEvent(new Event('visibilitychange'))
      },
    ],
    [
      'a resize',
      ({ view, fire }: ReturnType<typeof createStage>) => {
        view.innerWidth = 481
        fire('resize')
      },
    ],
    ['another question', ({ guard }: ReturnType<typeof createStage>) => guard.rearm()],
  ])('waits another 700 ms after %s', (_what, disturb) => {
    const stage = createArmedStage()
    disturb(stage)
    expect(stage.guard.isArmed()).toBe(false)
    expect(stage.changes).toEqual([true, false])
    stage.timeline.advance(699)
    expect(stage.guard.accepts(click)).toBe(false)
    stage.timeline.advance(1)
    expect(stage.guard.accepts(click)).toBe(true)
    expect(stage.changes).toEqual([true, false, true])
  })

  it.each([
    ['narrow', 319, 720],
    ['low', 480, 399],
    ['tiny', 200, 100],
  ])('never counts in a window that is too %s', (_what, innerWidth, innerHeight) => {
    const stage = createStage()
    Object.assign(stage.view, { innerWidth, innerHeight })
    stage.fire('resize')
    stage.timeline.advance(10_000)
    expect(stage.guard.accepts(click)).toBe(false)
    Object.assign(stage.view, { innerWidth: 320, innerHeight: 400 })
    stage.fire('resize')
    stage.timeline.advance(700)
    expect(stage.guard.accepts(click)).toBe(true)
  })

  it.each([
    ['hidden', (stage: ReturnType<typeof createStage>) => void (stage.page.visibilityState = 'hidden')],
    ['not focused', (stage: ReturnType<typeof createStage>) => void (stage.page.isFocused = false)],
    ['another size', (stage: ReturnType<typeof createStage>) => void (stage.view.innerHeight = 500)],
  ])('does not count where the window is %s and no event has said so', (_what, change) => {
    const stage = createArmedStage()
    change(stage)
    expect(stage.guard.accepts(click)).toBe(false)
    Object.assign(stage.page, { visibilityState: 'visible', isFocused: true })
    stage.view.innerHeight = 720
    expect(stage.guard.accepts(click), 'nor right after it').toBe(false)
    stage.timeline.advance(700)
    expect(stage.guard.accepts(click)).toBe(true)
  })

  it('whose button went down before counts for nothing, and the next one does', () => {
    const { timeline, guard, fire } = createStage()
    fire('pointerdown')
    timeline.advance(700)
    expect(guard.accepts(click)).toBe(false)
    fire('pointerdown')
    expect(guard.accepts(click)).toBe(true)
  })

  it('whose button went down on another question counts for nothing', () => {
    const { timeline, guard, fire } = createArmedStage()
    fire('pointerdown')
    guard.rearm()
    timeline.advance(700)
    expect(guard.accepts(click)).toBe(false)
  })
})

describe('fault 47: a key', () => {
  it('counts when it goes down on the question', () => {
    const { guard, fire } = createArmedStage()
    fire('keydown', { repeat: false })
    expect(guard.accepts(byKey)).toBe(true)
  })

  it('that is held, from another page or another question, counts for nothing until it was up', () => {
    const { timeline, guard, fire } = createStage()
    for (let each = 0; each < 50; each++) {
      fire('keydown', { repeat: true })
      timeline.advance(30)
      expect(guard.accepts(byKey)).toBe(false)
    }
    fire('keyup')
    expect(guard.accepts(byKey), 'the click of a space bar comes with its keyup').toBe(false)
    timeline.advance(0)
    fire('keydown', { repeat: false })
    expect(guard.accepts(byKey)).toBe(true)
  })

  it('that went down too early counts for nothing', () => {
    const { timeline, guard, fire } = createStage()
    fire('keydown', { repeat: false })
    timeline.advance(700)
    expect(guard.accepts(byKey)).toBe(false)
  })

  it('is not needed by assistive technology, whatever was typed before', () => {
    const { timeline, guard, fire } = createStage()
    fire('keydown', { repeat: false })
    fire('keyup')
    timeline.advance(700)
    expect(guard.accepts(byKey)).toBe(true)
  })
})

describe('a guard that is stopped', () => {
  it('leaves no timer and no listener behind', () => {
    const { timeline, guard, changes, fire } = createStage()
    guard.stop()
    expect(timeline.running()).toBe(0)
    fire('blur')
    timeline.advance(5000)
    expect(changes).toEqual([])
  })
})
