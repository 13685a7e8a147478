import { createSignal } from 'solid-js'
import { afterEach, describe, expect, test } from 'vitest'
import type { AccountsState } from '../../../../src/ui/screens/accounts/accounts-state.tsx'
import { createListFocus, type ListFocus } from '../../../../src/ui/screens/accounts/list-focus.ts'
import { manyIds, stageList, type ListStage } from '../../../support/list-stage.tsx'

interface Stage extends ListStage {
  readonly focus: ListFocus
  readonly active: () => string | undefined
  readonly setActive: (id: string | undefined) => void
}

let stage: Stage | undefined
afterEach(() => {
  stage?.strike()
  stage = undefined
})

function setUp(count: number): Stage {
  const list = stageList(count)
  const [active, setActive] = createSignal<string | undefined>()
  const accounts: Pick<AccountsState, 'shownIds' | 'active' | 'setActive'> = { shownIds: list.ids, active, setActive }
  stage = { ...list, focus: createListFocus(accounts as AccountsState, list.viewport), active, setActive }
  return stage
}

/** What has the focus, by the text of its button. */
const focused = (): string | null | undefined => document.activeElement?.textContent

/** Whether a row is on the screen as a whole. */
function isInView({ scroller, row }: Stage, id: string): boolean {
  const [outer, inner] = [scroller.getBoundingClientRect(), row(id).getBoundingClientRect()]
  return inner.top >= outer.top - 0.5 && inner.bottom <= outer.bottom + 0.5
}

describe('moving through the list', () => {
  test('begins at the first row', () => {
    const { focus, active } = setUp(5)
    focus.move(1)
    expect([active(), focused()]).toEqual(['id-0', 'id-0'])
  })

  test('goes row by row, and stops at both ends', () => {
    const { focus } = setUp(3)
    const seen = ([1, 1, 1, 1, -1, -1, -1] as const).map((by) => {
      focus.move(by)
      return focused()
    })
    expect(seen).toEqual(['id-0', 'id-1', 'id-2', 'id-2', 'id-1', 'id-0', 'id-0'])
  })

  test('begins anew when the row is no longer shown', () => {
    const { focus, setActive } = setUp(5)
    setActive('gone')
    focus.move(1)
    expect(focused()).toBe('id-0')
  })

  test('of nothing does nothing', () => {
    const { focus, active } = setUp(0)
    focus.move(1)
    focus.moveTo(0)
    expect(active()).toBeUndefined()
  })

  test('keeps the row in view', () => {
    const stage = setUp(1000)
    for (let row = 0; row < 15; row += 1) stage.focus.move(1)
    expect(focused()).toBe('id-14')
    expect(isInView(stage, 'id-14')).toBe(true)
  })

  test('reaches every row of a list that is drawn in part, one key press after the other', async () => {
    const stage = setUp(1000)
    for (let row = 0; row < 60; row += 1) {
      stage.focus.move(1)
      await expect.poll(focused, { interval: 1 }).toBe(`id-${row}`)
    }
    expect(isInView(stage, 'id-59')).toBe(true)
  })

  test('jumps to the last row and back to the first, which are not drawn', async () => {
    const stage = setUp(1000)
    stage.focus.moveTo(999)
    await expect.poll(focused).toBe('id-999')
    expect(stage.active()).toBe('id-999')
    expect(isInView(stage, 'id-999')).toBe(true)
    stage.focus.moveTo(0)
    await expect.poll(focused).toBe('id-0')
    expect(isInView(stage, 'id-0')).toBe(true)
  })

  test('jumps anywhere', async () => {
    const stage = setUp(1000)
    for (const index of [500, 37, 812]) {
      stage.focus.moveTo(index)
      await expect.poll(focused).toBe(`id-${index}`)
      expect(isInView(stage, `id-${index}`)).toBe(true)
    }
  })
})

describe('after a row has gone or moved', () => {
  /** Lets the row go as the vault does, after which the browser has no focus. */
  async function remove(stage: Stage, id: string): Promise<void> {
    stage.focus.keep(
      id,
      Promise.resolve().then(() => stage.setIds(stage.ids().filter((each) => each !== id))),
    )
    await expect.poll(() => stage.drawn().includes(id)).toBe(false)
    await Promise.resolve()
  }

  test('the focus goes to the next one, or to the one before at the end', async () => {
    const stage = setUp(3)
    stage.focus.moveTo(1)
    await remove(stage, 'id-1')
    expect(focused()).toBe('id-2')
    await remove(stage, 'id-2')
    expect(focused()).toBe('id-0')
  })

  test('the focus stays with the row where that is still in view', async () => {
    const stage = setUp(5)
    stage.focus.moveTo(3)
    stage.focus.keep(
      'id-3',
      Promise.resolve().then(() => stage.setIds(['id-3', 'id-0', 'id-1', 'id-2', 'id-4'])),
    )
    await expect.poll(() => stage.drawn()[0]).toBe('id-3')
    await expect.poll(focused).toBe('id-3')
  })

  test('a focus that is elsewhere by then is left alone', async () => {
    const stage = setUp(3)
    stage.focus.moveTo(1)
    const elsewhere = document.createElement('input')
    document.body.append(elsewhere)
    elsewhere.focus()
    await remove(stage, 'id-1')
    expect(document.activeElement).toBe(elsewhere)
    elsewhere.remove()
  })

  test('the only one leaves nowhere to go', async () => {
    const stage = setUp(1)
    stage.focus.moveTo(0)
    await remove(stage, 'id-0')
    expect(document.activeElement).toBe(document.body)
  })
})

describe('finding a row', () => {
  test('by an id with characters that selectors use', () => {
    const { focus, setIds, row } = setUp(0)
    setIds(['a"]b', '-_x'])
    expect(focus.row('a"]b')).toBe(row('a"]b'))
    expect(focus.codeButton('-_x')?.textContent).toBe('-_x')
  })

  test('that is not drawn answers nothing', () => {
    const { focus, setIds } = setUp(0)
    setIds(manyIds(1000))
    expect(focus.row('id-900')).toBeNull()
    expect(focus.codeButton(undefined)).toBeUndefined()
  })
})
