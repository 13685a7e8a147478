import { encodeBase64url, encodeUtf8 } from '../../encoding/index.ts'
import {
  checkKdfBounds,
  CryptoError,
  fromBase64url,
  kdfLine,
  type Bytes,
  type KdfParameters,
} from '../../crypto/index.ts'
import { TransferError } from '../errors.ts'
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../strict-json.ts'

/** A backup file, taken apart and not yet opened (docs/backup-format.md, "The file"). */
export interface BackupFile {
  readonly kdf: KdfParameters
  /** 32 bytes. */
  readonly commit: Bytes
  /** 12 bytes. */
  readonly nonce: Bytes
  /** Ciphertext and tag. */
  readonly data: Bytes
}

const format = 'mfa-manager-backup'
const maxBytes = 64 * 1024 * 1024
/** The file has two objects and ten commas; members that come twice are allowed for. */
const maxParts = 1000
const commitBytes = 32
const nonceBytes = 12

/**
 * The text that is hashed into the keys and authenticated with the content. It is made from parsed values, so white
 * space, order and repetition in the file cannot give it a second reading.
 */
export function headerText({ kdf, nonce }: Pick<BackupFile, 'kdf' | 'nonce'>): string {
  const salt = encodeBase64url(kdf.salt)
  return `${format}\n1\n${kdfLine(kdf)}\nsalt=${salt}\nnonce=${encodeBase64url(nonce)}\n`
}

/**
 * Writes the file: compact JSON in UTF-8.
 *
 * @throws {@link TransferError} with `backup/payload` when it would be larger than a reader takes.
 */
export function formatBackupFile({ kdf, commit, nonce, data }: BackupFile): Bytes {
  const bytes = encodeUtf8(
    JSON.stringify({
      format,
      version: 1,
      kdf: { ...kdf, salt: encodeBase64url(kdf.salt) },
      commit: encodeBase64url(commit),
      nonce: encodeBase64url(nonce),
      data: encodeBase64url(data),
    }),
  )
  if (bytes.length > maxBytes) throw new TransferError('backup/payload', 'there is too much for one backup')
  return bytes
}

/**
 * Takes a file apart and refuses whatever can be refused without the passphrase.
 *
 * @throws {@link TransferError} with `backup/not-json`, `backup/unsupported-version`, `backup/format` or `backup/limits`.
 */
export function parseBackupFile(bytes: Uint8Array): BackupFile {
  const json = readDocument(bytes)
  if (!isJsonObject(json) || own(json, 'format') !== format) throw malformed('format')
  const version = own(json, 'version')
  // Before the other members: a later version may have others.
  if (Number.isInteger(version) && Number(version) > 1) {
    throw new TransferError('backup/unsupported-version', 'the file is of a newer format version')
  }
  if (version !== 1) throw malformed('version')
  checkMembers(json, ['format', 'version', 'kdf', 'commit', 'nonce', 'data'])
  const file = {
    kdf: parseKdf(own(json, 'kdf')),
    commit: binary(json, 'commit', commitBytes),
    nonce: binary(json, 'nonce', nonceBytes),
    data: binary(json, 'data'),
  }
  checkLimits(file.kdf)
  return file
}

function readDocument(bytes: Uint8Array): JsonValue {
  const reading = bytes.length > maxBytes ? ({ problem: 'not-json' } as const) : parseJson(bytes, { maxParts })
  if ('value' in reading) return reading.value
  if (reading.problem === 'too-many-parts') throw malformed('there are too many members')
  throw new TransferError('backup/not-json', 'the file is not JSON, or too large or too deep')
}

function parseKdf(value: JsonValue | undefined): KdfParameters {
  if (!isJsonObject(value)) throw malformed('kdf')
  const name = own(value, 'name')
  if (name === 'argon2id') {
    checkMembers(value, ['name', 'v', 'm', 't', 'p', 'salt'])
    const [v, m, t, p] = [number(value, 'v'), number(value, 'm'), number(value, 't'), number(value, 'p')]
    return { name, v, m, t, p, salt: binary(value, 'salt') }
  }
  if (name !== 'pbkdf2-sha256') throw malformed('kdf.name')
  checkMembers(value, ['name', 'i', 'salt'])
  return { name, i: number(value, 'i'), salt: binary(value, 'salt') }
}

function checkLimits(kdf: KdfParameters): void {
  try {
    checkKdfBounds(kdf)
  } catch (cause) {
    if (!(cause instanceof CryptoError)) throw cause
    throw new TransferError('backup/limits', 'the key derivation parameters are out of bounds', { cause })
  }
}

function own(object: JsonObject, member: string): JsonValue | undefined {
  return Object.hasOwn(object, member) ? object[member] : undefined
}

function checkMembers(object: JsonObject, members: readonly string[]): void {
  const names = Object.keys(object)
  if (names.length !== members.length || !members.every((name) => Object.hasOwn(object, name))) {
    throw malformed('a member is missing or unknown')
  }
}

function number(object: JsonObject, member: string): number {
  const value = own(object, member)
  if (typeof value !== 'number') throw malformed(member)
  return value
}

function binary(object: JsonObject, member: string, length?: number): Bytes {
  const value = own(object, member)
  const bytes = typeof value === 'string' ? fromBase64url(value) : undefined
  if (bytes === undefined || (length !== undefined && bytes.length !== length)) throw malformed(member)
  return bytes
}

function malformed(where: string): TransferError {
  return new TransferError('backup/format', `the file is not a backup of this format: ${where}`)
}
