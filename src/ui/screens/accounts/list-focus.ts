import type { Accessor } from 'solid-js'
import type { AccountsState } from './accounts-state.tsx'
import type { Viewport } from './virtual-list.tsx'

/** Moves the keyboard through rows of which most do not exist. */
export interface ListFocus {
  row(id: string): HTMLElement | null | undefined
  codeButton(id: string | undefined): HTMLElement | null | undefined
  /** One row down or up from the active one; the first row when there is none. */
  move(by: 1 | -1): void
  moveTo(index: number): void
  /** To the row after this one, or before it at the end: the row is about to go. */
  moveToNeighbour(id: string): void
}

export function createListFocus(accounts: AccountsState, viewport: Accessor<Viewport | undefined>): ListFocus {
  const row = (id: string): HTMLElement | null | undefined =>
    viewport()?.element.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)
  const codeButton = (id: string | undefined): HTMLElement | null | undefined =>
    id === undefined ? undefined : row(id)?.querySelector<HTMLElement>('[data-code-button]')

  const focusRow = (index: number): void => {
    const ids = accounts.shownIds()
    const id = ids[Math.min(Math.max(index, 0), ids.length - 1)]
    if (id === undefined) return
    accounts.setActive(id)
    const button = codeButton(id)
    if (button) {
      button.focus({ preventScroll: true })
      row(id)?.scrollIntoView({ block: 'nearest' })
      return
    }
    // The row is not drawn: bring its place into view, then go on once it is.
    const view = viewport()
    if (!view) return
    view.element.scrollTo({ top: (index / Math.max(1, ids.length - 1)) * view.element.scrollHeight })
    requestAnimationFrame(() => {
      row(id)?.scrollIntoView({ block: 'nearest' })
      codeButton(id)?.focus({ preventScroll: true })
    })
  }
  return {
    row,
    codeButton,
    move(by) {
      const at = accounts.shownIds().indexOf(accounts.active() ?? '')
      focusRow(at < 0 ? 0 : at + by)
    },
    moveTo: focusRow,
    moveToNeighbour(id) {
      const ids = accounts.shownIds()
      const at = ids.indexOf(id)
      const next = ids[at + 1] ?? ids[at - 1]
      if (next !== undefined) focusRow(ids.indexOf(next))
    },
  }
}
