import { createSignal, type Accessor } from 'solid-js'

export interface Toast {
  readonly text: string
  /** One of the paths of `icon-paths.ts`. */
  readonly icon?: string
  readonly action?: { readonly label: string; readonly run: () => void }
  /** How long it stays, ms; hovering or focusing it stops the clock. */
  readonly stayMs?: number
}

export interface Toasts {
  readonly current: Accessor<Toast | undefined>
  /** Shows one toast in place of whatever is there: newest wins. */
  show(toast: Toast): void
  dismiss(): void
  /** The pointer or focus is on it: it stays until this is called with `false`. */
  hold(held: boolean): void
}

const defaultStayMs = 4000

/** One toast at a time. */
export function createToasts(): Toasts {
  const [current, setCurrent] = createSignal<Toast | undefined>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const dismiss = (): void => {
    clearTimeout(timer)
    setCurrent(undefined)
  }
  const start = (): void => {
    clearTimeout(timer)
    const toast = current()
    if (toast) timer = setTimeout(dismiss, toast.stayMs ?? defaultStayMs)
  }
  return {
    current,
    show(toast) {
      setCurrent(toast)
      start()
    },
    dismiss,
    hold(held) {
      if (held) clearTimeout(timer)
      else start()
    },
  }
}
