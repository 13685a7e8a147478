import { onCleanup } from 'solid-js'

/** The parts of the page that are used. */
interface AwakePage {
  readonly document: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>
  readonly navigator: { readonly wakeLock?: Pick<WakeLock, 'request'> }
}

/**
 * Keeps the screen on for the owner's lifetime, for what another device has to read. Does nothing where browsers cannot;
 * they also let go by themselves while the page is hidden, or when the battery is low.
 */
export function keepAwake(page: AwakePage = window): void {
  const { wakeLock } = page.navigator
  if (!wakeLock) return
  let held: WakeLockSentinel | undefined
  let isOver = false
  const hold = async (): Promise<void> => {
    if (page.document.visibilityState !== 'visible' || held?.released === false) return
    try {
      const sentinel = await wakeLock.request('screen')
      if (isOver) await sentinel.release()
      else held = sentinel
    } catch {
      // The system says no: then the screen goes dark when it always does.
    }
  }
  const onVisible = (): void => void hold()
  void hold()
  page.document.addEventListener('visibilitychange', onVisible)
  onCleanup(() => {
    isOver = true
    page.document.removeEventListener('visibilitychange', onVisible)
    void held?.release().catch(() => undefined)
  })
}
