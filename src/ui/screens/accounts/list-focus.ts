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
  /**
   * After something that moves or removes a row: a focus that was lost with it goes to the row where it stands now, else
   * to the one after it, or before it at the end.
   */
  keep(id: string, done: Promise<unknown>): void
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
    keep(id, done) {
      const ids = accounts.shownIds()
      const at = ids.indexOf(id)
      const neighbour = ids[at + 1] ?? ids[at - 1]
      void done.then(() => {
        if (document.activeElement !== document.body) return
        const next = isInView(row(id), viewport()) ? id : neighbour
        if (next !== undefined) focusRow(accounts.shownIds().indexOf(next))
      })
    },
  }
}

function isInView(row: HTMLElement | null | undefined, viewport: Viewport | undefined): boolean {
  if (!row || !viewport) return false
  const { top, bottom } = row.getBoundingClientRect()
  const frame = viewport.element.getBoundingClientRect()
  return bottom > frame.top && top < frame.bottom
}
