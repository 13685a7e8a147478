import type { AccountView } from '../account.ts'
import type { ManifestEntry, SealedRecord, VaultHeader } from '../crypto/index.ts'
import type { MalformedRow } from '../storage/index.ts'
import type { AccountContent } from './account-record.ts'
import { VaultError } from './errors.ts'
import type { AcceptedContent, BackupKeyContent, RecordContent, RequestLogContent } from './record.ts'
import type { SettingsContent } from './settings-record.ts'
import { defaultSettings } from './settings.ts'

/** A record that was opened and understood. */
export interface OpenRow {
  readonly entry: ManifestEntry
  readonly content: RecordContent
}

/** A record that stays shut. It keeps its bytes. */
export interface ClosedRow {
  readonly entry: ManifestEntry
  readonly content: undefined
  readonly sealed: SealedRecord
  /** Its bytes are authentic, only what they say is beyond this version. */
  readonly isAuthentic: boolean
}

/** What became of one sealed record. */
export type Row = OpenRow | ClosedRow

/** Everything that storage held at one epoch, opened. Never changed: a write makes the next one. */
export interface VaultState {
  readonly header: VaultHeader
  /** What a write is made over: more than the header's epoch where a damaged copy of it says more. */
  readonly storedEpoch: number
  readonly rows: ReadonlyMap<string, Row>
  readonly malformed: readonly MalformedRow[]
  /** The manifest's lines of all records, sorted by id. The same array at each call. */
  entries(): readonly ManifestEntry[]
  /** Contents of the accounts outside the bin. The same array at each call. */
  accounts(): readonly AccountContent[]
  /** Contents of the accounts in the bin, newest first. The same array at each call. */
  bin(): readonly AccountContent[]
  /** The settings, and the record that holds them, if there is one. */
  settings(): Found<SettingsContent>
  /** The damage that the person has accepted, and the record that says so, if there is one. */
  accepted(): Found<AcceptedContent>
}

/** A content, and the id of the record it came from; no id: there is none, these are the defaults. */
interface Found<Content> {
  readonly id: string | undefined
  readonly content: Content
}

/** What is put in and taken out to get from one state to the next. */
export interface StateChange {
  readonly header: VaultHeader
  readonly puts: readonly Row[]
  readonly removes: readonly string[]
}

/** What may be known of a state beside its rows. */
interface KnownOfState extends Partial<Pick<VaultState, 'entries' | 'storedEpoch'>> {
  /** The contents of all rows, in the order in which {@link VaultState.accounts} is to have them. */
  readonly contents?: readonly (RecordContent | undefined)[]
}

/** Makes a state of what was read. */
export function createState({
  header,
  storedEpoch = header.epoch,
  rows,
  malformed,
  entries = once(() => [...rows.values()].map((row) => row.entry).toSorted(byId)),
  contents,
}: Pick<VaultState, 'header' | 'rows' | 'malformed'> & KnownOfState): VaultState {
  const all = once(() =>
    (contents ?? [...rows.values()].map((row) => row.content)).filter((content) => content?.kind === 'account'),
  )
  return {
    header,
    storedEpoch,
    rows,
    malformed,
    entries,
    accounts: once(() => all().filter(({ account }) => account.deletedAt === undefined)),
    bin: once(() => all().filter(isInBin).toSorted(newestFirst)),
    settings: once(() => findKind(rows, 'settings', { kind: 'settings', settings: defaultSettings, rest: {} })),
    accepted: once(() => findKind(rows, 'accepted', { kind: 'accepted', ids: [], rest: {} })),
  }
}

/** The state after a change. */
export function nextState(state: VaultState, { header, puts, removes }: StateChange): VaultState {
  const rows = new Map(state.rows)
  for (const id of removes) rows.delete(id)
  for (const row of puts) rows.set(row.entry.id, row)
  const changed = new Set([...removes, ...puts.map((row) => row.entry.id)])
  const kept = state.entries().filter(({ id }) => !changed.has(id))
  // Sorting what is nearly in order is quick. At once: a closure would keep the state before, and that the one before it.
  const entries = [...kept, ...puts.map((row) => row.entry)].toSorted(byId)
  return createState({ header, rows, malformed: state.malformed, entries: () => entries })
}

/** The account of an id, in or outside the bin. */
export function accountIn(state: VaultState, id: string): AccountContent | undefined {
  const content = state.rows.get(id)?.content
  return content?.kind === 'account' ? content : undefined
}

/** @throws {@link VaultError} with `vault/no-such-account`. */
export function requireAccount(state: VaultState, id: string): AccountContent {
  const content = accountIn(state, id)
  if (content === undefined) throw new VaultError('vault/no-such-account', 'there is no account of this id')
  return content
}

/** The kept entries of all imports. */
export const keptIn = contentsOfKind('kept')
/** Sites that the person has answered for good. */
export const sitesIn = contentsOfKind('site')
const backupKeysIn = contentsOfKind('backup-key')
const requestLogsIn = contentsOfKind('request-log')

/** The key that writes backups, if there is one. */
export const backupKeyIn = (state: VaultState): InRecord<BackupKeyContent> | undefined => backupKeysIn(state)[0]
/** What sites asked for last, if anything. */
export const requestLogIn = (state: VaultState): InRecord<RequestLogContent> | undefined => requestLogsIn(state)[0]

/** A content with the id of its record. */
interface InRecord<Content> {
  readonly id: string
  readonly content: Content
}

function contentsOfKind<K extends RecordContent['kind']>(kind: K) {
  type Content = Extract<RecordContent, { readonly kind: K }>
  const isOfKind = (content: RecordContent | undefined): content is Content => content?.kind === kind
  return (state: VaultState): readonly InRecord<Content>[] =>
    [...state.rows].flatMap(([id, { content }]) => (isOfKind(content) ? [{ id, content }] : []))
}

/** Ids of everything that lies in storage and cannot be used. */
export function unreadableIn(state: VaultState): readonly string[] {
  return [...closedRows(state).map((row) => row.entry.id), ...state.malformed.map((row) => row.id)]
}

/** The records that stay shut. */
export function closedRows(state: VaultState): readonly ClosedRow[] {
  return [...state.rows.values()].filter((row) => row.content === undefined)
}

/** The views of contents: what leaves the vault. */
export function viewsOf(contents: readonly AccountContent[]): readonly AccountView[] {
  return contents.map((content) => content.view)
}

function byId(a: ManifestEntry, b: ManifestEntry): number {
  return a.id < b.id ? -1 : 1
}

function isInBin({ account }: AccountContent): boolean {
  return account.deletedAt !== undefined
}

function newestFirst(a: AccountContent, b: AccountContent): number {
  return (b.account.deletedAt ?? 0) - (a.account.deletedAt ?? 0)
}

type Kind = 'settings' | 'accepted'
type OfKind<K extends Kind> = Extract<RecordContent, { readonly kind: K }>

function findKind<K extends Kind>(rows: ReadonlyMap<string, Row>, kind: K, fallback: OfKind<K>): Found<OfKind<K>> {
  for (const [id, { content }] of rows) if (isOfKind(content, kind)) return { id, content }
  return { id: undefined, content: fallback }
}

function isOfKind<K extends Kind>(content: RecordContent | undefined, kind: K): content is OfKind<K> {
  return content?.kind === kind
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
