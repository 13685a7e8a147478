import type { Account, AccountDraft, AccountView } from '../account.ts'
import type { VaultErrorCode } from './errors.ts'
import type { VaultSettings } from './settings.ts'

/** Why the vault is locked; the unlock screen's second line says it. */
export type LockReason = 'start' | 'person' | 'idle' | 'hidden' | 'system' | 'other-tab' | 'clock' | 'updated'

/** What storage holds and whether the keys are in memory. Each name has a screen of its own. */
export type VaultStatus =
  /** Storage has not been looked at yet. */
  | { readonly name: 'checking' }
  /** No database and no anchor: this browser never had a vault. */
  | { readonly name: 'absent' }
  | { readonly name: 'locked'; readonly reason: LockReason }
  | { readonly name: 'unlocked'; readonly integrity: IntegrityReport }
  /** Something is there, but no header can be read. */
  | { readonly name: 'damaged'; readonly records: number }
  /** The anchor remembers a vault, the database is gone. `inMemory`: it was open, so its accounts can still be saved. */
  | { readonly name: 'removed'; readonly inMemory: boolean }
  /** IndexedDB is missing, denied, or did not answer within 3 s. */
  | { readonly name: 'unavailable'; readonly code: 'storage/unavailable' | 'storage/blocked' }
  /** Written by a newer version that this one must not change. */
  | { readonly name: 'too-new' }

/** What the manifest says about the records that were found (`docs/vault-format.md`). */
export interface IntegrityReport {
  /** False: nothing may be written until the person accepts this state or restores a backup. */
  readonly sound: boolean
  readonly readOnlyBecause: 'integrity' | 'rolled-back' | 'too-new' | null
  /** Ids of records the manifest names and storage lacks. */
  readonly missing: readonly string[]
  /** Ids of records storage holds and the manifest does not name. */
  readonly extra: readonly string[]
  /** Ids whose version or tag is not the one in the manifest: altered, or an older copy put back. */
  readonly altered: readonly string[]
  /** Ids whose ciphertext does not open. Each keeps its bytes; see {@link Vault.rawRecord}. */
  readonly unreadable: readonly string[]
  /** The anchor in localStorage is newer than the database: an older copy has been put in its place. */
  readonly olderThanAnchor: boolean
}

/** What listeners are told. */
export type VaultEvent =
  | { readonly type: 'status'; readonly status: VaultStatus }
  /** Accounts, bin or settings changed, here or in another tab. */
  | { readonly type: 'changed' }

/** Takes an action back. Does nothing when what it would touch has changed since. */
export type Undo = () => Promise<void>

/** Everything an edit may change. Absent members stay as they are. */
export type AccountEdit = Partial<
  Pick<
    Account,
    | 'issuer'
    | 'account'
    | 'note'
    | 'tags'
    | 'pinned'
    | 'hidden'
    | 'order'
    | 'type'
    | 'algorithm'
    | 'digits'
    | 'period'
    | 'counter'
    | 'pin'
    | 'secret'
  >
> & { readonly icon?: Account['icon'] | null }

/** An account's secret, shown after re-authentication. The caller drops it within a minute. */
export interface RevealedSecret {
  /** RFC 4648 base32, upper case, no padding. */
  readonly secret: string
  /** The `otpauth://` URI that other apps import. */
  readonly uri: string
}

/**
 * A person's vault: the only place where keys, records and plain accounts meet.
 *
 * Every method that writes is all-or-nothing: it rejects with a {@link VaultError} or `StorageError` and nothing has
 * changed, or it resolves and the change is on disk (durability `strict`).
 */
export interface Vault {
  status(): VaultStatus
  /** Calls back after every change of status or content. Returns the function that stops it. */
  subscribe(listener: (event: VaultEvent) => void): () => void

  /** Looks at storage and sets the status. Never rejects; what goes wrong becomes a status. */
  inspect(): Promise<void>
  /** Makes a vault under one passphrase slot and leaves it unlocked. Rejects with `vault/exists` over any data. */
  create(passphrase: string): Promise<void>
  /** Rejects with `vault/wrong-passphrase` after the KDF ran; `AbortError` when cancelled (the worker is ended). */
  unlock(passphrase: string, options?: { readonly signal?: AbortSignal }): Promise<void>
  /** Drops keys, views and codes at once, and tells every tab. Does nothing when not unlocked. */
  lock(reason: LockReason): void
  /** Whether this passphrase opens the vault; runs the KDF, changes nothing. */
  confirmPassphrase(passphrase: string): Promise<boolean>
  /** New slot, old one gone, in one transaction. Rejects with `vault/wrong-passphrase` and changes nothing. */
  changePassphrase(current: string, next: string): Promise<void>
  /** Deletes database and anchor, in every tab, and proves it: rejects with `storage/blocked` when it is still there. */
  erase(): Promise<void>
  /** Takes what is on disk as the truth after an integrity report; needs the passphrase. */
  acceptState(passphrase: string): Promise<void>

  settings(): VaultSettings
  changeSettings(change: Partial<VaultSettings>): Promise<void>

  /** Accounts outside the bin, in no particular order. Empty while locked. A new array after each change. */
  accounts(): readonly AccountView[]
  /** Accounts in the bin, newest first. */
  bin(): readonly AccountView[]
  account(id: string): AccountView | undefined
  /** Accounts outside the bin with the same type, secret and parameters. */
  twinsOf(draft: AccountDraft): readonly AccountView[]

  /** Adds all or none. Resolves to the new ids in the order of the drafts. */
  add(drafts: readonly AccountDraft[]): Promise<readonly string[]>
  /**
   * Changes one account. `basedOn` is the `updatedAt` the form started from: rejects with `vault/conflict` when the
   * account was edited or deleted meanwhile (here or in another tab).
   */
  edit(id: string, edit: AccountEdit, basedOn: number): Promise<Undo>
  /** The same change for many accounts: pin, tags, order. */
  editMany(changes: readonly { readonly id: string; readonly edit: AccountEdit }[]): Promise<Undo>
  moveToBin(ids: readonly string[]): Promise<Undo>
  restore(ids: readonly string[]): Promise<Undo>
  /** Removes accounts from the bin; there is no way back. */
  deleteForGood(ids: readonly string[]): Promise<void>

  /**
   * The code of a time-based account at a Unix time in ms.
   * Rejects nothing: throws `vault/locked` or `vault/no-such-account`.
   */
  codeAt(id: string, at: number): string
  /** Stores counter + 1, then answers the code of the stored-before counter. Never shows a code it could not store. */
  nextCode(id: string): Promise<{ readonly code: string; readonly counter: number }>
  /** Counts a copy. Usage never makes an edit conflict. */
  recordUse(id: string): Promise<void>
  /** The code a draft would give, for a preview. */
  previewCode(draft: AccountDraft, at: number): string
  /** Secret and URI of one account. Rejects with `vault/wrong-passphrase`. */
  reveal(id: string, passphrase: string): Promise<RevealedSecret>

  /** The stored bytes of a record that does not open, as JSON text, for saving to a file. */
  rawRecord(id: string): string | undefined
  /** Every stored row and header as JSON text, ciphertext only; for a vault that cannot be opened. */
  rawExport(): Promise<string>
  /** All accounts with their secrets, for writing a backup. Rejects with `vault/locked`. */
  accountsForBackup(): readonly Account[]

  /** Id and epoch of the open vault, for a backup. */
  identity(): { readonly vaultId: string; readonly epoch: number } | undefined
  /** Closes the database and stops listening. */
  close(): void
}

export type { VaultErrorCode }
