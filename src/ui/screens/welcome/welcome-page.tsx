import type { JSX } from 'solid-js'
import { Mark } from '../../components/mark.tsx'
import { welcomeText } from '../../messages/welcome.ts'
import { createThemeColor } from '../../primitives/theme-color.ts'
import styles from './welcome-page.module.css'

interface PageProps {
  /** A step after the first: on a phone, the panel takes less room. */
  readonly later?: boolean
  readonly children: JSX.Element
}

/** What this is on one side, and what is asked on the other. */
export function WelcomePage(props: PageProps): JSX.Element {
  let panel: HTMLElement | undefined
  createThemeColor(() => panel)
  return (
    <div class={styles['page']}>
      <section
        ref={panel}
        class={styles['about']}
        data-later={props.later ? '' : undefined}
        aria-label={welcomeText().about}
      >
        <div class={styles['brand']}>
          <Mark tone="hero" size={26} />
          <span>{welcomeText().product}</span>
        </div>
        <h1 class={styles['claim']}>{welcomeText().claim}</h1>
        <p class={styles['promise']}>{welcomeText().promise}</p>
        <Mark tone="giant" class={styles['giant']} />
      </section>
      <main class={styles['side']} id="main">
        {props.children}
      </main>
    </div>
  )
}

/** The form of a {@link WelcomePage}. */
export const welcomeForm = styles['form'] ?? ''

/** Its heading. */
export const welcomeHeading = styles['heading'] ?? ''

/** Links at its foot. */
export const welcomeLinks = styles['links'] ?? ''
