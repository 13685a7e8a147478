import { createSignal, type Accessor } from 'solid-js'
import type { AccountDraft, AccountView } from '../../../account.ts'
import { checkIcon } from '../../components/icon-paths.ts'
import { accountFormText } from '../../messages/account-form.ts'
import { accountName } from '../../messages/accounts.ts'
import { errorText } from '../../messages/errors.ts'
import { useWorkspace } from '../../workspace.tsx'

/** How saving one account goes. */
export interface SavingAccount {
  readonly busy: Accessor<boolean>
  /** Why the last try failed. */
  readonly failed: Accessor<string | undefined>
  /** The vault has this key already: a question waits. */
  readonly twin: Accessor<{ readonly draft: AccountDraft; readonly twin: AccountView } | undefined>
  dismissTwin(): void
  /** @param again - The question was answered. */
  save(draft: AccountDraft, again?: boolean): Promise<void>
}

/**
 * Adds a draft, after a question when the vault has it already. Whatever goes wrong, the form stays.
 *
 * @param onAdded - Told the id once it is on disk.
 */
export function createSaving(onAdded: (id: string) => void): SavingAccount {
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
      if (id !== undefined) onAdded(id)
    } catch (error) {
      setFailed(errorText(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, failed, twin, save, dismissTwin: () => setTwin(undefined) }
}
