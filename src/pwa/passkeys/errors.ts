import { CodedError } from '../../errors.ts'

/** Why a passkey cannot be made or used. */
export type PasskeyErrorCode =
  /** No WebAuthn here, or it failed in a way that says nothing. */
  | 'passkey/unavailable'
  /** WebAuthn refuses this address: an IP address such as 127.0.0.1 is none that a passkey can belong to. */
  | 'passkey/address'
  /** What was asked cannot tell whether it is the person. */
  | 'passkey/no-verification'
  /** The person said no, took too long, or the passkey is not here: browsers do not tell which. */
  | 'passkey/declined'
  /** What was asked holds one for this vault already. */
  | 'passkey/exists'
  /** It derives no keys (the PRF extension is missing). */
  | 'passkey/no-prf'
  /** It answered one question in two ways: a vault locked with it might not open again. */
  | 'passkey/unstable'
  /** Another question of the browser is open. */
  | 'passkey/busy'
  | 'passkey/cancelled'

/** Thrown by everything about passkeys. */
export class PasskeyError extends CodedError<PasskeyErrorCode> {
  override readonly name = 'PasskeyError'
}
