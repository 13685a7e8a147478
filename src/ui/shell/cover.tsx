import { createSignal, onCleanup, type Accessor, type JSX } from 'solid-js'
import { Mark } from '../components/mark.tsx'
import styles from './cover.module.css'

/**
 * Whether the page is hidden. Task switchers and tab strips show the last picture of a page, so codes go before it is
 * taken, as far as the platform tells in time. Always, without a setting: nobody looks at a hidden page. Not when the
 * window merely loses the focus: codes are read off beside the window that they are typed into.
 */
export function createCover(page: Document = document): Accessor<boolean> {
  const [covered, setCovered] = createSignal(page.visibilityState === 'hidden')
  const update = (event: Event): void => {
    setCovered(event.type === 'pagehide' || page.visibilityState === 'hidden')
  }
  page.addEventListener('visibilitychange', update)
  window.addEventListener('pagehide', update)
  window.addEventListener('pageshow', update)
  onCleanup(() => {
    page.removeEventListener('visibilitychange', update)
    window.removeEventListener('pagehide', update)
    window.removeEventListener('pageshow', update)
  })
  return covered
}

/** A plain cover with the mark. */
export function Cover(): JSX.Element {
  return (
    <div class={styles['cover']} aria-hidden="true">
      <Mark size={72} />
    </div>
  )
}
