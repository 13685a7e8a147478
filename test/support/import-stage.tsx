import type { JSX } from 'solid-js'
import { expect } from 'vitest'
import { page } from 'vitest/browser'
import type { AccountDraft } from '../../src/account.ts'
import type {
  FormatId,
  ImportEntry,
  Importer,
  LockedImport,
  OpenedExport,
  OpenImport,
} from '../../src/transfer/index.ts'
import { createArrivals, type Arrivals } from '../../src/ui/arrivals.ts'
import { TransferScreen } from '../../src/ui/screens/transfer/transfer-screen.tsx'
import { ServicesProvider, useServices, type Services } from '../../src/ui/services.tsx'
import { createHashLocation, type HashLocation } from '../../src/ui/shell/hash-location.ts'
import type { Vault } from '../../src/vault/index.ts'
import { createStageStorage } from './settings-stage.tsx'
import { openVault, stageWorkspace, type OpenVault, type VaultStage } from './vault-stage.tsx'

/** The import screen of an open vault, and what a test sees of it. */
export interface ImportStage extends VaultStage {
  readonly vault: Vault
  readonly opened: OpenVault
  readonly arrivals: Arrivals
  /** Brings files as if they had been dropped. */
  drop(...files: readonly File[]): void
  location(): HashLocation
  remove(): Promise<void>
}

interface ImportStageOptions {
  readonly drafts?: readonly AccountDraft[]
  /** Methods in place of the open vault's. */
  readonly vault?: (vault: Vault) => Partial<Vault>
  readonly importer?: Importer
}

/** Opens a vault and puts the import screen over it. */
export async function stageImport(options: ImportStageOptions = {}): Promise<ImportStage> {
  history.replaceState(null, '', '#/import')
  const opened = await openVault(options.drafts)
  const vault: Vault = { ...opened.vault, ...options.vault?.(opened.vault) }
  const arrivals = createArrivals()
  let place: HashLocation | undefined
  const Screen = (): JSX.Element => {
    const location = createHashLocation()
    place = location
    const services: Services = {
      ...useServices(),
      arrivals,
      storage: createStageStorage(),
      ...(options.importer && { importer: () => Promise.resolve(options.importer as Importer) }),
    }
    return (
      <ServicesProvider services={services}>
        {/* As the shell does: the page scrolls inside of it. */}
        <div style={{ display: 'grid', 'block-size': '100vh' }}>
          <TransferScreen location={location} />
        </div>
      </ServicesProvider>
    )
  }
  // The screen asks for these services through the workspace, too.
  const stage = stageWorkspace(vault, () => <Screen />, { storage: createStageStorage() })
  await expect.element(page.getByRole('tabpanel', { name: 'Import' })).toBeVisible()
  return {
    ...stage,
    vault,
    opened,
    arrivals,
    drop: (...files) => arrivals.bring({ what: 'files', files }),
    location() {
      if (!place) throw new Error('the screen was not drawn')
      return place
    },
    async remove() {
      stage.strike()
      history.replaceState(null, '', '#/')
      await opened.remove()
    },
  }
}

/** A file with this text in it. */
export function textFile(name: string, text: string): File {
  return new File([text], name, { lastModified: Date.UTC(2025, 4, 12) })
}

/** An export that is open, as a reader gives it. */
export function openExport(
  entries: readonly ImportEntry[],
  more: Partial<Omit<OpenImport, 'state' | 'entries'>> = {},
): OpenImport {
  return { state: 'open', format: 'aegis', files: ['export.json'], entries, ...more }
}

/** An entry that is an account. */
export function accountEntry(account: AccountDraft, more: Partial<Extract<ImportEntry, { outcome: 'account' }>> = {}) {
  return { outcome: 'account', account, dropped: [], ...more } satisfies ImportEntry
}

/** What opens a file has secrets of its own: the screen zeroes what it was given. */
function readAgain(opened: OpenedExport): OpenedExport {
  if (opened.state !== 'open') return opened
  const entries = opened.entries.map((entry) =>
    entry.outcome === 'account'
      ? { ...entry, account: { ...entry.account, secret: entry.account.secret.slice() } }
      : entry,
  )
  return { ...opened, entries }
}

/** An importer that gives these exports, whatever it is handed. */
export function importerOf(...exports: readonly OpenedExport[]): Importer & { readonly disposed: () => number } {
  let disposed = 0
  return {
    open: () => Promise.resolve(exports.map(readAgain)),
    dispose: () => {
      disposed += 1
    },
    disposed: () => disposed,
  }
}

/** A locked export; `unlock` is what a password does. */
export function lockedExport(
  unlock: LockedImport['unlock'],
  more: { readonly format?: FormatId; readonly files?: readonly string[]; readonly memoryBytes?: number } = {},
): LockedImport {
  return { state: 'locked', format: 'ente', files: ['locked.txt'], unlock, ...more }
}
