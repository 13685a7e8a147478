import { aesGcmKey, openBytes } from '../../crypto/index.ts'
import { EntryError, rawAccountOf, type RawAccount } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ReadExport, ReadingContext, SealedExport } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { parseOpenedJson, readJsonRecord } from '../json-records.ts'
import { base64Member } from './base64-member.ts'

/** The export of Proton Authenticator: a list of links, plain or under a password. */
export async function readExport(
  [file]: readonly FileContent[],
  context: ReadingContext,
): Promise<ReadExport | SealedExport> {
  const fields = jsonFields(file?.kind === 'json' ? file.value : undefined)
  if (fields === undefined) throw notProton()
  return typeof fields.raw('content') === 'string' ? sealed(fields, context) : readEntries(fields, context.now)
}

/** The app writes these into no file: they go with the version. */
const argon2 = { name: 'argon2id', v: 19, m: 19_456, t: 2, p: 1 } as const
const aad = 'proton.authenticator.export.v1'
const nonceBytes = 12
const leastSaltBytes = 8

function sealed(fields: JsonFields, context: ReadingContext): SealedExport {
  if (fields.raw('version') !== 1) throw new TransferError('transfer/unsupported', 'another version of the encryption')
  const salt = base64Member(fields, 'salt')
  const content = base64Member(fields, 'content')
  if (salt.length < leastSaltBytes || content.length < nonceBytes + 16) throw notProton()
  return {
    unlock: async (password, signal) => {
      const raw = await context.argon2(new TextEncoder().encode(password), { ...argon2, salt })
      signal?.throwIfAborted()
      const key = await aesGcmKey(raw)
      raw.fill(0)
      const opened = await openBytes(key, content.subarray(0, nonceBytes), aad, content.subarray(nonceBytes))
      if (opened === null) throw new TransferError('transfer/wrong-password', 'the password does not open the export')
      const inner = jsonFields(parseOpenedJson(opened))
      if (inner === undefined) throw notProton()
      return readEntries(inner, context.now)
    },
  }
}

function readEntries(fields: JsonFields, now: number): ReadExport {
  if (!Array.isArray(fields.raw('entries'))) throw notProton()
  const labelOf = (entry: JsonFields) => entry.object('content')?.text('name') ?? ''
  return {
    entries: fields.list('entries').map((entry) => readJsonRecord(entry, labelOf, (each) => accountOf(each, now))),
  }
}

function accountOf(entry: JsonFields, now: number): RawAccount {
  const content = entry.object('content')
  const uri = content?.text('uri')
  if (uri === undefined) throw new EntryError('entry/malformed')
  const name = content?.text('name') || undefined
  const note = entry.text('note')
  // A bare Steam secret: its issuer was made up by who read it, and the name is the title.
  if (/^\s*steam:/i.test(uri)) {
    const link = rawAccountOf(uri, { note }, now)
    return { ...link, issuer: name ?? link.issuer, account: '', otherIssuer: link.issuer }
  }
  return rawAccountOf(uri, { account: name, note }, now)
}

function notProton(): TransferError {
  return new TransferError('transfer/damaged', 'not what Proton Authenticator writes')
}
