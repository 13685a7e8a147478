import type { JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { consentText } from '../../messages/consent.ts'
import styles from './consent.module.css'

/** A no, which always counts. */
export function DenyButton(props: { readonly onDeny: () => void }): JSX.Element {
  return (
    <Button look="ghost" wide class={styles['deny'] ?? ''} onClick={() => props.onDeny()}>
      {consentText().deny}
    </Button>
  )
}
