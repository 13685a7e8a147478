import { createSignal, onCleanup, type Accessor } from 'solid-js'

/** Whether a media query holds, for the owner's lifetime. */
export function createMedia(query: string): Accessor<boolean> {
  const list = window.matchMedia(query)
  const [matches, setMatches] = createSignal(list.matches)
  const onChange = (): void => {
    setMatches(list.matches)
  }
  list.addEventListener('change', onChange)
  onCleanup(() => list.removeEventListener('change', onChange))
  return matches
}

/** Phone, tablet or desktop, by the width of the window (720 and 1080 CSS pixels). */
export function createBreakpoint(): Accessor<'phone' | 'tablet' | 'desktop'> {
  const wide = createMedia('(min-width: 720px)')
  const wider = createMedia('(min-width: 1080px)')
  return () => {
    if (wider()) return 'desktop'
    return wide() ? 'tablet' : 'phone'
  }
}
