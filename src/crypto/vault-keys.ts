import { encodeBase64url } from '../encoding/index.ts'
import { unshared } from './bytes.ts'
import { hkdf, hkdfParameters } from './hkdf.ts'
import { idToBytes } from './id.ts'

/** What each key made from the vault key is for (docs/vault-format.md, "Keys"). */
const purpose = {
  record: 'mfa-manager/vault/v1/record',
  manifest: 'mfa-manager/vault/v1/manifest',
  commit: 'mfa-manager/vault/v1/commit',
} as const

/** Bytes of a vault key. */
export const vaultKeyBytes = 32

/**
 * The two keys that an unlocked vault works with. Neither can be exported; both may be handed to another tab by
 * structured clone, and neither may ever be stored: browsers write "non-extractable" keys to disk in clear.
 */
export interface VaultKeys {
  /** AES-256-GCM, seals and opens records. */
  readonly recordKey: CryptoKey
  /** HMAC-SHA-256, signs and verifies the manifest. */
  readonly manifestKey: CryptoKey
}

/**
 * Makes the working keys of a vault. Their bytes never reach JavaScript.
 *
 * @param vaultKey - 32 bytes; the caller zeroes them as soon as this is settled.
 * @throws {@link CryptoError} with `crypto/id`.
 */
export async function deriveVaultKeys(vaultKey: Uint8Array, vaultId: string): Promise<VaultKeys> {
  const salt = idToBytes(vaultId)
  const base = await crypto.subtle.importKey('raw', unshared(vaultKey), 'HKDF', false, ['deriveKey'])
  const aesGcm = { name: 'AES-GCM', length: 256 }
  // Without a length, HMAC would take a whole block of 64 bytes.
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 }
  const [recordKey, manifestKey] = await Promise.all([
    crypto.subtle.deriveKey(hkdfParameters(salt, purpose.record), base, aesGcm, false, ['encrypt', 'decrypt']),
    crypto.subtle.deriveKey(hkdfParameters(salt, purpose.manifest), base, hmac, false, ['sign', 'verify']),
  ])
  return { recordKey, manifestKey }
}

/**
 * What the header says about the vault key, to be compared after every unwrap: AES-GCM alone would let two slots carry
 * two different keys unnoticed.
 *
 * @param vaultKey - 32 bytes.
 * @returns 32 bytes as base64url, as the header holds it.
 * @throws {@link CryptoError} with `crypto/id`.
 */
export async function vaultCommit(vaultKey: Uint8Array, vaultId: string): Promise<string> {
  return encodeBase64url(await hkdf(vaultKey, idToBytes(vaultId), purpose.commit))
}
