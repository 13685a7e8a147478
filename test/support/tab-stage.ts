import {
  createAnchorStore,
  createVault,
  type AnchorStore,
  type Vault,
  type VaultStatus,
} from '../../src/vault/index.ts'
import type { VaultOptions } from '../../src/vault/index.ts'
import type { Disk } from './disk.ts'
import { createQuickKdf, type QuickKdf } from './quick-kdf.ts'
import { createSetClock, type SetClock } from './set-clock.ts'
import { createTabBus, type TabBus } from './tab-bus.ts'

/** The passphrase of vaults on a stage. */
export const passphrase = 'correct horse battery stäple'

/** One browser in which tabs with the app are opened. */
export interface TabStage<D extends Disk> {
  readonly disk: D
  readonly clock: SetClock
  readonly kdf: QuickKdf
  readonly bus: TabBus
  /** The browser's `localStorage`. */
  readonly localStorage: Map<string, string>
  readonly anchor: AnchorStore
  /** A tab that has looked at storage. */
  openTab(options?: Partial<VaultOptions>): Promise<Vault>
  /** A tab with a new vault, unlocked. */
  createVault(options?: Partial<VaultOptions>): Promise<Vault>
  /** A tab with the vault that is there, unlocked. */
  unlockedTab(options?: Partial<VaultOptions>): Promise<Vault>
}

/** @param defaults - What every tab of this stage is opened with. */
export function createTabStage<D extends Disk>(disk: D, defaults: Partial<VaultOptions> = {}): TabStage<D> {
  const clock = createSetClock()
  const kdf = createQuickKdf()
  const bus = createTabBus()
  const localStorage = new Map<string, string>()
  const anchor = createAnchorStore(() => storageOver(localStorage))
  const openTab = async (options: Partial<VaultOptions> = {}) => {
    const parts = { clock, kdf, argon2: true, anchor, store: disk.openStore(), channel: bus.join() }
    const vault = createVault({ ...parts, ...defaults, ...options })
    await vault.inspect()
    return vault
  }
  return {
    disk,
    clock,
    kdf,
    bus,
    localStorage,
    anchor,
    openTab,
    createVault: async (options) => {
      const vault = await openTab(options)
      await vault.create(passphrase)
      return vault
    },
    unlockedTab: async (options) => {
      const vault = await openTab(options)
      await vault.unlock(passphrase)
      return vault
    },
  }
}

/** The part of `Storage` that the anchor uses. */
function storageOver(map: Map<string, string>): Storage {
  return {
    get length() {
      return map.size
    },
    clear: () => map.clear(),
    getItem: (key) => map.get(key) ?? null,
    key: (index) => [...map.keys()][index] ?? null,
    removeItem: (key) => void map.delete(key),
    setItem: (key, value) => void map.set(key, value),
  }
}

/** Waits until a vault has a status. */
export function untilStatus(vault: Vault, name: VaultStatus['name']): Promise<void> {
  return untilTrue(vault, () => vault.status().name === name)
}

/** Waits for the event after which something holds. */
export function untilTrue(vault: Vault, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds()) {
      resolve()
      return
    }
    const stop = vault.subscribe(() => {
      if (!holds()) return
      stop()
      resolve()
    })
  })
}

/** The integrity report of an unlocked vault. */
export function reportOf(vault: Vault) {
  const status = vault.status()
  if (status.name !== 'unlocked') throw new Error(`the vault is ${status.name}`)
  return status.integrity
}
