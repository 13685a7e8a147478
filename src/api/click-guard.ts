import type { Clock } from '../clock.ts'
import { startSystemTimer, type StartTimer } from './timer.ts'

/** How long a question must have been seen before it can be answered with yes, ms. */
const armAfterMs = 700
/** The smallest window in which a whole question can be seen, CSS px. */
const leastWidth = 320
const leastHeight = 400

/** What the guard watches. */
export interface ClickGuardOptions {
  /** The document. */
  readonly page: EventTarget & { readonly visibilityState: string; hasFocus(): boolean }
  /** The window. */
  readonly view: EventTarget & { readonly innerWidth: number; readonly innerHeight: number }
  readonly clock: Clock
  readonly startTimer?: StartTimer
  /** Called whenever {@link ClickGuard.isArmed} has changed, to show it. */
  readonly onChange?: () => void
}

/** The part of a click that counts. */
export interface GuardedClick {
  readonly isTrusted: boolean
  /** Clicks in a row; 0 for keys and assistive technology. */
  readonly detail: number
}

/**
 * Keeps a click that was begun on another page from landing on a yes: another page can open, move, resize and focus the
 * popup, and knows where the button will be. Every yes asks the guard; a no need not.
 */
export interface ClickGuard {
  /** Whether the document has been visible, focused, large enough and of unchanged size for 700 ms. */
  isArmed(): boolean
  /** To be called at every change of what is asked. */
  rearm(): void
  /** Whether a click counts: armed, made by the browser, no double click, no key or button that was down before. */
  accepts(click: GuardedClick): boolean
  stop(): void
}

/** Watches from now until it is stopped. */
export function createClickGuard(options: ClickGuardOptions): ClickGuard {
  const { page, view, startTimer = startSystemTimer } = options
  const watch = new AbortController()
  const attention = createAttention({ ...options, startTimer })
  const press = createPress(attention.isArmed)
  const rearm = () => {
    press.outdate()
    attention.restart()
  }
  const keep = { signal: watch.signal, capture: true }
  // The focus that moves from one control to the next passes the window on its way down, and is no new question.
  const onWindow = ({ target }: Event) => {
    if (target === view) rearm()
  }
  for (const type of ['blur', 'focus', 'resize']) view.addEventListener(type, onWindow, keep)
  page.addEventListener('visibilitychange', rearm, keep)
  view.addEventListener('pointerdown', press.onPointerDown, keep)
  view.addEventListener('keydown', press.onKeyDown, keep)
  // The click that a key makes comes before whatever is begun now.
  view.addEventListener('keyup', () => void startTimer(press.onKeyUp, 0), keep)
  attention.restart()
  return {
    isArmed: attention.isArmed,
    rearm,
    accepts: (click) => press.take(click) && attention.isArmed() && click.isTrusted && click.detail <= 1,
    stop: () => {
      watch.abort()
      attention.stop()
    },
  }
}

/** How long the person has been able to see all of it. */
function createAttention({
  page,
  view,
  clock,
  startTimer,
  onChange,
}: ClickGuardOptions & { readonly startTimer: StartTimer }) {
  let size: readonly [width: number, height: number] = [0, 0]
  let since: number | undefined
  let wasArmed = false
  let stopTimer = () => {}

  const isSeen = () => page.visibilityState === 'visible' && page.hasFocus() && isLargeEnough(view)
  const isSameSize = () => size[0] === view.innerWidth && size[1] === view.innerHeight
  const report = (isArmed: boolean) => {
    if (isArmed === wasArmed) return
    wasArmed = isArmed
    onChange?.()
  }
  const restart = () => {
    stopTimer()
    size = [view.innerWidth, view.innerHeight]
    since = isSeen() ? clock.monotonic() : undefined
    if (since !== undefined) stopTimer = startTimer(look, armAfterMs)
    report(false)
  }
  /** Events may be missing: some browsers fire no blur for a dialog of their own. */
  const isArmed = () => {
    if (!isSeen() || !isSameSize() || since === undefined) {
      if (since !== undefined || isSeen()) restart()
      return false
    }
    return clock.monotonic() - since >= armAfterMs
  }
  const look = () => {
    const armed = isArmed()
    if (!armed && since !== undefined) stopTimer = startTimer(look, Math.max(1, since + armAfterMs - clock.monotonic()))
    report(armed)
  }
  return { isArmed, restart, stop: () => stopTimer() }
}

function isLargeEnough({ innerWidth, innerHeight }: ClickGuardOptions['view']): boolean {
  return innerWidth >= leastWidth && innerHeight >= leastHeight
}

/** Whether the key or button behind a click went down on the question that is there now. */
function createPress(isArmed: () => boolean) {
  // `undefined`: nothing went down, as with assistive technology.
  let pointer: boolean | undefined
  let key: boolean | undefined
  return {
    onPointerDown: () => {
      pointer = isArmed()
    },
    onKeyDown: (event: Event) => {
      const isRepeat = 'repeat' in event && event.repeat === true
      key = !isRepeat && isArmed()
    },
    onKeyUp: () => {
      key = undefined
    },
    /** What is down now was meant for something else. */
    outdate: () => {
      if (pointer !== undefined) pointer = false
      if (key !== undefined) key = false
    },
    take: ({ detail }: GuardedClick) => {
      const isFresh = detail === 0 ? key !== false : pointer !== false
      if (detail > 0) pointer = undefined
      return isFresh
    },
  }
}
