import { OtpError } from '../../otp/index.ts'
import { hexSecret, maxEntries, readEntry, type RawAccount } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ImportEntry, ReadExport, ReadingContext, SealedExport } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { openStore, readKeys, type OpenedRecord } from './extension-keys.ts'
import { readStore, type StoreRecord } from './extension-store.ts'

/** The export of the browser extension Authenticator: its store as it is, plain or in one of three ways encrypted. */
export async function readExport(
  [file]: readonly FileContent[],
  context: ReadingContext,
): Promise<ReadExport | SealedExport> {
  const fields = jsonFields(file?.kind === 'json' ? file.value : undefined)
  if (fields === undefined) throw new TransferError('transfer/damaged', 'not what the extension writes')
  const store = readStore(fields)
  if (store.records.length > maxEntries) throw new TransferError('transfer/too-many', 'over 50,000 entries')
  if (store.records.every(({ sealed }) => sealed === undefined)) {
    return { entries: store.records.map((record) => plainEntry(record.fields)) }
  }
  const storeKeys = readKeys(store.keys)
  return {
    unlock: async (password, signal) => {
      const opened = await openStore(store, password, { storeKeys, argon2: context.argon2, signal })
      return { entries: store.records.map((record, place) => openedEntry(record, opened[place])) }
    },
  }
}

function openedEntry({ fields }: StoreRecord, opened: OpenedRecord | undefined): ImportEntry {
  if (opened === undefined) return plainEntry(fields)
  if ('fields' in opened) return plainEntry(opened.fields, fields.number('index'))
  if ('secret' in opened) return plainEntry(fields, undefined, opened.secret)
  return { outcome: 'unreadable', label: labelOf(fields), code: opened.code, text: fields.json }
}

function labelOf(fields: JsonFields): string {
  return [fields.text('issuer'), fields.text('account')].filter(Boolean).join(': ').slice(0, 200)
}

/** @param index - Place in the order by hand, where it stands outside of what was encrypted. */
function plainEntry(fields: JsonFields, index?: number | string, secret = fields.text('secret')): ImportEntry {
  const record = {
    label: labelOf(fields),
    get text() {
      return fields.json
    },
  }
  return readEntry(record, () => accountOf(fields, index ?? fields.number('index'), secret))
}

function accountOf(fields: JsonFields, index: number | string | undefined, secret: string | undefined): RawAccount {
  const { type, key } = typedKey(fields.text('type') ?? 'totp', secret ?? '')
  const isBattle = type === 'battle'
  // The site that the issuer is for may stand behind it: the extension fills in codes there.
  const [issuer = '', ...hosts] = (fields.text('issuer') ?? '').split('::')
  const algorithm = fields.text('algorithm')
  return {
    ...keyOf(type, key),
    issuer: issuer.trim() === '' && isBattle ? 'Battle.net' : issuer,
    account: fields.text('account'),
    algorithm: algorithms.get(algorithm ?? '') ?? algorithm,
    digits: isBattle ? 8 : fields.number('digits'),
    period: isBattle ? undefined : fields.number('period'),
    counter: fields.number('counter'),
    pinned: fields.flag('pinned'),
    order: typeof index === 'number' ? index : undefined,
    dropped: [hosts.some((host) => host !== '') && 'website'],
  }
}

/** The extension's own numbers, which some of its versions wrote instead of names. */
const algorithms = new Map([
  ['1', 'SHA1'],
  ['2', 'SHA256'],
  ['3', 'SHA512'],
])

/** Before there were types, a prefix of the secret said that it is not an ordinary one. */
function typedKey(type: string, secret: string): { readonly type: string; readonly key: string } {
  const [, prefix = '', key = secret] = /^(bliz-|blz-|stm-)(.*)$/s.exec(secret) ?? []
  if (prefix !== '') return { type: prefix === 'stm-' ? 'steam' : 'battle', key }
  // And a secret that base32 cannot be was a hexadecimal one: the extension itself goes on reading it so.
  const isHexOnly = /^[0-9a-f]+$/i.test(secret) && /[0189]/.test(secret)
  if (isHexOnly && type === 'totp') return { type: 'hex', key: secret }
  if (isHexOnly && type === 'hotp') return { type: 'hhex', key: secret }
  return { type, key: secret }
}

function keyOf(type: string, key: string): Pick<RawAccount, 'type' | 'secret'> {
  if (key === '') throw new OtpError('otp/missing-secret', 'The record has no secret')
  switch (type) {
    case 'hex':
      return { type: 'totp', secret: hexSecret(key) }
    case 'hhex':
      return { type: 'hotp', secret: hexSecret(key) }
    case 'battle':
      return { type: 'totp', secret: key }
    default:
      return { type, secret: key }
  }
}
