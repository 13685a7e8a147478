import { createSignal, type Accessor } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import { VaultError, type AccountEdit } from '../../../vault/index.ts'
import { editAccountText } from '../../messages/account-form.ts'
import { accountName } from '../../messages/accounts.ts'
import { errorText } from '../../messages/errors.ts'
import type { Workspace } from '../../workspace.tsx'
import type { EditFormModel } from './edit-form-model.ts'

/** Saving an edit, and what to do when the account is no longer what the form started from. */
export interface EditSaving {
  readonly busy: Accessor<boolean>
  /** Why nothing was saved. */
  readonly failed: Accessor<string | undefined>
  /** The account as another tab left it, while the question is open. */
  readonly conflict: Accessor<AccountView | undefined>
  save(edit: AccountEdit): Promise<void>
  /** Saves what this form changed over the other change; the members that only the other changed stay. */
  keepMine(): Promise<void>
  takeTheirs(): void
  dismissConflict(): void
}

/** {@link EditSaving} for a form. Whatever goes wrong, the form keeps what was typed. */
export function createEditSaving(workspace: Workspace, model: EditFormModel, onDone: () => void): EditSaving {
  const { vault } = workspace
  const [busy, setBusy] = createSignal(false)
  const [failed, setFailed] = createSignal<string>()
  const [conflict, setConflict] = createSignal<AccountView>()

  const attempt = async (edit: AccountEdit, basedOn: AccountView): Promise<void> => {
    if (busy()) return
    setBusy(true)
    setFailed(undefined)
    try {
      const { id } = basedOn
      if (basedOn.deletedAt !== undefined) await vault.restore([id])
      const current = vault.account(id) ?? basedOn
      const undo = await vault.edit(id, edit, basedOn.deletedAt === undefined ? basedOn.updatedAt : current.updatedAt)
      const saved = vault.account(id) ?? basedOn
      void workspace.act(Promise.resolve(undo), editAccountText().saved(accountName(saved)))
      onDone()
    } catch (error) {
      const latest = vault.account(model.from().id)
      if (error instanceof VaultError && error.code === 'vault/conflict' && latest) setConflict(latest)
      else setFailed(errorText(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    busy,
    failed,
    conflict,
    async save(edit) {
      if (Object.keys(edit).length === 0) onDone()
      else await attempt(edit, model.from())
    },
    async keepMine() {
      const latest = conflict()
      const result = model.submit()
      setConflict(undefined)
      if (latest && 'edit' in result) await attempt(result.edit, latest)
    },
    takeTheirs() {
      const latest = conflict()
      setConflict(undefined)
      if (!latest) return
      model.restart(latest)
      if (latest.deletedAt !== undefined) onDone()
    },
    dismissConflict: () => setConflict(undefined),
  }
}
