import { openCbc, pbkdf2 } from '../../crypto/index.ts'
import { decodeBase64, decodeHex, decodeUtf8, EncodingError } from '../../encoding/index.ts'
import { OtpError, parseSecret } from '../../otp/index.ts'
import { EntryError } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ImportEntry, ReadExport, SealedExport } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { firstText, readJsonRecord } from '../json-records.ts'
import { parseJsonText } from '../strict-json.ts'
import { authyAccount, authyLabel } from './authy-token.ts'

/** Authy's Android preferences, and what third-party tools fetch from its service: as fetched, or decrypted by them. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport | SealedExport> {
  const tokens = tokensOf(file).map(readToken)
  const sealed = tokens.flatMap((token) => (typeof token.sealed === 'object' ? [token.sealed] : []))
  checkLimits(sealed)
  if (sealed.length === 0) return { entries: tokens.map((token) => entryOf(token, undefined)) }
  return { unlock: (password, signal) => unlock(tokens, password, signal) }
}

/** A secret of one token under a key that comes of the password and a salt of its own. */
interface Sealed {
  readonly salt: Uint8Array
  readonly iterations: number
  readonly iv: Uint8Array
  readonly ciphertext: Uint8Array
}

interface Token {
  readonly value: unknown
  readonly sealed: Sealed | 'malformed' | undefined
}

const preferenceNames = ['com.authy.storage.tokens.authenticator.key', 'com.authy.storage.tokens.authy.key']
const dumpNames = ['authenticator_tokens', 'decrypted_authenticator_tokens']

function tokensOf(file: FileContent | undefined): readonly unknown[] {
  if (file?.kind === 'preferences') {
    const texts = preferenceNames.flatMap((name) => file.entries.get(name) ?? [])
    return texts.filter((text) => text.trim() !== '').flatMap(parseList)
  }
  const dump = file?.kind === 'json' ? jsonFields(file.value) : undefined
  const lists = dumpNames.filter((name) => Array.isArray(dump?.raw(name)))
  if (lists.length === 0) throw damaged()
  return lists.flatMap((name) => dump?.list(name) ?? [])
}

/** Lists, objects, elements and members: 50,000 tokens of forty. */
const maxParts = 2_000_000

function parseList(text: string): readonly unknown[] {
  const reading = parseJsonText(text, maxParts)
  const value: unknown = 'value' in reading ? reading.value : undefined
  if (!Array.isArray(value)) throw damaged()
  return value
}

function readToken(value: unknown): Token {
  const fields = jsonFields(value)
  return { value, sealed: fields && readSealed(fields) }
}

/** What the app asks for on a telephone, and what a dump means that says nothing else. */
const usualIterations = 1000

function readSealed(fields: JsonFields): Token['sealed'] {
  const ciphertext = firstText(fields, 'encryptedSecret', 'encrypted_seed')
  if (ciphertext === undefined || firstText(fields, 'decryptedSecret', 'decrypted_seed') !== undefined) return undefined
  const salt = fields.text('salt')
  const iterations = Number(fields.number('key_derivation_iterations') ?? usualIterations)
  if (salt === undefined || !Number.isSafeInteger(iterations) || iterations < 1) return 'malformed'
  const sealed = decodeSealed(ciphertext, firstText(fields, 'unique_iv') ?? '00'.repeat(blockBytes))
  return sealed === undefined ? 'malformed' : { ...sealed, salt: new TextEncoder().encode(salt), iterations }
}

const blockBytes = 16

function decodeSealed(base64: string, hexIv: string): Pick<Sealed, 'iv' | 'ciphertext'> | undefined {
  try {
    const iv = decodeHex(hexIv)
    const ciphertext = decodeBase64(base64)
    const isWhole = ciphertext.length > 0 && ciphertext.length % blockBytes === 0
    return isWhole && iv.length === blockBytes ? { iv, ciphertext } : undefined
  } catch (error) {
    if (error instanceof EncodingError) return undefined
    throw error
  }
}

/** The service has gone from 1,000 rounds to 100,000. Ten times as many leave room. */
const maxIterations = 1_000_000
/** Of all tokens together: a thousand of today's. No person has so many; the worst file takes a minute. */
const maxTotalIterations = 100_000_000

function checkLimits(sealed: readonly Sealed[]): void {
  const total = sealed.reduce((sum, { iterations }) => sum + iterations, 0)
  if (total > maxTotalIterations || sealed.some(({ iterations }) => iterations > maxIterations)) {
    throw new TransferError('transfer/limits', 'too many rounds of PBKDF2')
  }
}

async function unlock(
  tokens: readonly Token[],
  password: string,
  signal: AbortSignal | undefined,
): Promise<ReadExport> {
  const entries: ImportEntry[] = []
  let isRight = false
  for (const token of tokens) {
    signal?.throwIfAborted()
    const secret = typeof token.sealed === 'object' ? await openSecret(token.sealed, password) : undefined
    isRight ||= secret !== undefined
    entries.push(entryOf(token, secret))
  }
  if (!isRight) throw new TransferError('transfer/wrong-password', 'it opens none of the secrets')
  return { entries }
}

/** @returns Base32. `undefined`: another password, or altered. */
async function openSecret({ salt, iterations, iv, ciphertext }: Sealed, password: string): Promise<string | undefined> {
  const kdf = { hash: 'SHA-1', salt, iterations, length: 32 } as const
  const key = await pbkdf2(new TextEncoder().encode(password), kdf)
  const opened = await openCbc(key, iv, ciphertext)
  if (opened === null) return undefined
  try {
    // Nothing authenticates it: what a wrong password opens by chance is no base32.
    const secret = decodeUtf8(opened)
    parseSecret(secret)
    return secret
  } catch (error) {
    if (error instanceof EncodingError || error instanceof OtpError) return undefined
    throw error
  }
}

function entryOf({ value, sealed }: Token, secret: string | undefined): ImportEntry {
  return readJsonRecord(value, authyLabel, (fields) => {
    if (sealed === 'malformed') throw new EntryError('entry/malformed')
    if (sealed !== undefined && secret === undefined) throw new EntryError('entry/password')
    return authyAccount(fields, secret)
  })
}

function damaged(): TransferError {
  return new TransferError('transfer/damaged', 'there is no list of tokens')
}
