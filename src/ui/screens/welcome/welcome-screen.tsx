import { createEffect, createSignal, createUniqueId, lazy, onMount, Show, Suspense, type JSX } from 'solid-js'
import { isImport, isToReview } from '../../arrivals.ts'
import { TextLink, WideSubmit } from '../../components/button.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { infoIcon, keyIcon } from '../../components/icon-paths.ts'
import { TickOption } from '../../components/tick-box.tsx'
import { Tip } from '../../components/tip.tsx'
import { errorText } from '../../messages/errors.ts'
import { welcomeText } from '../../messages/welcome.ts'
import type { StrengthWorker } from '../../passphrase/estimator.ts'
import { NewPassphraseFields, PassphraseAdvice } from '../../passphrase/new-passphrase-fields.tsx'
import { createNewPassphrase } from '../../passphrase/new-passphrase.ts'
import { useServices } from '../../services.tsx'
import { WelcomePage, welcomeForm, welcomeHeading, welcomeLinks } from './welcome-page.tsx'

interface WelcomeProps {
  /** Test seam: what judges the passphrase. */
  readonly startWorker?: () => StrengthWorker
  /** The recovery code of the vault that is about to be made, or that no vault was made after all. */
  readonly onFreshCode?: (groups: readonly string[] | undefined) => void
}

class NotLoaded extends Error {}

const RestoreForm = lazy(async () => ({ default: (await import('./restore-form.tsx')).RestoreForm }))

/** The first visit: what this is, and the passphrase that a new vault is made under; or the backup that it is made of. */
export function WelcomeScreen(props: WelcomeProps): JSX.Element {
  const { arrivals } = useServices()
  const [restoring, setRestoring] = createSignal(false)
  createEffect(() => {
    if (arrivals.waiting().some(isImport)) setRestoring(true)
  })
  return (
    <WelcomePage>
      <Suspense>
        <Show when={restoring()} fallback={<CreateForm {...props} onRestore={() => setRestoring(true)} />}>
          <RestoreForm startWorker={props.startWorker} onBack={() => setRestoring(false)} />
        </Show>
      </Suspense>
    </WelcomePage>
  )
}

function CreateForm(props: WelcomeProps & { readonly onRestore: () => void }): JSX.Element {
  const services = useServices()
  const choice = createNewPassphrase(props.startWorker)
  const headingId = createUniqueId()
  const [withCode, setWithCode] = createSignal(true)
  const [creating, setCreating] = createSignal(false)
  const [error, setError] = createSignal<string>()
  let field: HTMLInputElement | undefined
  onMount(() => field?.focus({ preventScroll: true }))

  const createWithCode = async (): Promise<void> => {
    // With the screen that shows it: a code that could not be shown would be one that nobody has.
    const [{ makeFreshCode }] = await Promise.all([
      import('../recovery/fresh-code.ts'),
      import('../recovery/keep-code-root.tsx'),
    ]).catch((cause: unknown) => {
      throw new NotLoaded('the recovery code did not load', { cause })
    })
    const vault = await services.vault
    const { bytes, groups } = await makeFreshCode()
    try {
      // Before the vault opens: what shows then must know.
      props.onFreshCode?.(groups)
      await vault.create(choice.passphrase(), { recoveryCode: bytes })
    } catch (thrown) {
      props.onFreshCode?.(undefined)
      throw thrown
    } finally {
      bytes.fill(0)
    }
  }
  const create = async (): Promise<void> => {
    if (creating() || !choice.usable()) return
    setCreating(true)
    setError(undefined)
    try {
      await (withCode() ? createWithCode() : (await services.vault).create(choice.passphrase()))
      choice.clear()
    } catch (thrown) {
      setError(thrown instanceof NotLoaded ? welcomeText().codeNotLoaded : errorText(thrown))
    } finally {
      setCreating(false)
    }
  }

  return (
    <form
      class={welcomeForm}
      aria-labelledby={headingId}
      onSubmit={(event) => {
        event.preventDefault()
        void create()
      }}
    >
      <h2 id={headingId} class={welcomeHeading}>
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
            {withCode() ? welcomeText().tipWithCode : welcomeText().tip}
          </Tip>
        }
      />
      <TickOption
        label={welcomeText().makeCode}
        help={welcomeText().makeCodeHelp}
        checked={withCode()}
        disabled={creating()}
        onChange={setWithCode}
      />
      <FormAlert text={error()} />
      <WideSubmit busy={creating()} blocked={!choice.usable()}>
        {creating() ? welcomeText().creating : welcomeText().create}
      </WideSubmit>
      <div class={welcomeLinks}>
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
