import { createRoot, createSignal } from 'solid-js'
import { vi } from 'vitest'
import type { AccountDraft } from '../../src/account.ts'
import type { Clock } from '../../src/clock.ts'
import type { Services } from '../../src/ui/services.tsx'
import { createWorkspace, type Workspace } from '../../src/ui/workspace.tsx'
import type { Vault, VaultStatus } from '../../src/vault/index.ts'
import { createHandClockCheck } from './hand-clock-check.ts'
import { createStageStorage } from './settings-stage.tsx'
import { openVault } from './vault-stage.tsx'

/** Where the clock of a {@link WorkspaceRoot} starts: at the beginning of a step of 30 s, Unix ms. */
export const rootStart = Date.UTC(2026, 10, 22, 10)

/** A workspace without a screen, over a real vault. Its clock goes on with the fake timers. */
export interface WorkspaceRoot {
  readonly workspace: Workspace
  readonly vault: Vault
  readonly services: Services
  /** The ids of the accounts, in the order of the drafts. */
  readonly ids: readonly string[]
  setStatus(status: VaultStatus): void
  /** Runs what belongs to the workspace's owner, as a screen does. */
  own<T>(make: () => T): T
  /** As at lock. */
  dispose(): void
  remove(): Promise<void>
}

interface WorkspaceRootOptions {
  readonly drafts?: readonly AccountDraft[]
  /** Members in place of the open vault's. */
  readonly vault?: Partial<Vault>
  readonly services?: Partial<Services>
}

const clock: Clock = { now: () => Date.now(), monotonic: () => Date.now() - rootStart }

/** Opens a workspace with fake timers, which {@link WorkspaceRoot.remove} takes away again. */
export async function openWorkspace(options: WorkspaceRootOptions = {}): Promise<WorkspaceRoot> {
  vi.useFakeTimers({ now: rootStart, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const opened = await openVault(options.drafts, clock)
  const vault: Vault = { ...opened.vault, ...options.vault }
  const [status, setStatus] = createSignal<VaultStatus>(vault.status())
  // The rest of what main.tsx constructs is not asked for below the screens.
  const some: Partial<Services> = {
    clock,
    status,
    storage: createStageStorage(),
    clockCheck: createHandClockCheck(),
    ...options.services,
  }
  const services = some as Services
  const root = createRoot((dispose) => ({
    workspace: createWorkspace(services, vault),
    dispose,
  }))
  const owned: (() => void)[] = []
  const dispose = (): void => {
    for (const end of owned) end()
    root.dispose()
  }
  return {
    workspace: root.workspace,
    vault,
    services,
    ids: opened.ids,
    setStatus,
    own: (make) =>
      createRoot((end) => {
        owned.push(end)
        return make()
      }),
    dispose,
    async remove() {
      dispose()
      vi.useRealTimers()
      await opened.remove()
    },
  }
}
