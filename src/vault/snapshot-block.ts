import { compareAccounts } from './account-order.ts'
import { parseJson, type Json } from './json-members.ts'
import { formatContent, parseContent, type WritableContent } from './record.ts'
import type { OpenRow, Row, VaultState } from './vault-state.ts'

/** Records in a block: as many as are sealed without a frame being missed. */
const blockRecords = 256

/** A record that a snapshot can hold. */
interface WritableRow extends OpenRow {
  readonly content: WritableContent
}

/** A record, and its place in the list: ten thousand names that come in order are sorted in no time. */
export interface RankedRow<R extends OpenRow = OpenRow> {
  readonly row: R
  /** From 0. What is not in the list has the rank behind the last. */
  readonly rank: number
}

/**
 * The records of a state, sorted by id, in portions that make a block each.
 *
 * @returns None where something does not open, or is a newer version's: such a vault is read row by row.
 */
export function portionsOf(state: VaultState): readonly (readonly RankedRow<WritableRow>[])[] {
  const rows = [...state.rows.values()].filter(isWritable)
  if (rows.length < state.rows.size || state.malformed.length > 0) return []
  const views = state.accounts().map(({ view }) => view)
  const compare = compareAccounts(state.settings().content.settings.sort)
  const rankOf = new Map(views.toSorted(compare).map(({ id }, rank) => [id, rank]))
  const ranked = rows
    .toSorted((a, b) => (a.entry.id < b.entry.id ? -1 : 1))
    .map((row) => ({ row, rank: rankOf.get(row.entry.id) ?? rankOf.size }))
  return Array.from({ length: Math.ceil(ranked.length / blockRecords) }, (_, index) =>
    ranked.slice(index * blockRecords, (index + 1) * blockRecords),
  )
}

function isWritable(row: Row): row is WritableRow {
  return row.content !== undefined && row.content.kind !== 'other'
}

/**
 * What a block says: five lists of one length. Lists of like things, because browsers read objects of one shape in half
 * the time when they lie side by side.
 */
interface BlockLists {
  readonly ids: readonly string[]
  readonly versions: readonly number[]
  readonly tags: readonly string[]
  readonly ranks: readonly number[]
  readonly records: readonly Json[]
}

/** The text of a block, before it is padded and sealed. */
export function formatBlock(rows: readonly RankedRow<WritableRow>[]): string {
  const lists: BlockLists = {
    ids: rows.map(({ row }) => row.entry.id),
    versions: rows.map(({ row }) => row.entry.v),
    tags: rows.map(({ row }) => row.entry.tag),
    ranks: rows.map(({ rank }) => rank),
    records: rows.map(({ row }) => formatContent(row.content)),
  }
  return JSON.stringify(lists)
}

/**
 * Reads what {@link formatBlock} wrote. Nobody else can have written it, the bytes being authentic, so it is only looked
 * at as far as a fault of ours might reach.
 *
 * @returns `undefined` where lists are missing or of different lengths, or a record is not understood.
 */
export function parseBlock(text: string): readonly RankedRow[] | undefined {
  const { ids, versions, tags, ranks, records } = (parseJson(text) ?? {}) as Partial<BlockLists>
  if (!ids || !versions || !tags || !ranks || !records) return undefined
  const rows: RankedRow[] = []
  for (const [index, id] of ids.entries()) {
    const v = versions[index]
    const tag = tags[index]
    const rank = ranks[index]
    const json = records[index]
    if (v === undefined || tag === undefined || rank === undefined || json === undefined) return undefined
    const content = parseContent(id, json)
    if (content === undefined) return undefined
    rows.push({ row: { entry: { id, v, tag }, content }, rank })
  }
  return rows
}
