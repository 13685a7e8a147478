import type { Account, AccountDraft, AccountView } from '../account.ts'
import type { KdfParameters, KeyStrength } from '../crypto/index.ts'
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
  /** `joined`: another tab let this one in. */
  | { readonly name: 'unlocked'; readonly integrity: IntegrityReport; readonly joined?: true }
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
  /** One of the header's two copies was damaged or not there, and the other one counts. The next write puts it right. */
  readonly headerRecovered?: boolean
}

/** What listeners are told. */
export type VaultEvent =
  | { readonly type: 'status'; readonly status: VaultStatus }
  /** Accounts, bin or settings changed, here or in another tab. */
  | { readonly type: 'changed' }
  /** Another tab or window of the app was unlocked from this one. */
  | { readonly type: 'joined' }
  /** Another tab has been unlocked, and would let this one in. */
  | { readonly type: 'unlocked-elsewhere' }

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

/** What a newer version of the app said of an account, and this one does not know. It is kept and written back. */
export interface UnknownMembers {
  readonly unknownMembers?: Readonly<Record<string, unknown>>
}

/** What the slow hash made of a backup passphrase, so that backups can be written without asking for it. */
export interface BackupKey {
  readonly kdf: KdfParameters
  /** 32 bytes. */
  readonly prk: Uint8Array<ArrayBuffer>
}

/** A passkey that opens the vault, as the header has it. */
export interface PasskeySlot {
  readonly slotId: string
  readonly credentialId: Uint8Array<ArrayBuffer>
  /** The input of its PRF (WebAuthn §10.1.4). */
  readonly salt: Uint8Array<ArrayBuffer>
  /** What the person calls it; known while the vault is unlocked. */
  readonly name?: string
  /** Unix ms; as the name. */
  readonly createdAt?: number
  /** Unix ms, exact to the day; as the name. Missing: it has not opened the vault yet. */
  readonly lastUsedAt?: number
}

/** The recovery code that opens the vault, as far as is known: the code itself is kept nowhere. */
export interface RecoveryCodeState {
  /** Unix ms; absent where nothing is remembered of it. */
  readonly madeAt?: number
  /** Whether it was typed back after it was shown. */
  readonly isConfirmed: boolean
}

/** How slow a guess of the passphrase is, as the header has it. */
export interface PassphraseHash {
  readonly parameters: KdfParameters
  /** A slot that were made now would be harder to guess: this one is older, or made where Argon2id could not run. */
  readonly isBelowPolicy: boolean
  /** Whether strengths make a difference here: Argon2id can run. */
  readonly canChoose: boolean
}

/** What shows that it is the person: the passphrase, or the 32 bytes of a passkey's PRF, which the caller zeroes. */
export type Proof = string | { readonly passkeySecret: Uint8Array }

/** A site that the person has answered for good. */
export interface ConnectedSite {
  /** Serialised, as `MessageEvent.origin` gives it. */
  readonly origin: string
  /** Accounts whose codes it may have, after a click. */
  readonly accountIds: readonly string[]
  /** It may not even ask. */
  readonly isBlocked: boolean
  /** Unix ms. */
  readonly createdAt: number
  /** Unix ms; 0: never. */
  readonly lastUsedAt: number
  /** Requests that were answered with codes. */
  readonly uses: number
}

/** One request of a site. */
export interface LoggedRequest {
  /** Unix ms. */
  readonly at: number
  readonly origin: string
  readonly method: string
  readonly accountIds: readonly string[]
  /** `ok`, or the reason of the refusal. */
  readonly outcome: string
}

/** What an import is to do, after the person has looked at it. */
export interface VaultPlan {
  /** An `id` is kept where it is free: accounts of our own backups have one. */
  readonly adds: readonly (AccountDraft & UnknownMembers & { readonly id?: string })[]
  /** Changes of accounts that are here, as {@link Vault.edit} takes them. */
  readonly edits: readonly { readonly id: string; readonly edit: AccountEdit }[]
  /** Entries that could not be read, to be kept sealed: JSON objects. */
  readonly kept?: readonly Readonly<Record<string, unknown>>[]
  /** The settings of a backup; what this version does not know has its default. */
  readonly settings?: Readonly<Record<string, unknown>>
}

/** What storage holds of a plan, read back after the commit. */
export interface AppliedPlan {
  /** Ids of the accounts that were added and are there. */
  readonly added: readonly string[]
  /** How many accounts were changed and are there. */
  readonly changed: number
  /** Takes the whole import back, until the vault is locked; what has been edited since stays. */
  readonly undo: Undo
}

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
  /**
   * Makes a vault under a passphrase and leaves it unlocked. `recoveryCode`: 20 bytes that open it as well from the first
   * write on, not confirmed yet; the caller zeroes them. Rejects with `vault/exists` over any data.
   */
  create(passphrase: string, options?: { readonly recoveryCode?: Uint8Array }): Promise<void>
  /** Rejects with `vault/wrong-passphrase` after the KDF ran; `AbortError` when cancelled (the worker is ended). */
  unlock(passphrase: string, options?: { readonly signal?: AbortSignal }): Promise<void>
  /**
   * Unlocks without a passphrase from another tab of the app that is unlocked, on this device and origin. False: there is
   * none, or it did not answer within a second.
   */
  join(): Promise<boolean>
  /** Drops keys, views and codes at once, and tells every tab. Does nothing when not unlocked. */
  lock(reason: LockReason): void
  /** Whether this passphrase opens the vault; runs the KDF, changes nothing. */
  confirmPassphrase(passphrase: string): Promise<boolean>
  /** As {@link confirmPassphrase}, for whatever opens the vault. */
  confirmProof(proof: Proof): Promise<boolean>
  /** New slot, old one gone, in one transaction. Rejects with `vault/wrong-passphrase` and changes nothing. */
  changePassphrase(current: string, next: string): Promise<void>
  /** `undefined`: no slot of a passphrase can be read. Rejects with `vault/locked`. */
  passphraseHash(): Promise<PassphraseHash | undefined>
  /**
   * Wraps the vault key anew under the same passphrase, with the slow hash of this strength, which is the strength of
   * later passphrases as well; in one write. Rejects with `vault/wrong-passphrase`, or with `crypto/kdf-memory` where
   * this device cannot do it, and changes nothing.
   */
  setKeyStrength(passphrase: string, strength: KeyStrength): Promise<void>
  /** Deletes database and anchor, in every tab, and proves it: rejects with `storage/blocked` when it is still there. */
  erase(): Promise<void>
  /** Takes what is on disk as the truth after an integrity report. Rejects as {@link reveal}. */
  acceptState(proof: Proof): Promise<void>

  hasRecoveryCode(): Promise<boolean>
  /** What is known of it. Rejects with `vault/locked`. */
  recoveryCode(): Promise<RecoveryCodeState | undefined>
  /**
   * Gets 20 random bytes ready to be a way in, which the caller zeroes. Nothing changes before the function that this
   * resolves to is called: it puts them, as confirmed, in the place of those before. Rejects with `vault/wrong-passphrase`.
   */
  prepareRecoveryCode(passphrase: string, code: Uint8Array): Promise<() => Promise<void>>
  /** Remembers that the code was typed back. Rejects with `vault/no-such-slot`. */
  confirmRecoveryCode(): Promise<void>
  removeRecoveryCode(): Promise<void>
  /** Whether a code, as it was written down, opens the vault. Rejects with `crypto/recovery-code` for a slip of the pen. */
  checkRecoveryCode(text: string): Promise<boolean>
  /**
   * Puts a new passphrase in the place of all old ones, by a recovery code, and unlocks; where it cannot be written, the
   * vault stays locked. Where nothing may be written, the vault is open for reading, under its old passphrases, and this
   * rejects with `vault/read-only` or `vault/too-new`. Rejects with `vault/wrong-passphrase` for another vault's code.
   */
  recover(text: string, passphrase: string): Promise<void>
  /** Passkeys that open the vault; without their names while it is locked. */
  passkeys(): Promise<readonly PasskeySlot[]>
  /** Adds one. `secret`: the 32 bytes of its PRF, which the caller zeroes. Rejects with `vault/wrong-passphrase`. */
  addPasskey(
    passphrase: string,
    passkey: {
      readonly credentialId: Uint8Array
      readonly salt: Uint8Array
      readonly secret: Uint8Array
      readonly name: string
    },
  ): Promise<void>
  /** Rejects with `vault/no-such-slot`. */
  removePasskey(slotId: string): Promise<void>
  /** Unlocks with what a passkey's PRF answered. Rejects with `vault/wrong-passkey` where it opens nothing. */
  unlockWithPasskey(secret: Uint8Array): Promise<void>

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
  /** Accounts outside the bin with the same secret, whatever their parameters. */
  holdersOf(draft: AccountDraft): readonly AccountView[]
  /**
   * Does all of a plan in one transaction, or nothing. Counts afterwards what the disk holds.
   *
   * @param options - `signal`: until the transaction begins, ends it with nothing written. `onSealed`: called with the
   * number of records sealed so far, most of them one account each.
   */
  apply(
    plan: VaultPlan,
    options?: {
      readonly signal?: AbortSignal | undefined
      readonly onSealed?: ((sealed: number) => void) | undefined
    },
  ): Promise<AppliedPlan>
  /** Entries of earlier imports that could not be read. */
  keptRows(): readonly Readonly<Record<string, unknown>>[]
  /** Gives them up for good. */
  forgetKeptRows(): Promise<void>
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
  /** Secret and URI of one account. Rejects with `vault/wrong-passphrase` or `vault/wrong-passkey`. */
  reveal(id: string, proof: Proof): Promise<RevealedSecret>

  /** The stored bytes of a record that does not open, as JSON text, for saving to a file. */
  rawRecord(id: string): string | undefined
  /** Every stored row and header as JSON text, ciphertext only; for a vault that cannot be opened. */
  rawExport(): Promise<string>
  /** All accounts with their secrets, for writing a backup. Rejects with `vault/locked`. */
  accountsForBackup(): readonly (Account & UnknownMembers)[]

  /** The key of automatic backups, a copy; `undefined` when there is none or the vault is locked. */
  backupKey(): BackupKey | undefined
  /** Keeps a key for automatic backups, sealed, in the place of the one before; `null` forgets it. */
  keepBackupKey(key: BackupKey | null): Promise<void>

  /** Sites that were answered for good. Empty while locked. */
  sites(): readonly ConnectedSite[]
  /** Remembers a site, in the place of what was remembered of its origin. */
  putSite(site: ConnectedSite): Promise<void>
  removeSite(origin: string): Promise<void>
  /**
   * Counts requests that a site was answered now. Does nothing for a site that is not remembered, or no longer: what
   * another tab has revoked meanwhile must not come back.
   */
  recordSiteUse(origin: string, uses: number): Promise<void>
  /** The last 500 requests of sites, oldest first. Empty while locked. */
  requests(): readonly LoggedRequest[]
  /** Adds to them; the oldest go. */
  logRequests(requests: readonly LoggedRequest[]): Promise<void>
  clearRequests(): Promise<void>

  /** Id and epoch of the open vault, for a backup. */
  identity(): { readonly vaultId: string; readonly epoch: number } | undefined
  /** Closes the database and stops listening. */
  close(): void
}

export type { VaultErrorCode }
