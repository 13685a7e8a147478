import { EntryError, type RawAccount } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ReadExport, SealedExport } from '../format.ts'
import type { JsonFields } from '../json-fields.ts'
import { jsonValue, parseSealedJson, readRecords, requiredFields } from '../record-list.ts'
import { openVault, readSealedVault } from './aegis-vault.ts'

/** The one version of the file around the database that there is. */
const fileVersion = 1

/** Aegis: databases 1 to 3, as they are or encrypted. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport | SealedExport> {
  const vault = requiredFields(jsonValue(file))
  if (vault.raw('version') !== fileVersion)
    throw new TransferError('transfer/unsupported', 'a vault of a later version')
  const database = vault.raw('db')
  if (typeof database !== 'string') return readDatabase(database)
  const sealed = readSealedVault(requiredFields(vault.raw('header')), database)
  return {
    unlock: async (password, signal) => readDatabase(parseSealedJson(await openVault(sealed, password, signal))),
  }
}

function readDatabase(value: unknown): ReadExport {
  const database = requiredFields(value)
  const groups = new Map(database.objects('groups').map((group) => [group.text('uuid'), group.text('name')]))
  return { entries: readRecords(database.raw('entries'), ['issuer', 'name'], (entry) => accountOf(entry, groups)) }
}

type Groups = ReadonlyMap<string | undefined, string | undefined>

function accountOf(entry: JsonFields, groups: Groups): RawAccount {
  const info = entry.object('info')
  if (info === undefined) throw new EntryError('entry/malformed')
  const type = entry.text('type') ?? ''
  return {
    type,
    secret: info.text('secret'),
    algorithm: algorithmOf(type, info.text('algo')),
    digits: info.number('digits'),
    period: info.number('period'),
    counter: info.number('counter'),
    pin: info.text('pin'),
    issuer: entry.text('issuer'),
    account: entry.text('name'),
    note: entry.text('note'),
    pinned: entry.flag('favorite'),
    tags: [entry.text('group'), ...entry.list('groups').map((id) => groups.get(String(id)))],
    dropped: [Boolean(entry.text('icon')) && 'icon'],
  }
}

/** A version of Aegis wrote MD5, the hash of mOTP, for accounts that it computed with SHA-1. */
function algorithmOf(type: string, name: string | undefined): string | undefined {
  return type !== 'motp' && name?.toUpperCase() === 'MD5' ? 'SHA1' : name
}
