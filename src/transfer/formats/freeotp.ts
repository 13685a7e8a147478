import { EntryError, rawAccountOf, readEntry, type RawAccount } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ImportEntry, ReadExport } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { readJsonRecord } from '../json-records.ts'
import { parseJsonText } from '../strict-json.ts'
import { signedBytes, tokenAccount, tokenLabel, tokenPlaces } from './freeotp-token.ts'

/** The Android preferences of FreeOTP 1 and FreeOTP+ (`tokens.xml`), and the JSON that FreeOTP+ exports. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport> {
  if (file?.kind === 'preferences') return { entries: preferenceEntries(file.entries) }
  const backup = file?.kind === 'json' ? jsonFields(file.value) : undefined
  const tokens = backup?.raw('tokens')
  if (!Array.isArray(tokens)) throw new TransferError('transfer/damaged', 'there is no list of tokens')
  const places = tokenPlaces(backup?.raw('tokenOrder'))
  return {
    entries: tokens.map((token: unknown) =>
      readJsonRecord(token, tokenLabel, (fields) => accountOf(fields, placeOf(fields, places))),
    ),
  }
}

const orderName = 'tokenOrder'

/** Lists, elements and members of one token, with room for a secret of any length. */
const maxTokenParts = 10_000

function preferenceEntries(entries: ReadonlyMap<string, string>): readonly ImportEntry[] {
  const order = parseJsonText(entries.get(orderName) ?? '')
  const places = tokenPlaces('value' in order ? order.value : undefined)
  const tokens = [...entries].filter(([name]) => name !== orderName)
  return tokens.map(([name, text]) =>
    readEntry({ label: name, text }, () => {
      const place = places.get(name)
      // As the first versions wrote them.
      if (/^\s*otpauth:/i.test(text)) return rawAccountOf(text, { order: place })
      const reading = parseJsonText(text, maxTokenParts)
      const token = 'value' in reading ? jsonFields(reading.value) : undefined
      if (token === undefined) throw new EntryError('entry/malformed')
      return accountOf(token, place)
    }),
  )
}

function accountOf(token: JsonFields, order: number | undefined): RawAccount {
  const secret = signedBytes(token.raw('secret'))
  if (secret === undefined && token.has('secret')) throw new EntryError('entry/malformed')
  return tokenAccount(token, { secret, counter: 'last-used', order })
}

/** The apps name a token after its issuer and its label, as they were before anything was typed over. */
function placeOf(token: JsonFields, places: ReadonlyMap<string, number>): number | undefined {
  const label = token.text('label') ?? ''
  const issuers = [token.text('issuerInt'), token.text('issuerExt')].filter((issuer) => issuer)
  const names = [...issuers.map((issuer) => `${issuer}:${label}`), label]
  return names.map((name) => places.get(name)).find((place) => place !== undefined)
}
