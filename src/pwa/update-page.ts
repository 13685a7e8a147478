/** What is asked of a `ServiceWorker`. */
export interface WorkerLike extends EventTarget {
  readonly state: string
}

/** What is asked of a `ServiceWorkerRegistration`. */
export interface RegistrationLike extends EventTarget {
  readonly installing: WorkerLike | null
  readonly waiting: WorkerLike | null
  readonly active: WorkerLike | null
  update(): Promise<unknown>
}

/** What is asked of workbox-window's `Workbox`. */
export interface WorkboxLike {
  register(): Promise<RegistrationLike | undefined>
  messageSkipWaiting(): void
}

/** What is asked of a page; {@link updatePageOf} makes one of a window. */
export interface UpdatePage {
  /** Undefined where there are no service workers: plain HTTP, Lockdown Mode. */
  readonly serviceWorker: (EventTarget & { readonly controller: unknown }) | undefined
  reload(): void
  /** Calls back whenever the page comes into view. Returns the function that stops it. */
  onVisible(listener: () => void): () => void
}

interface PageWindow {
  readonly navigator: { readonly serviceWorker?: EventTarget & { readonly controller: unknown } }
  readonly location: { reload(): void }
  readonly document: EventTarget & { readonly visibilityState: string }
}

/** The page that a window shows. */
export function updatePageOf(view: PageWindow): UpdatePage {
  return {
    serviceWorker: view.navigator.serviceWorker,
    reload: () => view.location.reload(),
    onVisible(listener) {
      const onChange = (): void => {
        if (view.document.visibilityState === 'visible') listener()
      }
      view.document.addEventListener('visibilitychange', onChange)
      return () => view.document.removeEventListener('visibilitychange', onChange)
    },
  }
}
