import type { AccountDraft } from '../../../account.ts'
import type { ImportEntry, OpenImport, PlanRow, RowChoice, RowStatus } from '../../../transfer/index.ts'

/** An entry and the export that it comes from. */
export interface SourceEntry {
  readonly entry: ImportEntry
  readonly from: OpenImport
}

/** One row of the table: what could become of an entry. */
export interface ImportRow extends SourceEntry {
  /** Place in the table, from 0. */
  readonly place: number
  /** What the vault's side says, with the issuer that was chosen. */
  readonly plan: PlanRow
}

/** What the person chose, by the entry it is about. Entries that are not in it have the proposal. */
export type Choices = ReadonlyMap<ImportEntry, RowChoice>

/** The rows that are shown: all, or those of one status. */
export type RowFilter = RowStatus | 'all'

/** The entries of several exports, one list. */
export function entriesOf(opened: readonly OpenImport[]): readonly SourceEntry[] {
  return opened.flatMap((from) => from.entries.map((entry) => ({ entry, from })))
}

/** The entry with the issuer that was chosen for it, where it names two. */
export function withIssuer(entry: ImportEntry, issuer: string | undefined): ImportEntry {
  if (entry.outcome !== 'account' || issuer === undefined || issuer === entry.account.issuer) return entry
  const account: AccountDraft = { ...entry.account, issuer }
  return { ...entry, account, otherIssuer: entry.account.issuer }
}

/** What happens to a row. A choice that it no longer offers gives way to the proposal. */
export function choiceFor({ entry, plan }: ImportRow, choices: Choices): RowChoice {
  const chosen = choices.get(entry)
  return chosen !== undefined && plan.choices.includes(chosen) ? chosen : plan.choices[0]
}

/** What ticking a row means; `undefined`: it cannot be ticked. */
export function tickedChoice({ plan }: ImportRow): RowChoice | undefined {
  return plan.choices.find((choice) => choice !== 'skip')
}

/** Rows of one status, or all. */
export function filterRows(rows: readonly ImportRow[], filter: RowFilter): readonly ImportRow[] {
  return filter === 'all' ? rows : rows.filter(({ plan }) => plan.status === filter)
}

/** How many rows there are of each status. */
export function countRows(rows: readonly ImportRow[]): Readonly<Record<RowFilter, number>> {
  const counts = { all: rows.length, new: 0, duplicate: 0, conflict: 0, invalid: 0 }
  for (const { plan } of rows) counts[plan.status] += 1
  return counts
}

/** How many accounts would be added, and how many of the vault's changed. */
export function countTaken(
  rows: readonly ImportRow[],
  choices: Choices,
): { readonly added: number; readonly changed: number } {
  let added = 0
  let changed = 0
  for (const row of rows) {
    const choice = choiceFor(row, choices)
    if (choice === 'take-theirs') changed += 1
    else if (choice !== 'skip') added += 1
  }
  return { added, changed }
}

/** Whether all of the rows that can be ticked are. */
export function tickState(rows: readonly ImportRow[], choices: Choices): 'all' | 'some' | 'none' {
  const tickable = rows.filter((row) => tickedChoice(row) !== undefined)
  const ticked = tickable.filter((row) => choiceFor(row, choices) !== 'skip').length
  if (ticked === 0) return 'none'
  return ticked === tickable.length ? 'all' : 'some'
}

/** The choices with these rows ticked or not. A row that is ticked already keeps what was chosen for it. */
export function withTicks(rows: readonly ImportRow[], choices: Choices, ticked: boolean): Choices {
  const next = new Map(choices)
  for (const row of rows) {
    const tick = tickedChoice(row)
    if (tick === undefined) continue
    if (!ticked) next.set(row.entry, 'skip')
    else if (choiceFor(row, choices) === 'skip') next.set(row.entry, tick)
  }
  return next
}

/** The choices with the same answer to all conflicts. */
export function withConflicts(rows: readonly ImportRow[], choices: Choices, choice: RowChoice): Choices {
  const next = new Map(choices)
  for (const { entry, plan } of rows) if (plan.status === 'conflict') next.set(entry, choice)
  return next
}

/** The answer that all conflicts have, if they have one. */
export function conflictChoice(rows: readonly ImportRow[], choices: Choices): RowChoice | undefined {
  const answers = new Set(rows.filter(({ plan }) => plan.status === 'conflict').map((row) => choiceFor(row, choices)))
  return answers.size === 1 ? [...answers][0] : undefined
}
