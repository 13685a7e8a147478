import type { ManifestEntry } from '../crypto/index.ts'
import { needsNewerWriter } from './header-copies.ts'
import type { IntegrityReport } from './vault.ts'
import { closedRows, unreadableIn, type VaultState } from './vault-state.ts'

/** What was found out about a state while it was read. */
export interface Findings {
  /** The manifest's MAC is that of the records, slots and epoch that are there. */
  readonly matches: boolean
  /** The header's commitment is that of the vault key. */
  readonly hasCommitment: boolean
  /** An anchor has seen a later epoch. */
  readonly isOlder: boolean
  /** Not both copies of the header are as the last write left them. */
  readonly headerRecovered: boolean
  /** The database itself is of a newer layout. */
  readonly isNewerLayout: boolean
  /** The manifest's lines as stored beside the records; `undefined` where nobody had to look. */
  readonly entries: readonly ManifestEntry[] | undefined
}

/** The report of a vault in which nothing is wrong. */
export const soundReport: IntegrityReport = {
  sound: true,
  readOnlyBecause: null,
  missing: [],
  extra: [],
  altered: [],
  unreadable: [],
  olderThanAnchor: false,
  headerRecovered: false,
}

/** Turns findings into what the person is told (docs/vault-format.md, "What is found at unlock"). */
export function reportOn(state: VaultState, findings: Findings): IntegrityReport {
  const isIntact = findings.matches && findings.hasCommitment && !hasNewDamage(state)
  const sound = isIntact && !findings.isOlder
  const isTooNew = findings.isNewerLayout || needsNewerWriter(state.header)
  return {
    sound,
    readOnlyBecause: isTooNew ? 'too-new' : !isIntact ? 'integrity' : findings.isOlder ? 'rolled-back' : null,
    ...compareWithEntries(state, findings.entries ?? []),
    unreadable: unreadableIn(state),
    olderThanAnchor: findings.isOlder,
    headerRecovered: findings.headerRecovered,
  }
}

/**
 * Whether something does not open that the person has not accepted as lost. The manifest alone cannot say: it holds a
 * record's tag, not its bytes.
 */
function hasNewDamage(state: VaultState): boolean {
  const accepted = new Set(state.accepted().content.ids)
  return damagedIds(state).some((id) => !accepted.has(id))
}

/** Ids of what is not authentic: it does not open under the vault's key, or is no record at all. */
export function damagedIds(state: VaultState): readonly string[] {
  const shut = closedRows(state).filter((row) => !row.isAuthentic)
  return [...shut.map((row) => row.entry.id), ...state.malformed.map((row) => row.id)]
}

/** Without lines nothing can be said about single records. */
function compareWithEntries(state: VaultState, entries: readonly ManifestEntry[]) {
  if (entries.length === 0) return { missing: [], extra: [], altered: [] }
  const expected = new Map(entries.map((entry) => [entry.id, entry]))
  const missing = entries.filter(({ id }) => !state.rows.has(id)).map(({ id }) => id)
  const extra: string[] = []
  const altered: string[] = []
  for (const { entry } of state.rows.values()) {
    const line = expected.get(entry.id)
    if (line === undefined) extra.push(entry.id)
    else if (!isSameEntry(line, entry)) altered.push(entry.id)
  }
  return { missing, extra, altered }
}

/** Whether two lines of a manifest say the same of a record. */
export function isSameEntry(a: ManifestEntry, b: ManifestEntry): boolean {
  return a.v === b.v && a.tag === b.tag
}
