import { createSignal, Show } from 'solid-js'
import { page } from 'vitest/browser'
import type { AccountDraft } from '../../src/account.ts'
import { AddAccountDialog } from '../../src/ui/screens/add-account/add-account-dialog.tsx'
import type { Vault } from '../../src/vault/index.ts'
import { openVault, stageWorkspace, type OpenVault, type VaultStage } from './vault-stage.tsx'

export const issuerField = () => page.getByRole('textbox', { name: 'Issuer' })
export const discardQuestion = () => page.getByRole('alertdialog', { name: 'Discard changes?' })

interface AddAccountOptions {
  readonly initial?: string
  readonly drafts?: readonly AccountDraft[]
  /** Methods that take the place of the real vault's. */
  readonly vault?: Partial<Vault>
}

/** `Add account` over a real vault, and what came of it. */
export interface AddAccountStage extends VaultStage {
  readonly vault: Vault
  /** Ids that were handed on. */
  readonly added: readonly string[]
  readonly closed: () => number
  /** Goes elsewhere in the app and comes back. */
  leaveAndReturn(): void
  remove(): Promise<void>
}

/** Opens `Add account` over a fresh vault. */
export async function stageAddAccount(options: AddAccountOptions = {}): Promise<AddAccountStage> {
  const opened: OpenVault = await openVault(options.drafts)
  const added: string[] = []
  let closed = 0
  const [shown, setShown] = createSignal(true)
  const stage = stageWorkspace({ ...opened.vault, ...options.vault }, () => (
    <Show when={shown()}>
      <AddAccountDialog
        initial={options.initial}
        onAdded={(id) => {
          added.push(id)
          setShown(false)
        }}
        onClose={() => {
          closed += 1
          setShown(false)
        }}
      />
    </Show>
  ))
  return {
    ...stage,
    vault: opened.vault,
    added,
    closed: () => closed,
    leaveAndReturn() {
      setShown(false)
      setShown(true)
    },
    async remove() {
      stage.strike()
      await opened.remove()
    },
  }
}

/** Pastes into whatever has the focus. @returns Whether the page let the browser go on with it. */
export function paste(text: string): boolean {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  return document.activeElement?.dispatchEvent(event) ?? true
}
