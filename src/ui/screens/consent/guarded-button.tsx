import { splitProps, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import styles from './consent.module.css'
import { useConsent } from './consent-parts.tsx'

interface GuardedButtonProps {
  readonly look?: 'primary' | 'plain'
  /** There is nothing to say yes to yet. */
  readonly disabled?: boolean
  readonly children: JSX.Element
  readonly onAllow: () => void
}

/**
 * A yes. It does nothing before the question has been in view long enough, nor for a click that was begun elsewhere. It
 * keeps its focus while it is inert, and presses on it are seen, so it is not `disabled` then but says that it is.
 */
export function GuardedButton(props: GuardedButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ['onAllow', 'children'])
  const { guard, isArmed } = useConsent()
  return (
    <Button
      size="big"
      wide
      class={styles['guarded'] ?? ''}
      {...rest}
      aria-disabled={isArmed() ? undefined : 'true'}
      onClick={(event) => {
        if (guard.accepts(event)) own.onAllow()
      }}
    >
      {own.children}
    </Button>
  )
}
