import type { KeyStrength } from '../crypto/index.ts'

/** How much room a row takes. */
export type Density = 'list' | 'compact' | 'grid'
/** What the list is sorted by. */
export type SortOrder = 'name' | 'last-used' | 'most-used' | 'date-added' | 'by-hand'
/** The accent colour, by name. */
export type Accent = 'pine' | 'ocean' | 'plum' | 'clay' | 'graphite'

/** What is remembered of a verified backup. */
export interface LastBackup {
  /** Unix ms. */
  readonly at: number
  /** Accounts in it, the bin included. */
  readonly accounts: number
  /** What the accounts were, as a hash: another one means that something has changed since. */
  readonly content: string
}

/** Where backups are saved by themselves. */
export interface Autosave {
  readonly kind: 'file' | 'folder'
  /** What the person knows the file or folder by. */
  readonly name: string
  /** Files that are kept in a folder, 1 or more. */
  readonly keep: number
  /** Unix ms of the last verified one; `null`: none yet. */
  readonly savedAt: number | null
  /** Code of what failed since, until one succeeds. */
  readonly failed: string | null
}

/** What is remembered of the recovery code, which itself is not kept anywhere. */
export interface RecoveryCodeNote {
  /** The slot that it opens; about any other code this says nothing. */
  readonly slotId: string
  /** Unix ms. */
  readonly madeAt: number
  /** Whether it was typed back, in part or whole, after it was shown. */
  readonly isConfirmed: boolean
}

/** What is kept of a passkey beside its slot. */
export interface AboutPasskey {
  /** What the person calls it. */
  readonly name: string
  /** Unix ms. */
  readonly createdAt: number
  /** Unix ms of the first unlock of the last day on which it opened the vault; missing: it never has. */
  readonly lastUsedAt?: number
}

/** How far this device's clock was ahead when it was last measured; see `ui/code-correction.ts`. */
export interface ClockCorrection {
  /** Whole ms; negative: it was behind. */
  readonly aheadMs: number
  /** By this device's clock, Unix ms. */
  readonly at: number
}

/** Settings that say something about the person: sealed like everything else. Theme and language lie outside. */
export interface VaultSettings {
  /** Idle time before the vault locks, ms; `null`: never. */
  readonly lockAfterMs: number | null
  readonly lockWhenHidden: boolean
  /** Time after which a copied code is cleared from the clipboard, ms; `null`: never. */
  readonly clearClipboardAfterMs: number | null
  readonly hideCodes: boolean
  readonly density: Density
  readonly sort: SortOrder
  readonly nextCode: 'ending' | 'always' | 'never'
  /** Multiplies the size of codes. */
  readonly digitSize: 1 | 1.2 | 1.45
  readonly accent: Accent
  readonly issuerIcons: boolean
  readonly singleKeys: boolean
  readonly swipeActions: boolean
  /** How long after a backup changes may wait for the next one before a notice says so, ms; `null`: it never does. */
  readonly remindBackupAfterMs: number | null
  /** Whether a notice says that this browser may delete what it stores. */
  readonly warnOfStorage: boolean
  /** What is known of the passkeys, by slot. */
  readonly passkeys: Readonly<Record<string, AboutPasskey>>
  readonly recoveryCode: RecoveryCodeNote | null
  /** How slow the hash of the passphrase is, in slots that are written from now on. */
  readonly keyStrength: KeyStrength
  /** Unix ms, to the day, when the passphrase was last typed and right; `null`: not since this is noted. */
  readonly passphraseTypedAt: number | null
  /** Unix ms; `null`: not since this is noted. */
  readonly passphraseChangedAt: number | null
  /** Whether other sites may ask for codes at all. */
  readonly letSitesAsk: boolean
  /** The last backup that was opened again after it was written. */
  readonly lastBackup: LastBackup | null
  /** The file or folder that is written after changes; its key is a record of its own. */
  readonly autosave: Autosave | null
  /** What codes are corrected by as long as nothing newer is known; `null`: they follow this device's clock. */
  readonly clockCorrection: ClockCorrection | null
  /** Unix ms until which a dismissed notice stays away, by notice. */
  readonly dismissedUntil: Readonly<Record<string, number>>
}

/** What a new vault starts with. */
export const defaultSettings: VaultSettings = {
  lockAfterMs: 5 * 60_000,
  lockWhenHidden: false,
  clearClipboardAfterMs: 30_000,
  hideCodes: false,
  density: 'list',
  sort: 'name',
  nextCode: 'ending',
  digitSize: 1,
  accent: 'pine',
  issuerIcons: true,
  singleKeys: true,
  swipeActions: true,
  remindBackupAfterMs: 7 * 24 * 60 * 60_000,
  warnOfStorage: true,
  passkeys: {},
  recoveryCode: null,
  keyStrength: 'standard',
  passphraseTypedAt: null,
  passphraseChangedAt: null,
  letSitesAsk: true,
  lastBackup: null,
  autosave: null,
  clockCorrection: null,
  dismissedUntil: {},
}

/** Settings that are about this vault's own slots, and mean nothing in another: no backup may bring them. */
export function settingsOfSlots(
  settings: VaultSettings,
): Pick<VaultSettings, 'passkeys' | 'recoveryCode' | 'keyStrength' | 'passphraseTypedAt' | 'passphraseChangedAt'> {
  const { passkeys, recoveryCode, keyStrength, passphraseTypedAt, passphraseChangedAt } = settings
  return { passkeys, recoveryCode, keyStrength, passphraseTypedAt, passphraseChangedAt }
}
