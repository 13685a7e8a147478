import { onCleanup } from 'solid-js'

interface SwipeOptions {
  readonly enabled: () => boolean
  /** Past 40 % of the row, towards the end or the start of the line. */
  readonly onSwipe: (to: 'start' | 'end') => void
  readonly onLongPress: (x: number, y: number) => void
}

const longPressMs = 500
const slopPx = 10
const swipeShare = 0.4

/**
 * Touch gestures of one row: swipe sideways, or press long. Mouse and pen are left alone; vertical movement belongs to
 * scrolling. Everything here can also be reached through the row's menu.
 */
export function makeSwipe(element: HTMLElement, options: SwipeOptions): void {
  let start: { readonly x: number; readonly y: number; readonly pointer: number } | undefined
  let swiping = false
  let longPressed = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const reset = (): void => {
    clearTimeout(timer)
    start = undefined
    swiping = false
    element.style.removeProperty('--swipe')
    delete element.dataset['swiping']
  }
  const onDown = (event: PointerEvent): void => {
    // A long press need not end in a click: the next press of any kind is one of its own.
    longPressed = false
    if (event.pointerType !== 'touch' || !event.isPrimary) return
    start = { x: event.clientX, y: event.clientY, pointer: event.pointerId }
    timer = setTimeout(() => {
      longPressed = true
      options.onLongPress(event.clientX, event.clientY)
      reset()
    }, longPressMs)
  }
  const onMove = (event: PointerEvent): void => {
    if (!start || event.pointerId !== start.pointer) return
    const byX = event.clientX - start.x
    const byY = event.clientY - start.y
    if (Math.hypot(byX, byY) > slopPx) clearTimeout(timer)
    if (!swiping && options.enabled() && Math.abs(byX) > slopPx && Math.abs(byX) > 2 * Math.abs(byY)) {
      swiping = true
      element.dataset['swiping'] = ''
      element.setPointerCapture(event.pointerId)
    }
    if (swiping) element.style.setProperty('--swipe', `${byX}px`)
  }
  const onUp = (event: PointerEvent): void => {
    if (!start || event.pointerId !== start.pointer) return
    const byX = event.clientX - start.x
    const far = swiping && Math.abs(byX) > element.clientWidth * swipeShare
    const swiped = swiping
    reset()
    if (swiped) suppressNextClick(element)
    if (far) options.onSwipe(byX > 0 === (getComputedStyle(element).direction === 'ltr') ? 'end' : 'start')
  }
  const onClick = (event: MouseEvent): void => {
    if (!longPressed) return
    longPressed = false
    event.preventDefault()
    event.stopPropagation()
  }
  element.addEventListener('pointerdown', onDown)
  element.addEventListener('pointermove', onMove)
  element.addEventListener('pointerup', onUp)
  element.addEventListener('pointercancel', reset)
  element.addEventListener('click', onClick, { capture: true })
  onCleanup(reset)
}

/** A swipe that ends over the row's button must not copy. */
function suppressNextClick(element: HTMLElement): void {
  const stop = (event: Event): void => {
    event.preventDefault()
    event.stopPropagation()
  }
  element.addEventListener('click', stop, { capture: true, once: true })
  setTimeout(() => element.removeEventListener('click', stop, { capture: true }), 50)
}
