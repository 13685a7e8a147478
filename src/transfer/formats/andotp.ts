import { aesGcmKey, openBytes, pbkdf2, sha256 } from '../../crypto/index.ts'
import { decodeBase32, decodeUtf8 } from '../../encoding/index.ts'
import { hexSecret, type RawAccount } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ReadExport, SealedExport } from '../format.ts'
import type { JsonFields } from '../json-fields.ts'
import { jsonValue, parseSealedJson, readRecords } from '../record-list.ts'

/** Rounds of PBKDF2 that the field may say. The app draws about 150,000; beyond this the file is of the older form. */
const maxIterations = 10_000_000
const iterationsBytes = 4
const saltBytes = 12
const nonceBytes = 12
const tagBytes = 16
const keyBytes = 32

/** andOTP: the plain list, and both forms that a password opens. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport | SealedExport> {
  if (file?.kind !== 'binary') return readList(jsonValue(file))
  const { bytes } = file
  if (bytes.length < nonceBytes + tagBytes) throw new TransferError('transfer/damaged', 'the file is too short')
  return {
    unlock: async (password, signal) => readList(parseSealedJson(await openFile(bytes, password, signal))),
  }
}

function readList(list: unknown): ReadExport {
  return { entries: readRecords(list, ['issuer', 'label'], accountOf) }
}

function accountOf(record: JsonFields): RawAccount {
  const type = record.text('type')?.toLowerCase() ?? ''
  const secret = record.text('secret')
  const thumbnail = record.text('thumbnail') ?? ''
  return {
    type,
    secret: type === 'motp' && secret !== undefined ? motpSecret(secret) : secret,
    algorithm: record.text('algorithm'),
    digits: record.number('digits'),
    period: record.number('period'),
    counter: record.number('counter'),
    ...namesOf(record),
    tags: record.list('tags').map((tag) => (typeof tag === 'string' ? tag : undefined)),
    lastUsedAt: countOf(record.raw('last_used')),
    useCount: countOf(record.raw('used_frequency')),
    dropped: [thumbnail !== '' && thumbnail !== 'Default' && 'icon'],
  }
}

/** The app takes what was typed for base32, and what was typed is hexadecimal: the text of it is what is stored. */
function motpSecret(base32: string): Uint8Array {
  return hexSecret(decodeUtf8(decodeBase32(base32)))
}

/** Files of before the issuer had a member of its own have it before a dash. */
function namesOf(record: JsonFields): Pick<RawAccount, 'issuer' | 'account'> {
  const label = record.text('label') ?? ''
  const issuer = record.text('issuer')
  const dash = label.indexOf(' - ')
  if (record.has('issuer') || dash < 0) return { issuer, account: label }
  return { issuer: label.slice(0, dash), account: label.slice(dash + 3) }
}

/** 0 is the app's word for never. */
function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined
}

/** Nothing says which form it is, but the rounds at the start of the newer one are seldom those of a random nonce. */
async function openFile(bytes: Uint8Array, password: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
  signal?.throwIfAborted()
  const opened = await openNewerForm(bytes, new TextEncoder().encode(password))
  if (opened !== null) return opened
  signal?.throwIfAborted()
  const openedAsOlder = await openWith(await sha256(password), bytes)
  if (openedAsOlder !== null) return openedAsOlder
  throw new TransferError('transfer/wrong-password', 'the file does not open in either form')
}

/** Rounds, salt, nonce, ciphertext, tag. */
async function openNewerForm(bytes: Uint8Array, password: Uint8Array): Promise<Uint8Array | null> {
  const iterations = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  const header = iterationsBytes + saltBytes
  if (iterations < 1 || iterations > maxIterations || bytes.length < header + nonceBytes + tagBytes) return null
  const salt = bytes.subarray(iterationsBytes, header)
  const key = await pbkdf2(password, { hash: 'SHA-1', salt, iterations, length: keyBytes })
  return openWith(key, bytes.subarray(header))
}

/** @param sealed - Nonce, ciphertext, tag. */
async function openWith(key: Uint8Array, sealed: Uint8Array): Promise<Uint8Array | null> {
  const opened = await openBytes(await aesGcmKey(key), sealed.subarray(0, nonceBytes), '', sealed.subarray(nonceBytes))
  key.fill(0)
  return opened
}
