import type { Installation } from './installation.ts'
import type { UpdatePage } from './update-page.ts'

/** Brings this page from one version of the app to the next, when that is wanted and loses nothing. */
export interface Restart {
  /** Another version answers this page's requests, but the page itself is still the one before. */
  readonly replaced: () => boolean
  /** A restart was asked for and waits for unsaved work. */
  readonly held: () => boolean
  ask(): void
  guard(unsaved: () => boolean): () => void
  /** Whether a guard reports work that would be lost. */
  readonly hasUnsaved: () => boolean
  /** Follows who controls the page. Returns the function that stops it. */
  start(): () => void
}

/** See {@link Restart}. `changed` is called after each change of its answers. */
export function createRestart(page: UpdatePage, installation: Installation, changed: () => void): Restart {
  const guards = new Set<() => boolean>()
  let asked = false
  let replaced = false
  let reloading = false

  const unsaved = (): boolean => [...guards].some((guard) => guard())
  const reload = (): void => {
    if (reloading) return
    reloading = true
    page.reload()
  }
  const proceed = (): void => {
    const worker = installation.registration()?.waiting
    if (replaced) reload()
    else if (worker) {
      // A page that no worker controls (a forced reload) is not told when control changes hands.
      if (!page.serviceWorker?.controller) {
        worker.addEventListener('statechange', () => {
          if (worker.state === 'activated') reload()
        })
      }
      installation.workbox()?.messageSkipWaiting()
    } else asked = false
  }
  const proceedIfSafe = (): void => {
    if (asked && !unsaved()) proceed()
    changed()
  }

  return {
    replaced: () => replaced,
    held: () => asked && unsaved(),
    ask() {
      asked = true
      proceedIfSafe()
    },
    hasUnsaved: unsaved,
    guard(isUnsaved) {
      guards.add(isUnsaved)
      return () => {
        if (guards.delete(isUnsaved)) proceedIfSafe()
      }
    },
    start() {
      const { serviceWorker } = page
      let controlled = Boolean(serviceWorker?.controller)
      const onChange = (): void => {
        const first = !controlled
        controlled = Boolean(serviceWorker?.controller)
        // Clearing the site's data takes the worker away. This page may then hold the last copy of the vault.
        if (!controlled) {
          changed()
          return
        }
        // The first worker ever takes pages that it has the very files of: nothing has been replaced.
        if (!first) {
          replaced = true
          if (!unsaved()) reload()
        }
        changed()
      }
      serviceWorker?.addEventListener('controllerchange', onChange)
      return () => serviceWorker?.removeEventListener('controllerchange', onChange)
    },
  }
}
