import { chosenPlan, type ImportEntry, type OpenImport } from '../../../transfer/index.ts'
import type { VaultPlan } from '../../../vault/index.ts'
import { choiceFor, type Choices, type ImportRow } from './import-choices.ts'

/** An entry that could not be read, as the vault keeps it: docs/vault-format.md, "Kept". */
type KeptEntry = Readonly<Record<string, unknown>>

/** What the person decided beside the rows. */
export interface PlanOptions {
  readonly keepUnreadable: boolean
  readonly restoreSettings: boolean
  /** What the vault keeps already: nothing is kept twice. */
  readonly alreadyKept: readonly KeptEntry[]
  /** Unix ms. */
  readonly now: number
}

/** What the vault is asked to do. */
export function vaultPlan(
  rows: readonly ImportRow[],
  choices: Choices,
  opened: readonly OpenImport[],
  options: PlanOptions,
): VaultPlan {
  const chosen = chosenPlan(
    rows.map(({ plan }) => plan),
    rows.map((row) => choiceFor(row, choices)),
  )
  const kept = keptEntries(rows, opened, options)
  const settings = options.restoreSettings ? settingsIn(opened) : undefined
  // Two rows may be about one account of ours; it can only become one of them.
  const edits = [...new Map(chosen.edits.map((edit) => [edit.id, edit])).values()]
  return { adds: chosen.adds, edits, ...(kept.length > 0 && { kept }), ...(settings && { settings }) }
}

/** The settings of the one backup that has any. Of two backups, neither says how this vault should be. */
export function settingsIn(opened: readonly OpenImport[]): Readonly<Record<string, unknown>> | undefined {
  const [settings, ...others] = opened.flatMap(({ backup }) => (backup?.settings ? [backup.settings] : []))
  return others.length === 0 ? settings : undefined
}

type UnreadableRow = ImportRow & { readonly entry: Extract<ImportEntry, { outcome: 'unreadable' }> }

/** The rows that are no accounts. */
export function unreadableRows(rows: readonly ImportRow[]): readonly UnreadableRow[] {
  return rows.filter((row): row is UnreadableRow => row.entry.outcome === 'unreadable')
}

function keptEntries(
  rows: readonly ImportRow[],
  opened: readonly OpenImport[],
  { keepUnreadable, alreadyKept, now }: PlanOptions,
): readonly KeptEntry[] {
  const unreadable = unreadableRows(rows).map(({ entry, from }): KeptEntry => ({
    format: from.format,
    label: entry.label,
    code: entry.code,
    text: entry.text,
    at: now,
  }))
  // What earlier imports had kept when a backup was made comes back with it.
  const fromBackups = opened.flatMap(({ backup }) => backup?.kept ?? []).flatMap((one) => (isObject(one) ? [one] : []))
  const seen = new Set(alreadyKept.map(keyOf))
  return [...(keepUnreadable ? unreadable : []), ...fromBackups].filter((entry) => {
    const key = keyOf(entry)
    return !seen.has(key) && seen.add(key)
  })
}

/** Two entries are the same when their texts are, whenever they came in. */
function keyOf(entry: KeptEntry): string {
  const { at: _at, ...rest } = entry
  return typeof rest['text'] === 'string' ? JSON.stringify([rest['format'], rest['text']]) : JSON.stringify(rest)
}

function isObject(value: unknown): value is KeptEntry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The unreadable entries as a JSON text, as they came: it holds secrets, and nothing protects it. */
export function formatUnreadable(rows: readonly ImportRow[]): string {
  const entries = unreadableRows(rows).map(({ entry, from }) => ({
    file: from.files.join(', '),
    format: from.format,
    label: entry.label,
    code: entry.code,
    text: entry.text,
  }))
  return `${JSON.stringify(entries, undefined, 2)}\n`
}
