import type { AccountView } from '../account.ts'
import type { Clock } from '../clock.ts'
import { sortAccounts } from '../vault/index.ts'
import { readAddedAccount } from './added-account.ts'
import { codeOf, codesOf, codeTimeOf, nextCodeOf, type CodeTimeSource } from './codes.ts'
import type { ConnectVault } from './connect-vault.ts'
import type { Consent } from './consent.ts'
import { ApiError } from './errors.ts'
import { exportBackup, type BackupKdf } from './exported-backup.ts'
import { hintedFirst } from './grants.ts'
import { protocolVersion, type MethodName, type Methods } from './protocol.ts'
import type { AskingSite } from './questions.ts'
import type { Subscriptions } from './subscriptions.ts'

/** What methods work with. */
export interface MethodParts extends CodeTimeSource {
  readonly site: AskingSite
  readonly vault: ConnectVault
  readonly consent: Consent
  readonly subscriptions: Subscriptions
  readonly clock: Clock
  readonly version: string
  /** @throws {@link ApiError} `denied` where the opener is gone. */
  readonly requireOpener: () => void
  /** Has the opener prove, once in a session, that it still shows the site. @throws {@link ApiError} `denied`. */
  readonly proveOpener: () => Promise<void>
  /** Called before codes are released; the first in a session is in the log when this resolves. Never rejects by itself. */
  readonly noteRead: (method: MethodName, accountIds: () => readonly string[]) => Promise<void>
  readonly kdf: (() => Promise<BackupKdf>) | undefined
  /** Aborted when the session ends. */
  readonly ended: AbortSignal
}

/** What a method has done. */
export interface Done<Name extends MethodName> {
  readonly result: Methods[Name]['result']
  /** For the log: accounts whose codes are in the result, or the one that was added. */
  readonly accountIds?: readonly string[]
  /** What comes behind the answer. */
  readonly afterwards?: () => void
}

/** A function for each method. Each throws {@link ApiError}, or what the vault throws. */
export type Handlers = {
  readonly [Name in MethodName]: (params: Methods[Name]['params']) => Done<Name> | Promise<Done<Name>>
}

/**
 * The methods of one session.
 *
 * @param close - Ends the session.
 */
export function createMethods(parts: MethodParts, close: () => void): Handlers {
  const { consent, subscriptions, version } = parts
  return {
    'session.info': () => ({ result: { version, protocol: protocolVersion, granted: consent.grantedCount() } }),
    'codes.list': ({ query = '' }) => listCodes(parts, query),
    'codes.get': ({ id }) => getCode(parts, id),
    'codes.subscribe': ({ ids }) => subscribe(parts, ids),
    'codes.unsubscribe': ({ subscription }) => {
      subscriptions.remove(subscription)
      return { result: {} }
    },
    'accounts.add': ({ uri }) => addAccount(parts, uri),
    'vault.export': () => exportVault(parts),
    'session.close': () => ({ result: {}, afterwards: close }),
  }
}

/**
 * Those of the accounts that may be read that a call is about, once everything that takes time is over: what is released is
 * computed right behind it.
 */
async function readable<Chosen extends readonly AccountView[]>(
  { proveOpener, noteRead, consent }: MethodParts,
  method: MethodName,
  choose: (views: readonly AccountView[]) => Chosen,
): Promise<Chosen> {
  await proveOpener()
  await noteRead(method, () => choose(consent.readable()).map(({ id }) => id))
  return choose(consent.readable())
}

async function listCodes(parts: MethodParts, query: string): Promise<Done<'codes.list'>> {
  const { vault, consent } = parts
  await consent.read('codes.list', query)
  const views = await readable(parts, 'codes.list', timed)
  const codes = codesOf(vault, hintedFirst(sortAccounts(views, 'name').views, query), codeTimeOf(parts))
  return { result: { codes }, accountIds: codes.map(({ id }) => id) }
}

/** Without those whose codes do not come from the time. */
function timed(views: readonly AccountView[]): readonly AccountView[] {
  return views.filter(({ type }) => type !== 'hotp')
}

async function getCode(parts: MethodParts, id: string): Promise<Done<'codes.get'>> {
  const { site, vault, consent, proveOpener } = parts
  await consent.read('codes.get')
  await proveOpener()
  const isCounter = requireView(consent.readable(), id).type === 'hotp'
  if (isCounter) {
    await consent.confirm('codes.get', () => {
      const account = requireView(consent.readable(), id)
      return { kind: 'counter', site, method: 'codes.get', account }
    })
  }
  const [view] = await readable(parts, 'codes.get', (views) => [requireView(views, id)] as const)
  const code = isCounter ? await nextCodeOf(vault, view) : codeOf(vault, view, codeTimeOf(parts))
  // It was made a counter meanwhile, and nobody was asked about that.
  if (code === undefined) throw new ApiError('not-found')
  return { result: code, accountIds: [id] }
}

/** Accounts that are not there and accounts that are not granted are the same to a site. */
function requireView(views: readonly AccountView[], id: string): AccountView {
  const view = views.find((each) => each.id === id)
  if (view === undefined) throw new ApiError('not-found')
  return view
}

async function subscribe(parts: MethodParts, ids: readonly string[] | undefined): Promise<Done<'codes.subscribe'>> {
  const { consent, subscriptions } = parts
  await consent.read('codes.subscribe')
  const watched = await readable(parts, 'codes.subscribe', (views) => {
    const chosen = ids?.map((id) => requireView(views, id)) ?? timed(views)
    // Their codes do not change by themselves.
    if (chosen.some(({ type }) => type === 'hotp')) throw new ApiError('unsupported')
    return chosen
  })
  const subscription = subscriptions.add(ids)
  return {
    result: { subscription },
    accountIds: watched.map(({ id }) => id),
    afterwards: () => subscriptions.refresh(),
  }
}

async function addAccount(
  { site, vault, consent, requireOpener }: MethodParts,
  uri: string,
): Promise<Done<'accounts.add'>> {
  const draft = readAddedAccount(uri)
  try {
    await consent.confirm('accounts.add', () => {
      return { kind: 'add', site, method: 'accounts.add', draft, twins: vault.twinsOf(draft) }
    })
    requireOpener()
    consent.requireAllowed()
    const [twin] = vault.twinsOf(draft)
    if (twin !== undefined) return { result: { id: twin.id, added: false }, accountIds: [twin.id] }
    const [id = ''] = await vault.add([draft])
    return { result: { id, added: true }, accountIds: [id] }
  } finally {
    draft.secret.fill(0)
  }
}

async function exportVault(parts: MethodParts): Promise<Done<'vault.export'>> {
  const { site, vault, consent, clock, kdf, requireOpener, ended } = parts
  const said = await consent.confirm('vault.export', () => {
    const accounts = vault.accounts().length + vault.bin().length
    return { kind: 'export', site, method: 'vault.export', accounts }
  })
  requireOpener()
  consent.requireAllowed()
  if (said.answer !== 'allow' || said.passphrase === undefined) throw new ApiError('denied')
  const result = await exportBackup(said.passphrase, { vault, kdf, clock, signal: ended })
  requireOpener()
  return { result }
}
