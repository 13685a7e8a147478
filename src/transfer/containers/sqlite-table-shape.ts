import { TransferError } from '../errors.ts'

/** What a table's rows hold, as its CREATE TABLE statement says. */
export interface TableShape {
  /** In the order of the values in a record; lower case. */
  readonly columns: readonly string[]
  /** The column that is the row's id itself and has no value in the record (https://sqlite.org/lang_createtable.html#rowid). */
  readonly rowIdColumn: string | undefined
}

/** What the format's own reader takes, unless it was built otherwise. */
const maxColumns = 2000

/** Comments, quoted texts and names, brackets and commas, words, and whatever else. Never goes back over what it read. */
const tokens = /--[^\n]*|\/\*[^]*?(?:\*\/|$)|'[^']*'?|"[^"]*"?|`[^`]*`?|\[[^\]]*\]?|[\w$\u0080-\uffff]+|\S/g

/** Words that begin a constraint of the table where a column could stand. */
const constraintWords: ReadonlySet<string> = new Set(['constraint', 'primary', 'unique', 'check', 'foreign'])

/**
 * Reads the names of columns from a CREATE TABLE statement. Whatever it is, there is an answer: the rows will tell whether
 * it fits.
 *
 * @throws {@link TransferError} `transfer/damaged` for over 2,000 columns.
 */
export function parseCreateTable(sql: string): TableShape {
  const definitions = definitionsOf(sql)
  const columns: string[] = []
  let rowIdColumn: string | undefined
  const integers = new Set<string>()
  for (const definition of definitions) {
    const [first = '', ...rest] = definition
    if (constraintWords.has(first)) {
      rowIdColumn ??= keyOfConstraint(definition, integers)
      continue
    }
    // A generated column that is not stored has no value in the record.
    if (rest.some((word, place) => word === 'as' && rest[place + 1] === '(') && !rest.includes('stored')) continue
    const name = unquoted(first)
    columns.push(name)
    if (columns.length > maxColumns) throw new TransferError('transfer/damaged', 'a table has too many columns')
    if (!isInteger(rest)) continue
    integers.add(name)
    if (isKey(rest)) rowIdColumn = name
  }
  return { columns, rowIdColumn }
}

/** The parts of the outermost brackets, each as its tokens in lower case. */
function definitionsOf(sql: string): readonly (readonly string[])[] {
  const definitions: string[][] = []
  let current: string[] = []
  let depth = 0
  for (const [token] of sql.matchAll(tokens)) {
    if (/^(?:--|\/\*)/.test(token)) continue
    if (token === ')') depth -= 1
    const ends = depth === 0 ? token === ')' : depth === 1 && token === ','
    if (ends) {
      definitions.push(current)
      current = []
    } else if (depth > 0) {
      current.push(token.toLowerCase())
    }
    if (ends && depth === 0) break
    if (token === '(') depth += 1
  }
  return definitions.filter((definition) => definition.length > 0)
}

/** Words that may follow the type of a column. */
const columnConstraints = /^(?:constraint|primary|not|null|unique|check|default|collate|references|)$/

/** Its type is that one word: `INTEGER`, not `INT` and not `INTEGER(4)`. */
function isInteger([type = '', next = '']: readonly string[]): boolean {
  return unquoted(type) === 'integer' && columnConstraints.test(next)
}

/** The one order in which a key is a column of its own. */
function isKey(words: readonly string[]): boolean {
  const place = words.indexOf('primary')
  return place !== -1 && words[place + 1] === 'key' && words[place + 2] !== 'desc'
}

/** `PRIMARY KEY (id)`, where `id` is an integer and the only column. */
function keyOfConstraint(definition: readonly string[], integers: ReadonlySet<string>): string | undefined {
  const place = definition.indexOf('primary')
  const open = definition.indexOf('(')
  if (place === -1 || definition[place + 1] !== 'key' || open === -1) return undefined
  const name = unquoted(definition[open + 1] ?? '')
  return integers.has(name) && !definition.includes(',') ? name : undefined
}

function unquoted(token: string): string {
  return /^["'`[]/.test(token) ? token.slice(1, -1) : token
}
