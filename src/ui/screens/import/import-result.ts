import type { AppliedPlan, Undo, VaultPlan } from '../../../vault/index.ts'
import { choiceFor, type Choices, type ImportRow } from './import-choices.ts'
import { unreadableRows } from './import-plan.ts'

/** What an import has done: what storage holds of it, and what became of the other rows. */
export interface ImportResult {
  /** Accounts that are in storage now and were not before. */
  readonly added: number
  /** Accounts of the vault that took what the file says. */
  readonly changed: number
  /** Of the added ones, those beside an account that they differ from. */
  readonly beside: number
  /** Of the added ones, those that are here twice now. */
  readonly again: number
  /** Rows that were here already and were left out. */
  readonly duplicates: number
  readonly conflicts: number
  /** New rows that were not chosen. */
  readonly unchosen: number
  readonly unreadable: ReturnType<typeof unreadableRows>
  /** Unreadable entries that the vault keeps sealed. */
  readonly kept: number
  readonly settings: boolean
  readonly undo: Undo
}

/** Puts the result together. `applied` counts what storage holds; the rest is what was decided. */
export function importResult(
  rows: readonly ImportRow[],
  choices: Choices,
  plan: VaultPlan,
  applied: AppliedPlan,
): ImportResult {
  const counts = { beside: 0, again: 0, duplicates: 0, conflicts: 0, unchosen: 0 }
  for (const row of rows) {
    const { status } = row.plan
    const isSkipped = choiceFor(row, choices) === 'skip'
    if (status === 'duplicate') counts[isSkipped ? 'duplicates' : 'again'] += 1
    else if (status === 'conflict' && isSkipped) counts.conflicts += 1
    else if (status === 'conflict' && choiceFor(row, choices) === 'keep-both') counts.beside += 1
    else if (status === 'new' && isSkipped) counts.unchosen += 1
  }
  return {
    ...counts,
    added: applied.added.length,
    changed: applied.changed,
    unreadable: unreadableRows(rows),
    kept: plan.kept?.length ?? 0,
    settings: plan.settings !== undefined,
    undo: applied.undo,
  }
}
