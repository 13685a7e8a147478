import type { HtmlPart } from '../containers/html.ts'
import type { RawAccount } from '../entry.ts'

/** What only the table of a row says, for accounts that come from its picture. */
export function tableExtras(row: HtmlPart): Partial<RawAccount> | undefined {
  const aegis = aegisCells(row)
  return aegis && { note: aegis.note, pinned: aegis.pinned, pin: aegis.pin }
}

/** The account of a row as its text has it; without a period. */
export function tableAccount(row: HtmlPart): RawAccount | undefined {
  return aegisCells(row) ?? enteParagraphs(row)
}

/** Columns go by their place: their names are in the language of the app. */
function aegisCells({ cells }: HtmlPart): RawAccount | undefined {
  const [issuer, account, type, , id = '', note, favourite, algorithm, digits, secret, counter, pin] = cells
  if (cells.length < 10 || !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  return {
    issuer,
    account,
    type: type?.toLowerCase(),
    note,
    pinned: favourite === 'true',
    algorithm,
    digits,
    secret,
    counter: filled(counter),
    pin: filled(pin),
  }
}

/** Aegis writes a dash where there is nothing. */
function filled(cell: string | undefined): string | undefined {
  return cell === '-' ? undefined : cell
}

/** Two names, then one paragraph each for what has a name of its own. */
function enteParagraphs({ paragraphs }: HtmlPart): RawAccount | undefined {
  const [issuer, account, ...facts] = paragraphs
  const named = new Map(facts.map((fact) => splitOnce(fact)))
  const secret = named.get('secret')
  if (secret === undefined || !named.has('type')) return undefined
  return {
    issuer,
    account,
    type: named.get('type')?.toLowerCase(),
    algorithm: named.get('algorithm'),
    digits: named.get('digits'),
    period: named.get('period'),
    counter: named.get('counter'),
    secret,
  }
}

function splitOnce(fact: string): readonly [name: string, value: string] {
  const colon = fact.indexOf(':')
  return colon === -1 ? ['', fact] : [fact.slice(0, colon).trim().toLowerCase(), fact.slice(colon + 1).trim()]
}
