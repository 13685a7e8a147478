import { createSignal, onCleanup, Show, type JSX } from 'solid-js'
import { FormDialog } from '../../components/form-dialog.tsx'
import { keyIcon } from '../../components/icon-paths.ts'
import { ReauthDialog } from '../../components/reauth-dialog.tsx'
import { errorText } from '../../messages/errors.ts'
import { recoveryText } from '../../messages/recovery.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import { CodeCard } from './code-card.tsx'
import { createCodeConfirmation } from './code-confirmation.ts'
import { makeFreshCode } from './fresh-code.ts'
import { StoredCheck } from './stored-check.tsx'

interface ReplaceProps {
  /** There is one, which the new one ends. */
  readonly replaces: boolean
  readonly onClose: () => void
}

/** A code that is ready to be a way in, and is none yet. */
interface PreparedCode {
  readonly groups: readonly string[]
  readonly put: () => Promise<void>
}

/** A new recovery code: the passphrase first, then the code. It counts once it is typed back; until then, the old one does. */
export function ReplaceCodeDialog(props: ReplaceProps): JSX.Element {
  const workspace = useWorkspace()
  const [prepared, setPrepared] = createSignal<PreparedCode>()
  const text = () => recoveryText().settings
  const prepare = async (passphrase: string): Promise<void> => {
    const { bytes, groups } = await makeFreshCode()
    try {
      setPrepared({ groups, put: await workspace.vault.prepareRecoveryCode(passphrase, bytes) })
    } finally {
      bytes.fill(0)
    }
  }
  return (
    <Show
      when={prepared()}
      keyed
      fallback={
        <ReauthDialog
          action={text().goOn}
          why={props.replaces ? text().whyReplace : text().whyMake}
          onConfirm={prepare}
          onClose={() => props.onClose()}
        />
      }
    >
      {(code) => <KeepCodeDialog {...props} code={code} />}
    </Show>
  )
}

function KeepCodeDialog(props: ReplaceProps & { readonly code: PreparedCode }): JSX.Element {
  const workspace = useWorkspace()
  const { update } = useServices()
  const confirmation = createCodeConfirmation(() => props.code.groups)
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<string>()
  const text = () => recoveryText().settings
  onCleanup(update.guard(() => true))

  const use = async (): Promise<void> => {
    if (busy() || !confirmation.isConfirmed()) return
    const said = props.replaces ? text().replaced : text().madeNow
    setBusy(true)
    setError(undefined)
    try {
      await props.code.put()
      workspace.toasts.show({ text: said, icon: keyIcon })
      props.onClose()
    } catch (thrown) {
      setError(errorText(thrown))
      setBusy(false)
    }
  }
  return (
    <FormDialog
      role="alertdialog"
      title={recoveryText().shown.heading}
      text={recoveryText().shown.line}
      cancel={text().cancel}
      submit={busy() ? text().using : text().use}
      busy={busy()}
      holds
      blocked={!busy() && !confirmation.isConfirmed()}
      error={error()}
      onSubmit={() => void use()}
      onClose={() => props.onClose()}
    >
      <CodeCard groups={props.code.groups} covered={confirmation.stored()} />
      <StoredCheck confirmation={confirmation} disabled={busy()} />
    </FormDialog>
  )
}
