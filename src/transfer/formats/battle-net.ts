import { decodeHex, decodeUtf8 } from '../../encoding/index.ts'
import { EntryError, hexSecret, readEntry, type RawAccount } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ReadExport } from '../format.ts'

/** What the app lays over its texts: the same on every telephone. */
const mask = decodeHex(
  '398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c6479015c1d5b8b8f6b9a',
)

/** The one account in the preferences of Battle.net's app. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport> {
  if (file?.kind !== 'preferences') throw new TransferError('transfer/damaged', 'the preferences are not there')
  const entries = [...file.entries]
  const valueOf = (name: string) => entries.find(([each]) => each.endsWith(name))?.[1]
  const secret = valueOf('AUTHENTICATOR_DEVICE_SECRET') ?? ''
  const serial = valueOf('AUTHENTICATOR_SERIAL') ?? ''
  const record = { label: 'Battle.net', text: JSON.stringify({ secret, serial }) }
  return { entries: [readEntry(record, () => accountOf(secret, serial))] }
}

function accountOf(secret: string, serial: string): RawAccount {
  return { secret: hexSecret(unmasked(secret)), digits: 8, issuer: 'Battle.net', account: unmasked(serial) }
}

function unmasked(text: string): string {
  const bytes = decodeHex(text)
  if (bytes.length > mask.length) throw new EntryError('entry/malformed')
  return decodeUtf8(bytes.map((byte, place) => byte ^ (mask[place] ?? 0)))
}
