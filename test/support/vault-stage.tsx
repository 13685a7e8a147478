import type { JSX } from 'solid-js'
import type { AccountDraft } from '../../src/account.ts'
import type { Clock } from '../../src/clock.ts'
import type { Kdf } from '../../src/crypto/index.ts'
import { ToastRegion } from '../../src/ui/components/toast-region.tsx'
import { useServices, type Services } from '../../src/ui/services.tsx'
import { createWorkspace, WorkspaceProvider, type Workspace } from '../../src/ui/workspace.tsx'
import { createVault, type Vault } from '../../src/vault/index.ts'
import { stageScreen, type Stage, type StageOptions } from './screen-stage.tsx'

export const stagePassphrase = 'copper lantern over quiet harbours'

/** Stands in for the slow hash where a test is about something else. */
const quickKdf: Kdf = {
  async derive(passphrase) {
    return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(passphrase)))
  },
  dispose: () => undefined,
}

/** An open vault over a database of its own, with these accounts in it. */
export interface OpenVault {
  readonly vault: Vault
  /** The ids of the accounts, in the order of the drafts. */
  readonly ids: readonly string[]
  /** Another tab on the same database, unlocked too. It is not told of changes, as a sleeping tab is not. */
  otherTab(): Promise<Vault>
  remove(): Promise<void>
}

let databases = 0

/** Makes an {@link OpenVault}. */
export async function openVault(
  drafts: readonly AccountDraft[] = [],
  clock?: Clock,
  options?: Parameters<Vault['create']>[1],
): Promise<OpenVault> {
  databases += 1
  const databaseName = `stage-${databases}-${crypto.randomUUID()}`
  const anchor = { read: () => undefined, write: () => undefined, remove: () => undefined }
  const open = (): Vault =>
    createVault({ kdf: quickKdf, databaseName, anchor, argon2: false, ...(clock ? { clock } : {}) })
  const opened: Vault[] = [open()]
  const [vault] = opened as [Vault]
  await vault.inspect()
  await vault.create(stagePassphrase, options)
  const ids = drafts.length === 0 ? [] : await vault.add(drafts)
  return {
    vault,
    ids,
    async otherTab() {
      const other = open()
      opened.push(other)
      await other.inspect()
      await other.unlock(stagePassphrase)
      return other
    },
    async remove() {
      for (const one of opened) one.close()
      await new Promise<void>((resolve) => {
        const request = indexedDB.deleteDatabase(databaseName)
        request.onsuccess = () => resolve()
        request.onerror = () => resolve()
        request.onblocked = () => resolve()
      })
    },
  }
}

export interface VaultStage extends Stage {
  readonly workspace: Workspace
}

/**
 * Puts a screen of an open vault on the page, with the toasts beside it.
 *
 * @param services - What the workspace finds beside the usual.
 * @param options - What the screen itself finds.
 */
export function stageWorkspace(
  vault: Vault,
  screen: (workspace: Workspace) => JSX.Element,
  services: Partial<Services> = {},
  options: Pick<StageOptions, 'sight' | 'arrivals' | 'passkeys' | 'vault'> = {},
): VaultStage {
  let made: Workspace | undefined
  const Root = (): JSX.Element => {
    const workspace = createWorkspace({ ...useServices(), ...services }, vault)
    made = workspace
    return (
      <WorkspaceProvider workspace={workspace}>
        {screen(workspace)}
        <ToastRegion toasts={workspace.toasts} />
      </WorkspaceProvider>
    )
  }
  const stage = stageScreen(() => <Root />, { status: vault.status(), ...options })
  if (!made) throw new Error('the workspace was not made')
  return { ...stage, workspace: made }
}
