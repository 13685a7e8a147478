import { aesGcmKey, openBytes, openCbc, pbkdf2 } from '../../crypto/index.ts'
import { openSqlite } from '../containers/sqlite.ts'
import { hexSecret, type RawAccount } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ReadExport, ReadingContext, SealedExport } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { firstText, parseOpenedJson, readJsonRecord } from '../json-records.ts'

/** Backups of Stratum, formerly Authenticator Pro: JSON, encrypted in two generations, and the app's own database. */
export async function readExport(
  [file]: readonly FileContent[],
  context: ReadingContext,
): Promise<ReadExport | SealedExport> {
  if (file?.kind === 'json') return exportOf(backupOfJson(file.value))
  if (file?.kind === 'sqlite') return readDatabase(file.bytes)
  const bytes = file?.bytes ?? new Uint8Array()
  const isCurrent = String.fromCharCode(...bytes.subarray(0, headBytes)) === currentHead
  return { unlock: isCurrent ? currentUnlock(bytes, context) : legacyUnlock(bytes) }
}

const currentHead = 'AUTHENTICATORPRO'
const headBytes = 16

/** The app's fixed parameters; a file names none. */
const argon2 = { name: 'argon2id', v: 19, m: 65_536, t: 3, p: 4 } as const
const legacyKdf = { hash: 'SHA-1', iterations: 64_000, length: 32 } as const

/** After the head come a salt of 16 bytes, a nonce of 12, the ciphertext and a tag of 16. */
function currentUnlock(bytes: Uint8Array, context: ReadingContext): SealedExport['unlock'] {
  const [salt, nonce, ciphertext] = cut(bytes, 16, 12)
  if (ciphertext.length < 16) throw damaged()
  return async (password, signal) => {
    const key = await context.argon2(new TextEncoder().encode(password), { ...argon2, salt: Uint8Array.from(salt) })
    signal?.throwIfAborted()
    const opened = await openBytes(await aesGcmKey(key), nonce, '', ciphertext)
    if (opened === null) throw new TransferError('transfer/wrong-password', 'the tag is another')
    return exportOf(backupOfJson(parseOpenedJson(opened)))
  }
}

/** After the head come a salt of 20 bytes, an initialization vector of 16 and whole blocks. */
function legacyUnlock(bytes: Uint8Array): SealedExport['unlock'] {
  const [salt, iv, ciphertext] = cut(bytes, 20, 16)
  if (ciphertext.length === 0 || ciphertext.length % 16 !== 0) throw damaged()
  return async (password, signal) => {
    const key = await pbkdf2(new TextEncoder().encode(password), { ...legacyKdf, salt })
    signal?.throwIfAborted()
    const opened = await openCbc(key, iv, ciphertext)
    const value = opened === null ? undefined : parseOpenedJson(opened)
    // Nothing authenticates it: what a wrong password opens by chance is no JSON.
    if (value === undefined) throw new TransferError('transfer/wrong-password', 'what opens is no backup')
    return exportOf(backupOfJson(value))
  }
}

function cut(bytes: Uint8Array, saltBytes: number, ivBytes: number): readonly [Uint8Array, Uint8Array, Uint8Array] {
  const ivAt = headBytes + saltBytes
  const restAt = ivAt + ivBytes
  return [bytes.subarray(headBytes, ivAt), bytes.subarray(ivAt, restAt), bytes.subarray(restAt)]
}

/** The lists of a backup; their records have the names of the database's columns, in lower case. */
interface Backup {
  readonly authenticators: readonly unknown[]
  readonly categories: readonly JsonFields[]
  /** Which account is in which category. */
  readonly bindings: readonly JsonFields[]
}

function backupOfJson(value: unknown): Backup {
  const fields = jsonFields(value)
  const authenticators = fields?.raw('Authenticators')
  if (fields === undefined || !Array.isArray(authenticators)) throw damaged()
  return {
    authenticators,
    categories: fields.objects('Categories').map(lowerCase),
    bindings: fields.objects('AuthenticatorCategories').map(lowerCase),
  }
}

function readDatabase(bytes: Uint8Array): ReadExport {
  const { rows, writesAhead } = openSqlite(bytes)
  const objects = (table: string) => rows(table).flatMap((row) => jsonFields(row) ?? [])
  const backup = {
    authenticators: rows('authenticator'),
    categories: objects('category'),
    bindings: objects('authenticatorcategory'),
  }
  return { ...exportOf(backup), ...(writesAhead && { remarks: ['journal-missing'] }) }
}

function exportOf(backup: Backup): ReadExport {
  const categories = categoriesBySecret(backup)
  const labelOf = (record: JsonFields) => {
    const fields = lowerCase(record)
    return [firstText(fields, 'issuer'), firstText(fields, 'username')].filter((name) => name !== undefined).join(': ')
  }
  const entries = backup.authenticators.map((authenticator) =>
    readJsonRecord(authenticator, labelOf, (fields) => accountOf(lowerCase(fields), categories)),
  )
  return { entries }
}

const types: ReadonlyMap<unknown, string> = new Map([
  [1, 'hotp'],
  [2, 'totp'],
  [3, 'motp'],
  [4, 'steam'],
  [5, 'yandex'],
])

const algorithms = ['SHA1', 'SHA256', 'SHA512']

function accountOf(fields: JsonFields, categories: ReadonlyMap<string, readonly string[]>): RawAccount {
  const type = types.get(fields.raw('type')) ?? 'unknown'
  const secret = fields.text('secret')
  const algorithm = fields.text('algorithm')
  return {
    type,
    secret: type === 'motp' ? hexSecret(secret) : secret,
    issuer: fields.text('issuer'),
    account: fields.text('username'),
    // Another number stays as it is and is refused by that.
    algorithm: algorithm === undefined ? undefined : (algorithms[Number(algorithm)] ?? `unknown ${algorithm}`),
    digits: fields.number('digits'),
    period: fields.number('period'),
    counter: fields.number('counter'),
    pin: fields.text('pin'),
    tags: categories.get(secret ?? ''),
    order: Number(fields.number('ranking') ?? Number.NaN),
    useCount: Number(fields.number('copycount') ?? Number.NaN),
    dropped: [firstText(fields, 'icon') !== undefined && 'icon'],
  }
}

/** Categories that one account can have: what it keeps as tags. */
const maxCategories = 100

/** Accounts are bound to their categories by their secrets: two with the same secret share them. */
function categoriesBySecret({ categories, bindings }: Backup): ReadonlyMap<string, readonly string[]> {
  const names = new Map(categories.map((category) => [category.text('id'), category.text('name')]))
  const bySecret = new Map<string, string[]>()
  for (const binding of bindings) {
    const name = names.get(binding.text('categoryid'))
    const secret = binding.text('authenticatorsecret') ?? ''
    if (name === undefined) continue
    const bound = bySecret.get(secret) ?? []
    if (bound.length < maxCategories) bound.push(name)
    bySecret.set(secret, bound)
  }
  return bySecret
}

function lowerCase(fields: JsonFields): JsonFields {
  const members = fields.entries().map(([name, value]) => [name.toLowerCase(), value] as const)
  return jsonFields(Object.fromEntries(members)) ?? fields
}

function damaged(): TransferError {
  return new TransferError('transfer/damaged', 'what is there is no backup of this app')
}
