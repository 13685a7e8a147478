import { aesGcmKey, openBytes, pbkdf2, type Pbkdf2Options } from '../../crypto/index.ts'
import { decodeHex, encodeHex } from '../../encoding/index.ts'
import { readJavaMap } from '../containers/java-map.ts'
import { EntryError, readEntry } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ImportEntry, ReadExport, SealedExport } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { parseJsonText } from '../strict-json.ts'
import { signedBytes, tokenAccount, tokenLabel, tokenPlaces } from './freeotp-token.ts'

/** The backup of FreeOTP 2 (`externalBackup.xml`, which is no XML): preferences as a Java object stream. */
export async function readExport([file]: readonly FileContent[]): Promise<SealedExport> {
  const preferences = readJavaMap(file?.bytes ?? new Uint8Array())
  const master = readMasterKey(preferences.get('masterKey'))
  return {
    unlock: async (password, signal) => {
      const key = await pbkdf2(new TextEncoder().encode(password), master.kdf)
      signal?.throwIfAborted()
      const opened = await openSealed(await aesGcmKey(key), master.sealed)
      if (opened === null) throw new TransferError('transfer/wrong-password', 'the master key does not open')
      return readTokens(preferences, await aesGcmKey(opened), signal)
    },
  }
}

/** The app has always asked for 100,000 rounds. Ten times as many leave room for a later version. */
const maxIterations = 1_000_000

/** Lists, elements and members of a key or a token: no real one has a thousand. */
const maxParts = 10_000

/** Of a key of AES-256, and of the tag behind what it seals. */
const keyBytes = 32
const tagBytes = 16

/** AES-GCM as the app writes it, tag at the end. */
interface Sealed {
  readonly nonce: Uint8Array
  readonly ciphertext: Uint8Array
  /** What kind of key is inside; authenticated with it. */
  readonly token: string
}

interface MasterKey {
  readonly kdf: Pbkdf2Options
  readonly sealed: Sealed
}

function readMasterKey(text: string | undefined): MasterKey {
  const fields = parseFields(text)
  const salt = signedBytes(fields?.raw('mSalt'))
  const sealed = readSealed(fields?.object('mEncryptedKey'))
  const iterations = fields?.raw('mIterations')
  if (fields === undefined || salt === undefined || sealed === undefined || !isCount(iterations)) {
    throw new TransferError('transfer/damaged', 'the master key is missing or incomplete')
  }
  if (sealed.ciphertext.length !== keyBytes + tagBytes) {
    throw new TransferError('transfer/damaged', 'the master key has another length')
  }
  if (iterations > maxIterations) throw new TransferError('transfer/limits', 'too many rounds of PBKDF2')
  const hash = hashOf(fields.text('mAlgorithm') ?? '')
  return { kdf: { hash, salt, iterations, length: keyBytes }, sealed }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}

/** SHA-1 is what Android 7 and before can do. */
function hashOf(algorithm: string): Pbkdf2Options['hash'] {
  if (/^PBKDF2withHmacSHA512$/i.test(algorithm)) return 'SHA-512'
  if (/^PBKDF2withHmacSHA256$/i.test(algorithm)) return 'SHA-256'
  if (/^PBKDF2withHmacSHA1$/i.test(algorithm)) return 'SHA-1'
  throw new TransferError('transfer/unsupported', 'the key derivation is not known')
}

const tokenSuffix = '-token'
const ownNames = new Set(['masterKey', 'tokenOrder'])

async function readTokens(
  preferences: ReadonlyMap<string, string>,
  master: CryptoKey,
  signal: AbortSignal | undefined,
): Promise<ReadExport> {
  const order = parseJsonText(preferences.get('tokenOrder') ?? '')
  const places = tokenPlaces('value' in order ? order.value : undefined)
  const ids = new Set(
    [...preferences.keys()].filter((name) => !ownNames.has(name)).map((name) => name.replace(/-token$/, '')),
  )
  const entries: ImportEntry[] = []
  for (const id of ids) {
    signal?.throwIfAborted()
    const texts = { key: preferences.get(id), token: preferences.get(id + tokenSuffix) }
    const secret = texts.key === undefined ? undefined : await openSecret(master, texts.key)
    entries.push(tokenEntry(texts, secret, places.get(id)))
  }
  return { entries }
}

/** A secret, or why there is none: its key is not what the format says, or does not open. */
type Secret = Uint8Array | 'malformed' | 'closed' | undefined

async function openSecret(master: CryptoKey, text: string): Promise<Secret> {
  const sealed = readSealed(parseFields(parseFields(text)?.text('key')))
  if (sealed === undefined) return 'malformed'
  return (await openSealed(master, sealed)) ?? 'closed'
}

function tokenEntry(
  texts: { readonly key: string | undefined; readonly token: string | undefined },
  secret: Secret,
  order: number | undefined,
): ImportEntry {
  const token = parseFields(texts.token)
  const label = token ? tokenLabel(token) : ''
  // With the secret where it is known: what is in the file says nothing to anybody without the password.
  const record = {
    label,
    get text() {
      return JSON.stringify({ ...texts, ...(secret instanceof Uint8Array && { secret: [...secret] }) })
    },
  }
  return readEntry(record, () => {
    if (token === undefined || secret === 'malformed') throw new EntryError('entry/malformed')
    if (secret === 'closed') throw new EntryError('entry/password')
    return tokenAccount(token, { secret, counter: 'next', order })
  })
}

function parseFields(text: string | undefined): JsonFields | undefined {
  if (text === undefined) return undefined
  const reading = parseJsonText(text, maxParts)
  return 'value' in reading ? jsonFields(reading.value) : undefined
}

function readSealed(fields: JsonFields | undefined): Sealed | undefined {
  if (fields === undefined) return undefined
  const parameters = signedBytes(fields.raw('mParameters'))
  const nonce = parameters && nonceOf(parameters)
  const ciphertext = signedBytes(fields.raw('mCipherText'))
  const token = fields.text('mToken')
  if (nonce === undefined || ciphertext === undefined || token === undefined) return undefined
  return /^AES\/GCM\/NoPadding$/i.test(fields.text('mCipher') ?? '') ? { nonce, ciphertext, token } : undefined
}

function openSealed(key: CryptoKey, { nonce, ciphertext, token }: Sealed): Promise<Uint8Array | null> {
  return openBytes(key, nonce, token, ciphertext)
}

/** What is known of the parameters beside the nonce: its tag and length, and behind it the length of the tag. */
const nonceHead = '040c'
const tagLength = '020110'
const nonceBytes = 12

/**
 * The nonce of GCM parameters in DER (RFC 5084 §3.2): a sequence of nonce and length of the tag, or on Android 6 the nonce
 * alone.
 */
function nonceOf(der: Uint8Array): Uint8Array | undefined {
  const hex = encodeHex(der)
  const nonce = `${nonceHead}([0-9a-f]{${nonceBytes * 2}})`
  const [, whole, alone] = new RegExp(`^(?:3011${nonce}${tagLength}|${nonce})$`).exec(hex) ?? []
  const found = whole ?? alone
  return found === undefined ? undefined : decodeHex(found)
}
