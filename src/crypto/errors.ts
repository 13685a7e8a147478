import { CodedError } from '../errors.ts'

/** What the crypto room refuses, and why. */
export type CryptoErrorCode =
  | 'crypto/passphrase-ill-formed'
  | 'crypto/passphrase-empty'
  | 'crypto/passphrase-too-long'
  | 'crypto/kdf-text'
  | 'crypto/kdf-limits'
  /** No WebAssembly with SIMD here: an Argon2id slot cannot be opened by this browser. */
  | 'crypto/argon2-unavailable'
  /** The worker ended, its file did not load, or it took too long. */
  | 'crypto/kdf-failed'
  /** The memory that the parameters ask for could not be had. */
  | 'crypto/kdf-memory'
  /** A character, the length or the check sum of a recovery code is wrong. */
  | 'crypto/recovery-code'
  /** The right secret, but what the slot wraps is not what was put there. */
  | 'crypto/slot-damaged'
  | 'crypto/record-damaged'
  | 'crypto/id'
  | 'crypto/header'
  /** The header's format version is above 1. */
  | 'crypto/header-version'

/** Thrown by the crypto room. */
export class CryptoError extends CodedError<CryptoErrorCode> {
  override readonly name = 'CryptoError'
}
