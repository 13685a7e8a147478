import type { JSX } from 'solid-js'
import { TextLink } from '../../components/button.tsx'
import { consentText } from '../../messages/consent.ts'
import styles from './consent.module.css'

/** Opens the app in a tab of its own; this window keeps its conversation. */
export function OpenAppLink(): JSX.Element {
  return (
    <TextLink class={styles['link'] ?? ''} href="./" target="_blank" rel="noopener">
      {consentText().openApp}
    </TextLink>
  )
}
