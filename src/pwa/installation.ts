import type { RegistrationLike, WorkboxLike, WorkerLike } from './update-page.ts'

/** The service worker's registration, and whether its last installation came to an end. */
export interface Installation {
  readonly registration: () => RegistrationLike | undefined
  readonly workbox: () => WorkboxLike | undefined
  /** True when a version could not be stored completely; the one before it goes on serving. */
  readonly failed: () => boolean
  /** A complete version is stored. */
  readonly ready: () => boolean
  /** A complete version is stored beside the one in use. */
  readonly waiting: () => boolean
  /** Registers, once. Rejects when the browser refuses or the file cannot be had; the next call tries again. */
  enrol(): Promise<void>
  /** Registers or asks for a newer version, and resolves when what was found is installed. Rejects as `enrol` does. */
  update(): Promise<void>
}

/**
 * Follows what the browser installs.
 *
 * Listens to the registration rather than to workbox-window's events: those stop after one update that was found later
 * than a minute after registration, and a tab of this app stays open for days.
 */
export function createInstallation(makeWorkbox: () => Promise<WorkboxLike>, changed: () => void): Installation {
  let workbox: WorkboxLike | undefined
  let registration: RegistrationLike | undefined
  let failed = false

  const follow = (worker: WorkerLike | null): void => {
    let before = worker?.state
    worker?.addEventListener('statechange', () => {
      if (before === 'installing') failed = worker.state === 'redundant'
      before = worker.state
      changed()
    })
  }
  const enrol = async (): Promise<void> => {
    if (registration) return
    workbox = await makeWorkbox()
    const made = await workbox.register()
    if (!made) throw new TypeError('the browser answered without a registration')
    registration = made
    made.addEventListener('updatefound', () => follow(made.installing))
    follow(made.installing)
    follow(made.waiting)
    changed()
  }
  return {
    registration: () => registration,
    workbox: () => workbox,
    failed: () => failed,
    ready: () => Boolean(registration?.active),
    // On the very first installation the worker passes through `waiting` too, with nothing that it could replace.
    waiting: () => Boolean(registration?.active && registration.waiting),
    enrol,
    async update() {
      failed = false
      // A first installation that failed takes its registration with it, and nothing can be asked of that any more.
      if (registration && !registration.active && !registration.waiting && !registration.installing) {
        registration = undefined
      }
      await enrol()
      if (!registration) return
      await registration.update()
      await whenFound(registration)
      await whenInstalled(registration.installing)
    },
  }
}

/** Chromium answers `update()` before the page hears of what was found; half a second is ample between two processes. */
const graceMs = 500

/** Resolves when a newer version is being installed, or after {@link graceMs} without one. */
function whenFound(registration: RegistrationLike): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer)
      registration.removeEventListener('updatefound', go)
      resolve()
    }
    const timer = setTimeout(go, registration.installing || registration.waiting ? 0 : graceMs)
    registration.addEventListener('updatefound', go)
  })
}

/** Resolves when a worker is past its installation, well or not. */
function whenInstalled(worker: WorkerLike | null): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (worker?.state === 'installing') return
      worker?.removeEventListener('statechange', look)
      resolve()
    }
    worker?.addEventListener('statechange', look)
    look()
  })
}
