import { expand } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 as sha256Hash } from '@noble/hashes/sha2.js'
import { openCbc, pbkdf2, sha256, type Argon2 } from '../../crypto/index.ts'
import { encodeUtf8, equalBytes } from '../../encoding/index.ts'
import { TransferError } from '../errors.ts'
import type { JsonFields } from '../json-fields.ts'
import { base64Bytes } from './base64-member.ts'

/** A password-protected export before its password is known. */
export interface SealedBitwarden {
  /** Only where it is over 128 MiB. */
  readonly memoryBytes?: number
  /**
   * @returns What was encrypted: JSON in UTF-8.
   * @throws `TransferError` `transfer/wrong-password`; `transfer/damaged` where the password is right.
   */
  open(password: string, signal: AbortSignal | undefined): Promise<Uint8Array>
}

/** Checks all that can be checked without the password. @throws {@link TransferError} */
export function sealedBitwarden(fields: JsonFields, argon2: Argon2): SealedBitwarden {
  const kdf = kdfOf(fields)
  const data = cipherTextOf(fields.raw('data'))
  const validation = fields.raw('encKeyValidation_DO_NOT_EDIT')
  // Not needed where the data opens: a missing one is no reason to refuse.
  const check = validation === undefined ? undefined : cipherTextOf(validation)
  const memoryBytes = kdf.name === 'argon2id' ? kdf.m * 1024 : 0
  return {
    ...(memoryBytes > memoryWorthSaying && { memoryBytes }),
    open: async (password, signal) => {
      const masterKey = await deriveKey(kdf, password, argon2)
      signal?.throwIfAborted()
      const [encKey, macKey] = ['enc', 'mac'].map((info) => expand(sha256Hash, masterKey, encodeUtf8(info), 32))
      masterKey.fill(0)
      if (encKey === undefined || macKey === undefined) throw damaged()
      if (!isAuthentic(data, macKey)) {
        // Only this tells whose fault it is.
        if (check !== undefined && isAuthentic(check, macKey)) throw damaged()
        throw new TransferError('transfer/wrong-password', 'the password does not open the export')
      }
      const opened = await openCbc(encKey, data.iv, data.ciphertext)
      if (opened === null) throw damaged()
      return opened
    },
  }
}

const memoryWorthSaying = 128 * 1024 * 1024

/** The app's own settings end here. */
const maxIterations = 2_000_000
const maxPasses = 10
const maxMemoryMib = 1024
const maxLanes = 16

type Kdf =
  | { readonly name: 'pbkdf2'; readonly salt: string; readonly iterations: number }
  | { readonly name: 'argon2id'; readonly salt: string; readonly t: number; readonly m: number; readonly p: number }

function kdfOf(fields: JsonFields): Kdf {
  const salt = fields.raw('salt')
  const iterations = count(fields, 'kdfIterations')
  if (typeof salt !== 'string') throw damaged()
  switch (fields.raw('kdfType')) {
    case 0:
      if (iterations > maxIterations) throw overLimits()
      return { name: 'pbkdf2', salt, iterations }
    case 1: {
      const mebibytes = count(fields, 'kdfMemory')
      const lanes = count(fields, 'kdfParallelism')
      if (iterations > maxPasses || mebibytes > maxMemoryMib || lanes > maxLanes) throw overLimits()
      return { name: 'argon2id', salt, t: iterations, m: mebibytes * 1024, p: lanes }
    }
    default:
      throw new TransferError('transfer/unsupported', 'a key derivation that is not known')
  }
}

function count(fields: JsonFields, name: string): number {
  const value = fields.raw(name)
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) throw damaged()
  return value
}

/** The salt's base64 is never decoded: PBKDF2 takes its text, Argon2id the hash of it. */
async function deriveKey(kdf: Kdf, password: string, argon2: Argon2): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(password)
  if (kdf.name === 'pbkdf2') {
    const salt = new TextEncoder().encode(kdf.salt)
    return pbkdf2(bytes, { hash: 'SHA-256', salt, iterations: kdf.iterations, length: 32 })
  }
  const { t, m, p } = kdf
  return argon2(bytes, { name: 'argon2id', v: 19, t, m, p, salt: await sha256(kdf.salt) })
}

interface CipherText {
  readonly iv: Uint8Array
  readonly ciphertext: Uint8Array
  readonly mac: Uint8Array
}

/** `2.iv|ciphertext|mac`: AES-256-CBC and HMAC-SHA-256. No export has one of the other kinds. */
function cipherTextOf(value: unknown): CipherText {
  const parts = typeof value === 'string' && value.startsWith('2.') ? value.slice(2).split('|', 4) : []
  const [iv, ciphertext, mac, more] = parts.map(base64Bytes)
  if (iv?.length !== 16 || ciphertext === undefined || mac?.length !== 32 || more !== undefined) throw damaged()
  return { iv, ciphertext, mac }
}

function isAuthentic({ iv, ciphertext, mac }: CipherText, macKey: Uint8Array): boolean {
  return equalBytes(hmac.create(sha256Hash, macKey).update(iv).update(ciphertext).digest(), mac)
}

function damaged(): TransferError {
  return new TransferError('transfer/damaged', 'not what Bitwarden writes')
}

function overLimits(): TransferError {
  return new TransferError('transfer/limits', 'the file asks for more work than the app would')
}
