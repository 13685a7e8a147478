import { scrypt } from '@noble/hashes/scrypt.js'
import { aesGcmKey, openBytes } from '../../crypto/index.ts'
import { decodeBase64, decodeHex, EncodingError } from '../../encoding/index.ts'
import { TransferError } from '../errors.ts'
import type { JsonFields } from '../json-fields.ts'

const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** `type` of the slots that a password opens. The others hold keys that stay on the telephone. */
const passwordSlot = 1

/** 128 · N · r · p bytes of scrypt. Aegis has only ever asked for 32 MiB (32768, 8, 1). */
const maxScryptBytes = 128 * 1024 * 1024

/** Aegis keeps one slot per password and fingerprint; each one is a derivation for a wrong password. */
const maxSlots = 16

/** Bytes up to which zeroes behind a key are no other key to HMAC, with which scrypt begins (RFC 2104 §2). */
const hmacBlockBytes = 64

/** Ciphertext with its tag behind it. */
interface SealedPart {
  readonly nonce: Uint8Array
  readonly sealed: Uint8Array
}

interface PasswordSlot extends SealedPart {
  readonly N: number
  readonly r: number
  readonly p: number
  readonly salt: Uint8Array
  readonly repaired: boolean
}

/** A database and the slots that its key lies in. */
export interface SealedVault {
  readonly slots: readonly PasswordSlot[]
  readonly database: SealedPart
}

/**
 * Reads all of an encrypted vault that can be read without its password.
 *
 * @param database - Base64.
 * @throws {@link TransferError} `transfer/damaged`, `transfer/limits`, or `transfer/bound` when no password opens it.
 */
export function readSealedVault(header: JsonFields, database: string): SealedVault {
  const part = sealedPart(header.object('params'), () => decodeBase64(database))
  const all = header.objects('slots')
  if (all.length > maxSlots) throw new TransferError('transfer/limits', 'more slots than a vault has')
  const ofPasswords = all.filter((slot) => slot.raw('type') === passwordSlot)
  if (all.length > 0 && ofPasswords.length === 0) throw new TransferError('transfer/bound', 'no slot has a password')
  const slots = ofPasswords.map(readSlot).filter((slot) => slot !== undefined)
  if (part === undefined || slots.length === 0) throw new TransferError('transfer/damaged', 'the header is incomplete')
  return { slots, database: part }
}

/**
 * Opens the database with the password of any of the slots.
 *
 * @throws {@link TransferError} `transfer/wrong-password`; `transfer/damaged` where a slot opens and the database does not.
 */
export async function openVault(vault: SealedVault, password: string, signal?: AbortSignal): Promise<Uint8Array> {
  for (const slot of vault.slots) {
    for (const form of passwordForms(password, slot.repaired)) {
      signal?.throwIfAborted()
      const masterKey = await openSlot(slot, form)
      if (masterKey?.length !== keyBytes) continue
      const database = await openPart(vault.database, masterKey)
      if (database === null) throw new TransferError('transfer/damaged', 'the key is right, the database is not')
      return database
    }
  }
  throw new TransferError('transfer/wrong-password', 'no slot opens')
}

function readSlot(slot: JsonFields): PasswordSlot | undefined {
  const [N, r, p] = [slot.raw('n'), slot.raw('r'), slot.raw('p')]
  const part = sealedPart(slot.object('key_params'), () => decodeHex(slot.text('key') ?? ''))
  const salt = decoded(() => decodeHex(slot.text('salt') ?? ''))
  if (!isCost(N) || !isCost(r) || !isCost(p) || part === undefined || !salt?.length) return undefined
  if (128 * N * r * p > maxScryptBytes) throw new TransferError('transfer/limits', 'scrypt asks for too much')
  // RFC 7914 §6: a power of 2, larger than 1, less than 2^(128 r / 8).
  if (!Number.isInteger(Math.log2(N)) || N < 2 || N >= 2 ** (16 * r)) return undefined
  return { ...part, N, r, p, salt, repaired: slot.flag('repaired') === true }
}

function isCost(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1
}

/** What the format keeps apart (nonce, tag) and together with what was sealed. */
function sealedPart(parameters: JsonFields | undefined, ciphertext: () => Uint8Array): SealedPart | undefined {
  return decoded(() => {
    const nonce = decodeHex(parameters?.text('nonce') ?? '')
    const tag = decodeHex(parameters?.text('tag') ?? '')
    if (nonce.length !== nonceBytes || tag.length !== tagBytes) return undefined
    const bytes = ciphertext()
    const sealed = new Uint8Array(bytes.length + tagBytes)
    sealed.set(bytes)
    sealed.set(tag, bytes.length)
    return { nonce, sealed }
  })
}

function decoded<T>(decode: () => T): T | undefined {
  try {
    return decode()
  } catch (error) {
    if (error instanceof EncodingError) return undefined
    throw error
  }
}

/**
 * UTF-8; for slots of before 2020, which Aegis has not repaired since, also with the zero bytes that lay behind it in the
 * buffer of Java's or Android's encoder: 1.1 or 2 bytes per UTF-16 unit.
 */
function passwordForms(password: string, repaired: boolean): readonly Uint8Array[] {
  const utf8 = new TextEncoder().encode(password)
  if (repaired) return [utf8]
  const lengths = [1.1, 2].map((factor) => Math.floor(password.length * factor))
  const buffers = lengths
    .filter((length) => length > utf8.length && length > hmacBlockBytes)
    .map((length) => {
      const buffer = new Uint8Array(length)
      buffer.set(utf8)
      return buffer
    })
  return [utf8, ...buffers]
}

async function openSlot(slot: PasswordSlot, password: Uint8Array): Promise<Uint8Array | null> {
  const { N, r, p, salt } = slot
  return openPart(slot, scrypt(password, salt, { N, r, p, dkLen: keyBytes }))
}

/** @param key - 32 bytes; zeroed. */
async function openPart({ nonce, sealed }: SealedPart, key: Uint8Array): Promise<Uint8Array | null> {
  const opened = await openBytes(await aesGcmKey(key), nonce, '', sealed)
  key.fill(0)
  return opened
}
