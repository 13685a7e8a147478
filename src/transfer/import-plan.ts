import type { AccountDraft, AccountView } from '../account.ts'
import { checkParameters } from '../otp/index.ts'
import type { ImportEntry } from './format.ts'

/** What an entry is to the vault that it comes to. */
export type RowStatus =
  /** Nothing here has its secret, its id or its names. */
  | 'new'
  /** It is here already, or earlier in the same import. */
  | 'duplicate'
  /** Something here is like it, and differs. */
  | 'conflict'
  /** It could not be read. */
  | 'invalid'

/** What is done with a row. `keep-both` adds it beside ours, `take-theirs` changes ours. */
export type RowChoice = 'add' | 'skip' | 'keep-both' | 'take-theirs'

/** Members in which two accounts may differ. `secret` is only ever said to differ. */
export type ComparedField =
  'issuer' | 'account' | 'type' | 'secret' | 'algorithm' | 'digits' | 'period' | 'counter' | 'note' | 'tags' | 'pinned'

/** One difference. Values are as the accounts have them; of secrets there are none. */
export interface FieldDifference {
  readonly field: ComparedField
  readonly ours?: string | number | boolean | readonly string[] | undefined
  readonly theirs?: string | number | boolean | readonly string[] | undefined
}

/** One entry and what could become of it. */
export interface PlanRow {
  readonly entry: ImportEntry
  readonly status: RowStatus
  /** The account here that it is compared with. */
  readonly ours?: AccountView
  /** Place of the row of the same import that it repeats, from 0. */
  readonly repeats?: number
  readonly differences: readonly FieldDifference[]
  /** What the person may choose, the proposal first. */
  readonly choices: readonly [RowChoice, ...RowChoice[]]
}

/** The part of the vault that a plan is made against. It shows no secret. */
export interface PlanVault {
  accounts(): readonly AccountView[]
  account(id: string): AccountView | undefined
  /** Accounts outside the bin with the same secret. */
  holdersOf(draft: AccountDraft): readonly AccountView[]
}

/**
 * Compares what comes in with what is here. Linear in both.
 *
 * An account of ours is the counterpart of an entry if it has the same id (our own backups), else if it has the same
 * secret, else if it has the same issuer and name. Nothing is decided: each row carries what may be chosen.
 */
export function planImport(entries: readonly ImportEntry[], vault: PlanVault): readonly PlanRow[] {
  const byName = new Map(vault.accounts().map((account) => [nameKey(account), account]))
  const seen = new Map<string, number>()
  return entries.map((entry, place): PlanRow => {
    if (entry.outcome === 'unreadable') return { entry, status: 'invalid', differences: [], choices: ['skip'] }
    const { account } = entry
    const key = contentKey(account)
    const repeats = seen.get(key)
    if (repeats !== undefined) return { entry, status: 'duplicate', repeats, differences: [], choices: ['skip', 'add'] }
    seen.set(key, place)
    return compared(entry, account, counterpart(account, vault, byName))
  })
}

interface Counterpart {
  readonly ours: AccountView
  readonly hasSameSecret: boolean
}

function counterpart(
  draft: AccountDraft & { readonly id?: string },
  vault: PlanVault,
  byName: ReadonlyMap<string, AccountView>,
): Counterpart | undefined {
  const holders = vault.holdersOf(draft)
  const holds = (account: AccountView) => holders.some(({ id }) => id === account.id)
  const sameId = draft.id === undefined ? undefined : vault.account(draft.id)
  if (sameId !== undefined && sameId.deletedAt === undefined) return { ours: sameId, hasSameSecret: holds(sameId) }
  const closest = holders.toSorted((a, b) => distance(draft, a) - distance(draft, b))[0]
  if (closest !== undefined) return { ours: closest, hasSameSecret: true }
  const named = draft.issuer === '' && draft.account === '' ? undefined : byName.get(nameKey(draft))
  return named && { ours: named, hasSameSecret: false }
}

function compared(entry: ImportEntry, draft: AccountDraft, found: Counterpart | undefined): PlanRow {
  if (found === undefined) return { entry, status: 'new', differences: [], choices: ['add', 'skip'] }
  const { ours, hasSameSecret } = found
  const differences = differencesOf(draft, ours, hasSameSecret)
  if (differences.length === 0) return { entry, status: 'duplicate', ours, differences, choices: ['skip', 'keep-both'] }
  return { entry, status: 'conflict', ours, differences, choices: ['keep-both', 'take-theirs', 'skip'] }
}

const identifying = ['issuer', 'account', 'type', 'algorithm', 'digits', 'period', 'counter'] as const

function distance(draft: AccountDraft, ours: AccountView): number {
  return identifying.filter((field) => draft[field] !== ours[field]).length
}

/** What their side does not say is no difference: most formats know neither notes nor tags. */
function differencesOf(draft: AccountDraft, ours: AccountView, hasSameSecret: boolean): readonly FieldDifference[] {
  const parameters = { ...draft, ...checkParameters(draft) }
  const differences: FieldDifference[] = identifying
    .filter((field) => parameters[field] !== ours[field])
    .map((field) => ({ field, ours: ours[field], theirs: parameters[field] }))
  if (!hasSameSecret) differences.push({ field: 'secret' })
  const { note, tags, pinned } = draft
  if (note && note !== ours.note) differences.push({ field: 'note', ours: ours.note, theirs: note })
  if (tags?.some((tag) => !ours.tags.includes(tag))) differences.push({ field: 'tags', ours: ours.tags, theirs: tags })
  if (pinned && !ours.pinned) differences.push({ field: 'pinned', ours: ours.pinned, theirs: pinned })
  return differences
}

function nameKey({ issuer, account }: Pick<AccountDraft, 'issuer' | 'account'>): string {
  return JSON.stringify([issuer.toLowerCase(), account.toLowerCase()])
}

function contentKey({ issuer, account, type, algorithm, digits, period, counter, secret }: AccountDraft): string {
  return JSON.stringify([issuer, account, type, algorithm, digits, period, counter, secret.join()])
}

/** What the vault is to do, as `Vault.apply` takes it. */
export interface ChosenPlan {
  readonly adds: readonly AccountDraft[]
  readonly edits: readonly { readonly id: string; readonly edit: Partial<AccountDraft> }[]
}

/**
 * Puts the choices together.
 *
 * @param choices - One per row; a choice that the row does not offer counts as `skip`.
 */
export function chosenPlan(rows: readonly PlanRow[], choices: readonly RowChoice[]): ChosenPlan {
  const chosen = rows.map((row, place) => {
    const choice = choices[place] ?? 'skip'
    return { row, choice: row.choices.includes(choice) ? choice : 'skip' }
  })
  const adds = chosen.flatMap(({ row: { entry }, choice }) =>
    entry.outcome === 'account' && (choice === 'add' || choice === 'keep-both') ? [entry.account] : [],
  )
  const edits = chosen.flatMap(({ row: { entry, ours }, choice }) =>
    entry.outcome === 'account' && ours !== undefined && choice === 'take-theirs'
      ? [{ id: ours.id, edit: theirEdit(entry.account, ours) }]
      : [],
  )
  return { adds, edits }
}

/** Their parameters and names; tags are joined, and what they do not say stays ours. */
function theirEdit(draft: AccountDraft, ours: AccountView): Partial<AccountDraft> {
  const { issuer, account, note, tags = [], pinned } = draft
  return {
    ...checkParameters(draft),
    issuer,
    account,
    ...(note && { note }),
    ...(tags.length > 0 && { tags: [...new Set([...ours.tags, ...tags])] }),
    ...(pinned && { pinned }),
  }
}
