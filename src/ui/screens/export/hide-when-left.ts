import { onCleanup } from 'solid-js'

/**
 * Calls back when the page is no longer to be seen: what nobody looks at must not stay open. A print dialog may cover the
 * page, and printing reads it until the dialog is closed, so that is waited for.
 */
export function createHideWhenLeft(hide: () => void, page: Document = document, view: Window = window): void {
  let isPrinting = false
  const look = (): void => {
    if (page.visibilityState === 'hidden' && !isPrinting) hide()
  }
  const begin = (): void => {
    isPrinting = true
  }
  const end = (): void => {
    isPrinting = false
    look()
  }
  page.addEventListener('visibilitychange', look)
  view.addEventListener('beforeprint', begin)
  view.addEventListener('afterprint', end)
  onCleanup(() => {
    page.removeEventListener('visibilitychange', look)
    view.removeEventListener('beforeprint', begin)
    view.removeEventListener('afterprint', end)
  })
}
