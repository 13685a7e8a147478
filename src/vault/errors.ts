import { CodedError } from '../errors.ts'

/** What the vault refuses, and why. */
export type VaultErrorCode =
  | 'vault/wrong-passphrase'
  | 'vault/wrong-passkey'
  | 'vault/passphrase-too-short'
  | 'vault/passphrase-too-long'
  | 'vault/passphrase-ill-formed'
  | 'vault/exists'
  | 'vault/locked'
  | 'vault/damaged'
  | 'vault/read-only'
  | 'vault/too-new'
  | 'vault/conflict'
  | 'vault/no-such-account'
  | 'vault/no-such-slot'
  | 'vault/counter-exhausted'
  | 'vault/limits'

/** Thrown by the vault room. */
export class VaultError extends CodedError<VaultErrorCode> {
  override readonly name = 'VaultError'
}
