import { md5 } from '@noble/hashes/legacy.js'
import { openCbc, type Argon2, type Argon2Parameters } from '../../crypto/index.ts'
import { decodeBase64, decodeUtf8, encodeBase64, encodeHex, EncodingError } from '../../encoding/index.ts'
import { TransferError } from '../errors.ts'
import type { EntryErrorCode } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { parseOpenedJson } from '../json-records.ts'
import type { ExtensionStore, StoreRecord } from './extension-store.ts'

/** What the password made of an encrypted record: its secret, the record itself, or why neither. */
export type OpenedRecord =
  { readonly secret: string } | { readonly fields: JsonFields } | { readonly code: EntryErrorCode }

/** A key of the newest generation, its parameters checked. */
export interface StoreKey {
  readonly id: string
  readonly salt: Uint8Array
  /** Tells whether the passphrase that came out is the right one. */
  readonly check: EncodedHash | undefined
}

/**
 * Takes the keys of a store, those that can be none left out.
 *
 * @throws {@link TransferError} `transfer/limits`; nothing was derived.
 */
export function readKeys(keys: readonly JsonFields[]): readonly StoreKey[] {
  return keys
    .map((key) => ({
      id: key.text('id') ?? '',
      salt: new TextEncoder().encode(key.text('salt') ?? ''),
      check: parseEncodedHash(key.text('hash') ?? ''),
    }))
    .filter(({ salt }) => salt.length >= leastSaltBytes)
}

interface OpeningContext {
  /** Of the store. */
  readonly storeKeys: readonly StoreKey[]
  readonly argon2: Argon2
  readonly signal: AbortSignal | undefined
}

/**
 * Opens the encrypted records of a store.
 *
 * @returns By place; `undefined` for records that are not encrypted.
 * @throws {@link TransferError} `transfer/wrong-password` when not one opens; `transfer/damaged` when the password is
 * known to be right all the same.
 */
export async function openStore(
  store: ExtensionStore,
  password: string,
  { storeKeys, argon2, signal }: OpeningContext,
): Promise<readonly (OpenedRecord | undefined)[]> {
  const keys = new Map<string, RecordKey>()
  for (const key of storeKeys) {
    const derived = await deriveKey(key, password, argon2)
    signal?.throwIfAborted()
    if (derived !== undefined) keys.set(key.id, derived)
  }
  const unnamed = store.oldKey === undefined ? password : await openOldKey(store.oldKey, password)
  const opened: (OpenedRecord | undefined)[] = []
  for (const record of store.records) {
    signal?.throwIfAborted()
    const keyId = record.fields.text('keyId')
    const key = keyId === undefined ? unnamed && { passphrase: unnamed, proven: false } : keys.get(keyId)
    opened.push(record.sealed && (await openRecord(record, key || undefined)))
  }
  const sealed = opened.filter((each) => each !== undefined)
  if (sealed.every((each) => 'code' in each)) {
    const isProven = [...keys.values()].some(({ proven }) => proven)
    if (isProven) throw new TransferError('transfer/damaged', 'the password is right and opens nothing')
    throw new TransferError('transfer/wrong-password', 'the password opens nothing')
  }
  return opened
}

/** A passphrase that records are encrypted with. */
interface RecordKey {
  readonly passphrase: string
  /** The file itself says that it came from the right password. */
  readonly proven: boolean
}

async function openRecord({ fields, sealed }: StoreRecord, key: RecordKey | undefined): Promise<OpenedRecord> {
  if (key === undefined) return { code: 'entry/password' }
  const failed = { code: key.proven ? 'entry/malformed' : 'entry/password' } as const
  const bytes = await openSalted(fields.text(sealed === 'record' ? 'data' : 'secret') ?? '', key.passphrase)
  if (bytes === undefined) return failed
  if (sealed === 'record') {
    const record = jsonFields(parseOpenedJson(bytes))
    return record === undefined ? failed : { fields: record }
  }
  // One wrong key of 256 leaves padding that looks right. What it leaves before it does not look like a secret.
  const secret = asciiOf(bytes)
  return secret === undefined ? failed : { secret }
}

function asciiOf(bytes: Uint8Array): string | undefined {
  const isText = bytes.length > 0 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
  return isText ? decodeUtf8(bytes) : undefined
}

/** The bytes inside are a passphrase in lower-case hexadecimal digits. */
async function openOldKey(key: JsonFields, password: string): Promise<string | undefined> {
  const bytes = await openSalted(key.text('enc') ?? '', password)
  return bytes && encodeHex(bytes)
}

/** What the extension takes. */
const keyParameters = { name: 'argon2id', v: 19, t: 2, m: 19_456, p: 1 } as const
const leastSaltBytes = 8

/** `undefined`: the file says that this is not its password. */
async function deriveKey({ salt, check }: StoreKey, password: string, argon2: Argon2): Promise<RecordKey | undefined> {
  const hash = await argon2(new TextEncoder().encode(password), { ...keyParameters, salt })
  const passphrase = withoutPadding(hash)
  if (check === undefined) return { passphrase, proven: false }
  const proof = await argon2(new TextEncoder().encode(passphrase), check.parameters)
  return withoutPadding(proof) === check.hash ? { passphrase, proven: true } : undefined
}

/** The extension's own, with room for what another version may take. KiB, passes, lanes. */
const maxMemory = 65_536
const maxPasses = 8
const maxLanes = 4

interface EncodedHash {
  readonly parameters: Argon2Parameters
  /** Base64 without padding. */
  readonly hash: string
}

/** Argon2's text form; `undefined` for others. @throws {@link TransferError} `transfer/limits`. */
function parseEncodedHash(text: string): EncodedHash | undefined {
  const form = /^\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,9}),p=(\d{1,9})\$([A-Za-z0-9+/]{11,})\$([A-Za-z0-9+/]{43})$/
  const [, memory, passes, lanes, salt = '', hash = ''] = form.exec(text) ?? []
  const [m = 0, t = 0, p = 0] = [memory, passes, lanes].map(Number)
  if (hash === '' || m < 8 * p || t < 1 || p < 1) return undefined
  if (m > maxMemory || t > maxPasses || p > maxLanes) {
    throw new TransferError('transfer/limits', 'the file asks for more work than the extension would')
  }
  return { parameters: { name: 'argon2id', v: 19, m, t, p, salt: decodeBase64(salt) }, hash }
}

function withoutPadding(bytes: Uint8Array): string {
  return encodeBase64(bytes).replace(/=+$/, '')
}

const saltPrefix = 'Salted__'

/**
 * Opens the text form of CryptoJS and OpenSSL: base64 of `Salted__`, 8 bytes of salt and AES-256-CBC, with key and iv from
 * one round of MD5 (EVP_BytesToKey).
 */
async function openSalted(text: string, passphrase: string): Promise<Uint8Array | undefined> {
  const bytes = lenientBytes(text)
  const prefix = String.fromCharCode(...bytes.subarray(0, saltPrefix.length))
  if (prefix !== saltPrefix) return undefined
  const input = new TextEncoder().encode(passphrase)
  const salt = bytes.subarray(8, 16)
  const derived = new Uint8Array(48)
  let block = new Uint8Array()
  for (let at = 0; at < derived.length; at += block.length) {
    block = new Uint8Array(md5.create().update(block).update(input).update(salt).digest())
    derived.set(block, at)
  }
  const opened = await openCbc(derived.subarray(0, 32), derived.subarray(32), bytes.subarray(16))
  derived.fill(0)
  return opened ?? undefined
}

function lenientBytes(text: string): Uint8Array {
  try {
    return decodeBase64(text)
  } catch (error) {
    if (error instanceof EncodingError) return new Uint8Array()
    throw error
  }
}
