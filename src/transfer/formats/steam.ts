import { decodeBase64, EncodingError } from '../../encoding/index.ts'
import { openCbc, pbkdf2 } from '../../crypto/index.ts'
import { EntryError, readEntry, type RawAccount } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ImportEntry, ReadExport, SealedExport } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { firstText, parseOpenedJson, readJsonRecord } from '../json-records.ts'

/**
 * Steam Desktop Authenticator and steamguard-cli (maFiles, several at once, encrypted ones with their manifest), and what
 * lies on a telephone: one such object, or several as members of `accounts`.
 */
export async function readExport(files: readonly FileContent[]): Promise<ReadExport | SealedExport> {
  const values = files.flatMap((file) => (file.kind === 'json' ? [file.value] : []))
  const plain = values.flatMap(accountsOf)
  const texts = files.flatMap((file) => (file.kind === 'text' ? [file] : []))
  const sealed = withKeys(texts, values.flatMap(manifestEntries))
  if (sealed === undefined || plain.length + sealed.length === 0) {
    throw new TransferError('transfer/companion-missing', 'the manifest or the maFile that belongs to it is missing')
  }
  const entries = plain.map((value) => readJsonRecord(value, labelOf, accountOf))
  if (sealed.length === 0) return { entries }
  if (!sealed.some(({ ciphertext }) => isWhole(ciphertext))) {
    throw new TransferError('transfer/damaged', 'the maFiles are cut off')
  }
  return { unlock: async (password, signal) => ({ entries: [...entries, ...(await open(sealed, password, signal))] }) }
}

/** The objects in a file that should have a secret; none in a manifest. */
function accountsOf(value: unknown): readonly unknown[] {
  const fields = jsonFields(value)
  if (fields?.has('shared_secret')) return [value]
  return (fields?.object('accounts')?.entries() ?? []).map(([, account]) => account)
}

/** How one maFile is encrypted, as the manifest says. */
interface Key {
  readonly filename: string
  readonly salt: Uint8Array
  readonly iv: Uint8Array
}

interface SealedFile extends Key {
  readonly text: string
  readonly ciphertext: Uint8Array
}

function manifestEntries(value: unknown): readonly Key[] {
  const entries = jsonFields(value)?.objects('entries') ?? []
  return entries.flatMap((entry) => {
    const salt = bytesOf(firstText(entry, 'encryption_salt'))
    const iv = bytesOf(firstText(entry, 'encryption_iv'))
    if (salt === undefined || iv === undefined) return []
    return [{ filename: baseName(entry.text('filename') ?? ''), salt, iv }]
  })
}

/** @returns `undefined` when the manifest has nothing about one of the files. */
function withKeys(
  files: readonly { readonly name: string; readonly text: string }[],
  keys: readonly Key[],
): readonly SealedFile[] | undefined {
  const byName = new Map(keys.map((key) => [key.filename, key]))
  const sealed = files.flatMap(({ name, text }) => {
    // A single file may have got another name on its way.
    const key = byName.get(baseName(name)) ?? (files.length === 1 && keys.length === 1 ? keys[0] : undefined)
    return key === undefined ? [] : [{ ...key, text, ciphertext: bytesOf(text) ?? new Uint8Array() }]
  })
  return sealed.length === files.length ? sealed : undefined
}

/** Of a path in an archive or a folder, and in lower case: file systems differ. */
function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase()
}

function bytesOf(base64: string | undefined): Uint8Array | undefined {
  try {
    return base64 === undefined ? undefined : decodeBase64(base64)
  } catch (error) {
    if (error instanceof EncodingError) return undefined
    throw error
  }
}

function isWhole(ciphertext: Uint8Array): boolean {
  return ciphertext.length > 0 && ciphertext.length % 16 === 0
}

/** Fixed in Steam Desktop Authenticator; a file names none. */
const kdf = { hash: 'SHA-1', iterations: 50_000, length: 32 } as const

async function open(
  files: readonly SealedFile[],
  password: string,
  signal: AbortSignal | undefined,
): Promise<readonly ImportEntry[]> {
  const bytes = new TextEncoder().encode(password)
  const entries: ImportEntry[] = []
  let isRight = false
  for (const { filename, text, salt, iv, ciphertext } of files) {
    signal?.throwIfAborted()
    const key = await pbkdf2(bytes, { ...kdf, salt })
    const opened = await openCbc(key, iv, ciphertext)
    const value = opened === null ? undefined : parseOpenedJson(opened)
    isRight ||= value !== undefined
    entries.push(
      value !== undefined
        ? readJsonRecord(value, labelOf, accountOf)
        : readEntry({ label: filename, text }, () => {
            throw new EntryError(isWhole(ciphertext) ? 'entry/password' : 'entry/malformed')
          }),
    )
  }
  // Nothing authenticates them: what a wrong password opens by chance is no JSON.
  if (!isRight) throw new TransferError('transfer/wrong-password', 'it opens none of the files')
  return entries
}

/** Only `shared_secret` makes codes; the secret in `uri` may be another. */
function accountOf(fields: JsonFields): RawAccount {
  const secret = fields.raw('shared_secret')
  if (secret !== undefined && typeof secret !== 'string') throw new EntryError('entry/malformed')
  const revocationCode = firstText(fields, 'revocation_code')
  return {
    type: 'steam',
    secret: secret === undefined ? undefined : decodeBase64(secret),
    issuer: 'Steam',
    account: labelOf(fields),
    // Without it, nobody gets rid of a lost authenticator.
    note: revocationCode && `Revocation code: ${revocationCode}`,
    dropped: [
      (fields.has('identity_secret') || fields.has('Session')) && 'other-fields',
      firstText(fields, 'device_id') !== undefined && 'device',
    ],
  }
}

function labelOf(fields: JsonFields): string {
  return firstText(fields, 'account_name', 'steamid') ?? ''
}
