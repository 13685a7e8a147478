import { createEffect, createSignal, createUniqueId, lazy, onMount, Show, Suspense, type JSX } from 'solid-js'
import { isImport, isToReview } from '../../arrivals.ts'
import { Button, TextLink } from '../../components/button.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { infoIcon, keyIcon } from '../../components/icon-paths.ts'
import { Mark } from '../../components/mark.tsx'
import { Tip } from '../../components/tip.tsx'
import { errorText } from '../../messages/errors.ts'
import { welcomeText } from '../../messages/welcome.ts'
import type { StrengthWorker } from '../../passphrase/estimator.ts'
import { NewPassphraseFields, PassphraseAdvice } from '../../passphrase/new-passphrase-fields.tsx'
import { createNewPassphrase } from '../../passphrase/new-passphrase.ts'
import { createThemeColor } from '../../primitives/theme-color.ts'
import { useServices } from '../../services.tsx'
import styles from './welcome-screen.module.css'

interface WelcomeProps {
  /** Test seam: what judges the passphrase. */
  readonly startWorker?: () => StrengthWorker
}

const RestoreForm = lazy(async () => ({ default: (await import('./restore-form.tsx')).RestoreForm }))

/** The first visit: what this is, and the passphrase that a new vault is made under; or the backup that it is made of. */
export function WelcomeScreen(props: WelcomeProps): JSX.Element {
  const { arrivals } = useServices()
  const [restoring, setRestoring] = createSignal(false)
  createEffect(() => {
    if (arrivals.waiting().some(isImport)) setRestoring(true)
  })
  return (
    <div class={styles['page']}>
      <About />
      <main class={styles['side']} id="main">
        <Suspense>
          <Show when={restoring()} fallback={<CreateForm {...props} onRestore={() => setRestoring(true)} />}>
            <RestoreForm startWorker={props.startWorker} onBack={() => setRestoring(false)} />
          </Show>
        </Suspense>
      </main>
    </div>
  )
}

function About(): JSX.Element {
  let panel: HTMLElement | undefined
  createThemeColor(() => panel)
  return (
    <section ref={panel} class={styles['about']} aria-label={welcomeText().about}>
      <div class={styles['brand']}>
        <Mark tone="hero" size={26} />
        <span>{welcomeText().product}</span>
      </div>
      <h1 class={styles['claim']}>{welcomeText().claim}</h1>
      <p class={styles['promise']}>{welcomeText().promise}</p>
      <Mark tone="giant" class={styles['giant']} />
    </section>
  )
}

function CreateForm(props: WelcomeProps & { readonly onRestore: () => void }): JSX.Element {
  const services = useServices()
  const choice = createNewPassphrase(props.startWorker)
  const headingId = createUniqueId()
  const [creating, setCreating] = createSignal(false)
  const [error, setError] = createSignal<string>()
  let field: HTMLInputElement | undefined
  onMount(() => field?.focus({ preventScroll: true }))

  const create = async (): Promise<void> => {
    if (creating() || !choice.usable()) return
    setCreating(true)
    setError(undefined)
    try {
      const vault = await services.vault
      await vault.create(choice.passphrase())
      choice.clear()
    } catch (thrown) {
      setError(errorText(thrown))
    } finally {
      setCreating(false)
    }
  }

  return (
    <form
      class={styles['form']}
      aria-labelledby={headingId}
      onSubmit={(event) => {
        event.preventDefault()
        void create()
      }}
    >
      <h2 id={headingId} class={styles['heading']}>
        {welcomeText().heading}
      </h2>
      <Show when={services.arrivals.waiting().some(isToReview)}>
        <div role="status">
          <Tip icon={infoIcon}>{welcomeText().waits}</Tip>
        </div>
      </Show>
      <NewPassphraseFields
        ref={(element) => (field = element)}
        choice={choice}
        label={welcomeText().passphrase}
        confirmLabel={welcomeText().confirm}
        disabled={creating()}
      />
      <PassphraseAdvice
        choice={choice}
        disabled={creating()}
        onSuggested={() => field?.focus({ preventScroll: true })}
        enough={
          <Tip icon={keyIcon} title={welcomeText().tipTitle}>
            {welcomeText().tip}
          </Tip>
        }
      />
      <FormAlert text={error()} />
      <Button
        look="primary"
        size="big"
        wide
        type="submit"
        disabled={!creating() && !choice.usable()}
        aria-busy={creating()}
      >
        {creating() ? welcomeText().creating : welcomeText().create}
      </Button>
      <div class={styles['links']}>
        <TextLink
          href="#"
          onClick={(event) => {
            event.preventDefault()
            if (!creating()) props.onRestore()
          }}
        >
          {welcomeText().restore}
        </TextLink>
      </div>
    </form>
  )
}
