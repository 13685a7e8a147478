import { createSignal, Show, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Mark } from '../../components/mark.tsx'
import { settingsText } from '../../messages/settings.ts'
import { createUpdateState } from '../../primitives/update-state.ts'
import { useServices } from '../../services.tsx'
import styles from './about-section.module.css'

/** Name, version and commit; looks for a newer version, and restarts into it when asked. */
export function UpdateBox(): JSX.Element {
  const { update } = useServices()
  const state = createUpdateState(update)
  const [asked, setAsked] = createSignal(false)
  const text = () => settingsText().about
  const said = (): string => {
    const { held, waiting, checking, lastError } = state()
    if (held) return text().held
    if (waiting) return text().ready
    if (checking) return text().checking
    if (!asked()) return ''
    return lastError ? text().failed[lastError] : text().newest
  }
  const check = (): void => {
    if (state().checking) return
    setAsked(true)
    void update.check()
  }
  return (
    <section class={styles['box']} aria-label={text().product(APP_VERSION)}>
      <Mark size={56} />
      <div class={styles['product']}>
        <strong>{text().product(APP_VERSION)}</strong>
        <span class={styles['build']}>
          {text().build} <span class={styles['commit']}>{APP_COMMIT}</span>
        </span>
      </div>
      <div class={styles['buttons']}>
        <Button size="small" look="quiet" aria-busy={state().checking} onClick={check}>
          {text().check}
        </Button>
        <Show when={state().waiting}>
          <Button size="small" look="primary" onClick={() => update.apply()}>
            {text().restart}
          </Button>
        </Show>
      </div>
      <p class={styles['said']} role="status">
        {said()}
      </p>
    </section>
  )
}
