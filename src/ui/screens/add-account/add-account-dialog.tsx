import { createSignal, createUniqueId, onCleanup, Show, untrack, type JSX } from 'solid-js'
import type { AccountDraft, AccountView } from '../../../account.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { DiscardDialog } from '../../components/discard-dialog.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { checkIcon } from '../../components/icon-paths.ts'
import { accountFormText } from '../../messages/account-form.ts'
import { accountName } from '../../messages/accounts.ts'
import { errorText } from '../../messages/errors.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import type { AccountForm } from './account-form-state.ts'
import { createAccountForm, formStart, type AccountFormModel } from './account-form-model.ts'
import { ByHandForm } from './by-hand-form.tsx'
import { dropForm, keepForm } from './kept-form.ts'
import { recognise } from './pasted-links.ts'
import { SeveralFound } from './several-found.tsx'

interface AddAccountProps {
  /** A link, several of them, a bare key, or a name to begin with. */
  readonly initial?: string | undefined
  /** A form that is filled in already, as far as it could be. */
  readonly form?: AccountForm | undefined
  readonly onClose: () => void
  /** Called once the account is on disk; with the first one when several came. */
  readonly onAdded: (id: string) => void
}

/**
 * `Add account`. What was typed is given up only by saving it or on an answer: it outlives Escape, a click outside and
 * going elsewhere in the app, until the vault locks.
 */
export function AddAccountDialog(props: AddAccountProps): JSX.Element {
  const workspace = useWorkspace()
  const initial = untrack(() => props.initial)
  const model = createAccountForm(
    formStart(
      workspace,
      initial,
      untrack(() => props.form),
    ),
  )
  const [several, setSeveral] = createSignal(initial && recognise(initial).what === 'several' ? initial : undefined)
  let settled = false
  onCleanup(useServices().update.guard(() => untrack(model.isDirty)))

  const leave = (then: () => void): void => {
    settled = true
    // A form that came filled in has nothing to do with the one that was left half typed.
    if (untrack(() => props.form) === undefined) dropForm(workspace)
    then()
  }
  onCleanup(() => {
    if (!settled && untrack(model.isDirty)) keepForm(workspace, untrack(model.form))
  })

  return (
    <Show
      when={several()}
      fallback={
        <ByHandDialog
          model={model}
          onSeveral={setSeveral}
          onLeave={() => leave(() => props.onClose())}
          onAdded={(id) => leave(() => props.onAdded(id))}
        />
      }
    >
      {(text) => (
        <SeveralFound
          text={text()}
          onClose={() => (model.isDirty() ? setSeveral(undefined) : props.onClose())}
          onAdded={([first]) => (first === undefined ? props.onClose() : props.onAdded(first))}
        />
      )}
    </Show>
  )
}

interface ByHandDialogProps {
  readonly model: AccountFormModel
  readonly onSeveral: (text: string) => void
  /** The form is empty, or was given up. */
  readonly onLeave: () => void
  readonly onAdded: (id: string) => void
}

function ByHandDialog(props: ByHandDialogProps): JSX.Element {
  const formId = createUniqueId()
  const [asking, setAsking] = createSignal(false)
  const saving = createSaving(props)
  let form: HTMLFormElement | undefined

  const submit = (): void => {
    const result = props.model.submit()
    if ('draft' in result) void saving.save(result.draft)
    else focusField(form, result.first)
  }
  const close = (): void => {
    if (saving.busy()) return
    if (props.model.isDirty()) setAsking(true)
    else props.onLeave()
  }

  return (
    <>
      <Dialog
        wide
        title={accountFormText().addAccount}
        note={accountFormText().storedEncrypted}
        onClose={close}
        foot={
          <>
            <Button onClick={close}>{accountFormText().cancel}</Button>
            <Button
              look="primary"
              type="submit"
              form={formId}
              disabled={saving.busy() || props.model.problem('secret') === 'secret-wrong-character'}
              aria-busy={saving.busy()}
            >
              {saving.busy() ? accountFormText().saving : accountFormText().save}
            </Button>
          </>
        }
      >
        <FormAlert text={saving.failed()} />
        <ByHandForm
          id={formId}
          ref={(element) => (form = element)}
          model={props.model}
          onSeveral={(text) => props.onSeveral(text)}
          onSubmit={submit}
        />
      </Dialog>
      <Show when={saving.twin()}>
        {(found) => (
          <TwinDialog
            twin={found().twin}
            onCancel={() => saving.dismissTwin()}
            onAdd={() => {
              const { draft } = found()
              saving.dismissTwin()
              void saving.save(draft, true)
            }}
          />
        )}
      </Show>
      <Show when={asking()}>
        <DiscardDialog onKeep={() => setAsking(false)} onDiscard={() => props.onLeave()} />
      </Show>
    </>
  )
}

/** Adds a draft, after a question when the vault has it already. Whatever goes wrong, the form stays. */
function createSaving(props: ByHandDialogProps) {
  const workspace = useWorkspace()
  const [busy, setBusy] = createSignal(false)
  const [failed, setFailed] = createSignal<string>()
  const [twin, setTwin] = createSignal<{ readonly draft: AccountDraft; readonly twin: AccountView }>()
  const save = async (draft: AccountDraft, again = false): Promise<void> => {
    if (busy()) return
    const [known] = again ? [] : workspace.vault.twinsOf(draft)
    if (known) {
      setTwin({ draft, twin: known })
      return
    }
    setBusy(true)
    setFailed(undefined)
    try {
      const [id] = await workspace.vault.add([draft])
      workspace.toasts.show({ text: accountFormText().added(accountName(draft)), icon: checkIcon })
      if (id !== undefined) props.onAdded(id)
    } catch (error) {
      setFailed(errorText(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, failed, twin, save, dismissTwin: () => setTwin(undefined) }
}

function TwinDialog(props: {
  readonly twin: AccountView
  readonly onAdd: () => void
  readonly onCancel: () => void
}): JSX.Element {
  return (
    <Dialog
      role="alertdialog"
      title={accountFormText().twinTitle}
      text={accountFormText().twinText(accountName(props.twin))}
      onClose={() => props.onCancel()}
      foot={
        <>
          <Button data-autofocus="" onClick={() => props.onCancel()}>
            {accountFormText().cancel}
          </Button>
          <Button look="primary" onClick={() => props.onAdd()}>
            {accountFormText().addAnyway}
          </Button>
        </>
      }
    />
  )
}

/** Puts the cursor where something is to be mended. */
function focusField(form: HTMLFormElement | undefined, field: string): void {
  form?.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus()
}
