import { decodeUtf8 } from '../encoding/index.ts'
import { nonceBytes, openBytes, sealBytes, tagBytes } from './aes-gcm.ts'
import { padded, type Bytes } from './bytes.ts'
import { CryptoError } from './errors.ts'
import { systemRandom, type RandomSource } from './random.ts'
import type { VaultKeys } from './vault-keys.ts'

/** Records grow in steps of this many bytes, so that their size says little about what is in them. */
const recordBlock = 256

/** A record as storage holds it. */
export interface SealedRecord {
  readonly id: string
  /** 1 or more, one higher at each write. */
  readonly v: number
  /** Nonce, 12 bytes, new at each write. */
  readonly n: Uint8Array
  /** Ciphertext, then the 16 bytes of the tag. */
  readonly c: Uint8Array
}

/**
 * Seals one record under a fresh nonce (docs/vault-format.md, "Records").
 *
 * [Note: a nonce per write] 96 random bits may serve 2^32 messages under one key before two nonces are likely enough to
 * meet to worry about (NIST SP 800-38D §8.3). A vault with a hundred writes a day gets to 2^20 in 28 years; to 2^26 if it
 * is so large that each write brings the forty blocks of a snapshot; and replacing the vault key starts anew. So nonces
 * are random, nobody passes one in, and there is no counter that an older copy of the database could turn back.
 *
 * @param v - The version that this write gives the record.
 * @param json - The record as JSON text.
 */
export async function sealRecord(
  keys: Pick<VaultKeys, 'recordKey'>,
  vaultId: string,
  id: string,
  v: number,
  json: string,
  random: RandomSource = systemRandom,
): Promise<SealedRecord & { readonly n: Bytes; readonly c: Bytes }> {
  const plaintext = padded(json, recordBlock)
  try {
    const n = random(nonceBytes)
    const c = await sealBytes(keys.recordKey, n, recordAad(vaultId, id, v), plaintext)
    return { id, v, n, c }
  } finally {
    plaintext.fill(0)
  }
}

/**
 * Opens one record.
 *
 * @returns The JSON text, with the spaces that padded it.
 * @throws {@link CryptoError} with `crypto/record-damaged`: the key, the vault, the id, the version or the bytes are not
 * those it was sealed with.
 */
export async function openRecord(
  keys: Pick<VaultKeys, 'recordKey'>,
  vaultId: string,
  record: SealedRecord,
): Promise<string> {
  const plaintext = await openBytes(keys.recordKey, record.n, recordAad(vaultId, record.id, record.v), record.c)
  if (plaintext === null) throw new CryptoError('crypto/record-damaged', 'a record does not open')
  try {
    return decodeUtf8(plaintext)
  } catch (cause) {
    throw new CryptoError('crypto/record-damaged', 'a record is not UTF-8', { cause })
  } finally {
    plaintext.fill(0)
  }
}

/** The 16 bytes that stand for a record's content in the manifest: its GCM tag, a view on the record's own bytes. */
export function recordTag(record: SealedRecord): Uint8Array {
  return record.c.subarray(-tagBytes)
}

function recordAad(vaultId: string, id: string, v: number): string {
  return `mfa-manager-record\n1\n${vaultId}\n${id}\n${v}\n`
}
