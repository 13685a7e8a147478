import { createSignal, Show } from 'solid-js'
import { page } from 'vitest/browser'
import type { AccountDraft } from '../../src/account.ts'
import { AddAccountDialog } from '../../src/ui/screens/add-account/add-account-dialog.tsx'
import type { QrSight } from '../../src/ui/services.tsx'
import type { Vault } from '../../src/vault/index.ts'
import { openVault, stageWorkspace, type OpenVault, type VaultStage } from './vault-stage.tsx'

export const issuerField = () => page.getByRole('textbox', { name: 'Issuer' })
export const discardQuestion = () => page.getByRole('alertdialog', { name: 'Discard changes?' })

interface AddAccountOptions {
  readonly initial?: string
  readonly pictures?: readonly File[]
  readonly tab?: 'scan' | 'by-hand'
  readonly sight?: QrSight
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
  /** Brings something while the dialog is open. */
  arrive(what: { readonly initial?: string; readonly pictures?: readonly File[] }): void
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
  const [brought, setBrought] = createSignal<Pick<AddAccountOptions, 'initial' | 'pictures'>>(options)
  const screen = () => (
    <Show when={shown()}>
      <AddAccountDialog
        initial={brought().initial}
        pictures={brought().pictures}
        tab={options.tab}
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
  )
  const sight = options.sight && { sight: options.sight }
  const stage = stageWorkspace({ ...opened.vault, ...options.vault }, screen, {}, sight)
  return {
    ...stage,
    vault: opened.vault,
    added,
    closed: () => closed,
    arrive: setBrought,
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

/** Pastes pictures into whatever has the focus. @returns As {@link paste}. */
export function pasteFiles(...files: readonly File[]): boolean {
  const clipboardData = new DataTransfer()
  for (const file of files) clipboardData.items.add(file)
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  return document.activeElement?.dispatchEvent(event) ?? true
}

/** Pastes into whatever has the focus. @returns Whether the page let the browser go on with it. */
export function paste(text: string): boolean {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  return document.activeElement?.dispatchEvent(event) ?? true
}
