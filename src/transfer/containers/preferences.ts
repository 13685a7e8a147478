import { Parser } from 'htmlparser2'
import { TransferError } from '../errors.ts'

/** Elements within elements; the parser takes quadratic time for depth. */
const maxDepth = 64

/**
 * Reads the texts of Android's shared preferences: `<map><string name="…">…</string>…</map>`. Other kinds of values and
 * anything else in the document are passed over; document types and entities of one's own mean nothing.
 *
 * @returns Values by name. Of a name that comes twice, the last value counts, as on Android.
 * @throws {@link TransferError} `transfer/damaged`: nested deeper than 64.
 */
export function readPreferences(xml: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>()
  let name: string | undefined
  let value = ''
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        if (++depth > maxDepth) throw new TransferError('transfer/damaged', 'the document is nested too deep')
        name = tag === 'string' ? attributes['name'] : undefined
        value = ''
      },
      ontext: (text) => {
        value += text
      },
      onclosetag: () => {
        depth--
        if (name !== undefined) entries.set(name, value)
        name = undefined
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  return entries
}
