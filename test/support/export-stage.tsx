import type { JSX } from 'solid-js'
import { expect } from 'vitest'
import { page } from 'vitest/browser'
import type { AccountDraft } from '../../src/account.ts'
import type { Kdf } from '../../src/crypto/index.ts'
import {
  AccountsStateProvider,
  createAccountsState,
  type AccountsState,
} from '../../src/ui/screens/accounts/accounts-state.tsx'
import type { Passkeys } from '../../src/pwa/passkeys/index.ts'
import { TransferScreen } from '../../src/ui/screens/transfer/transfer-screen.tsx'
import { ServicesProvider, useServices } from '../../src/ui/services.tsx'
import { createHashLocation } from '../../src/ui/shell/hash-location.ts'
import { useWorkspace } from '../../src/ui/workspace.tsx'
import type { Vault } from '../../src/vault/index.ts'
import { createQuickKdf } from './quick-kdf.ts'
import { createHandUpdate } from './settings-stage.tsx'
import { openVault, stagePassphrase, stageWorkspace, type VaultStage } from './vault-stage.tsx'

/** The way out of an open vault. */
export interface ExportStage extends VaultStage {
  readonly vault: Vault
  /** The ids of the accounts, in the order of the drafts. */
  readonly ids: readonly string[]
  remove(): Promise<void>
}

interface ExportStageOptions {
  readonly drafts?: readonly AccountDraft[]
  /** Methods in place of the open vault's. */
  readonly vault?: (vault: Vault) => Partial<Vault>
  readonly kdf?: Kdf
  readonly passkeys?: Passkeys
  /** Before the screen is drawn. */
  readonly prepare?: (accounts: AccountsState, ids: readonly string[]) => void
  /** In place of the whole screen. */
  readonly screen?: () => JSX.Element
}

/** Opens a vault and puts the way out over it, or another screen. */
export async function stageExport(options: ExportStageOptions = {}): Promise<ExportStage> {
  history.replaceState(null, '', '#/export')
  const opened = await openVault(options.drafts)
  const vault: Vault = { ...opened.vault, ...options.vault?.(opened.vault) }
  const kdf = options.kdf ?? createQuickKdf()
  const Screen = (): JSX.Element => {
    const location = createHashLocation()
    const accounts = createAccountsState(useWorkspace())
    options.prepare?.(accounts, opened.ids)
    const services = { ...useServices(), kdf: () => Promise.resolve(kdf), update: createHandUpdate() }
    return (
      <ServicesProvider services={services}>
        <AccountsStateProvider state={accounts}>
          {options.screen?.() ?? <TransferScreen location={location} />}
        </AccountsStateProvider>
      </ServicesProvider>
    )
  }
  const { passkeys } = options
  const stage = stageWorkspace(vault, () => <Screen />, {}, passkeys ? { passkeys, vault } : {})
  if (!options.screen) await expect.element(page.getByRole('tabpanel', { name: 'Export' })).toBeVisible()
  return {
    ...stage,
    vault,
    ids: opened.ids,
    async remove() {
      stage.strike()
      history.replaceState(null, '', '#/')
      await opened.remove()
    },
  }
}

/** Answers `Confirm it is you`. */
export async function confirmItIsMe(words = stagePassphrase): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm it is you' })
  await dialog.getByLabelText('Passphrase').fill(words)
  await dialog.getByRole('button').last().click()
}

/** Keeps downloads from the disk, and gives what would have been saved: name and text. */
export function catchDownloads(): {
  readonly saved: () => Promise<readonly (readonly [string, string])[]>
  stop(): void
} {
  const blobs: Promise<readonly [string, string]>[] = []
  const { click } = HTMLAnchorElement.prototype
  HTMLAnchorElement.prototype.click = function caught(this: HTMLAnchorElement) {
    const { download, href } = this
    blobs.push(fetch(href).then(async (response) => [download, await response.text()] as const))
  }
  return {
    saved: () => Promise.all(blobs),
    stop: () => {
      HTMLAnchorElement.prototype.click = click
    },
  }
}
