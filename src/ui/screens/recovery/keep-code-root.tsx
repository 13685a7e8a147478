import { createSignal, createUniqueId, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { TextLink, WideSubmit } from '../../components/button.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { ToastRegion } from '../../components/toast-region.tsx'
import { errorText } from '../../messages/errors.ts'
import { recoveryText } from '../../messages/recovery.ts'
import { useServices } from '../../services.tsx'
import { createCover, Cover } from '../../shell/cover.tsx'
import { createSessionGuard } from '../../shell/session-guard.ts'
import type { Vault } from '../../../vault/index.ts'
import { createWorkspace, WorkspaceProvider } from '../../workspace.tsx'
import { WelcomePage, welcomeForm, welcomeHeading, welcomeLinks } from '../welcome/welcome-page.tsx'
import { CodeCard } from './code-card.tsx'
import { createCodeConfirmation } from './code-confirmation.ts'
import styles from './keep-code-root.module.css'
import { StoredCheck } from './stored-check.tsx'

interface KeepCodeProps {
  /** Just made, and open: it locks from here as from anywhere. */
  readonly vault: Vault
  /** The code that it was made with. */
  readonly groups: readonly string[]
  /** The code is confirmed, or removed. */
  readonly onDone: () => void
}

/** Between a new vault and its first account: the recovery code, once, until it is stored or given up. */
export function KeepCodeRoot(props: KeepCodeProps): JSX.Element {
  const services = useServices()
  const workspace = createWorkspace(services, props.vault)
  createSessionGuard(workspace, services)
  const covered = createCover()
  // A restart would take away what is shown only once.
  onCleanup(services.update.guard(() => true))
  return (
    <WorkspaceProvider workspace={workspace}>
      <div class={styles['screen']} data-covered={covered() ? '' : undefined}>
        <WelcomePage later>
          <KeepCodeForm {...props} />
        </WelcomePage>
      </div>
      <Show when={covered()}>
        <Cover />
      </Show>
      <ToastRegion toasts={workspace.toasts} />
    </WorkspaceProvider>
  )
}

function KeepCodeForm(props: KeepCodeProps): JSX.Element {
  const headingId = createUniqueId()
  const confirmation = createCodeConfirmation(() => props.groups)
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<string>()
  const text = () => recoveryText().shown
  let heading: HTMLHeadingElement | undefined
  onMount(() => heading?.focus({ preventScroll: true }))

  const leave = async (act: () => Promise<void>): Promise<void> => {
    if (busy()) return
    setBusy(true)
    setError(undefined)
    try {
      await act()
      props.onDone()
    } catch (thrown) {
      setError(errorText(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      class={welcomeForm}
      aria-labelledby={headingId}
      onSubmit={(event) => {
        event.preventDefault()
        if (confirmation.isConfirmed()) void leave(() => props.vault.confirmRecoveryCode())
      }}
    >
      <div>
        <h2 ref={heading} id={headingId} class={`${welcomeHeading} ${styles['heading']}`} tabindex={-1}>
          {text().heading}
        </h2>
        <p class={styles['line']}>{text().line}</p>
      </div>
      <CodeCard groups={props.groups} covered={confirmation.stored()} />
      <StoredCheck confirmation={confirmation} disabled={busy()} />
      <FormAlert text={error()} />
      <WideSubmit busy={busy()} blocked={!confirmation.isConfirmed()}>
        {busy() ? text().opening : text().open}
      </WideSubmit>
      <div class={welcomeLinks}>
        <TextLink
          href="#"
          onClick={(event) => {
            event.preventDefault()
            void leave(() => props.vault.removeRecoveryCode())
          }}
        >
          {text().skip}
        </TextLink>
      </div>
    </form>
  )
}
