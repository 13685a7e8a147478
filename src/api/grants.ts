import type { AccountView } from '../account.ts'
import type { Clock } from '../clock.ts'
import { createSearchIndex, sortAccounts, type ConnectedSite } from '../vault/index.ts'
import { isUnlocked, isWritable, refusalIn, sharableAccounts, type ConnectVault } from './connect-vault.ts'
import type { MethodName } from './protocol.ts'
import type { Answer, AskingSite, ReadQuestion } from './questions.ts'

/** The accounts that one site may read in one window. */
export interface Grants {
  /** Whether there ever was any. */
  isGiven(): boolean
  /**
   * Takes over what the person said to a question. What was ticked and is not there any more is left out.
   *
   * @returns Whether anything is granted by it.
   * @throws What the vault throws when a site cannot be remembered; nothing is granted then.
   */
  give(asked: ReadQuestion, answer: Answer): Promise<boolean>
  /** What stands of it at this moment. */
  accounts(): readonly AccountView[]
  /** Whether it has been taken back: in the settings, in this tab or another. Never while the vault is locked. */
  isRevoked(): boolean
  /** How many accounts, even while the vault is locked. */
  count(): number
}

interface Grant {
  readonly ids: ReadonlySet<string>
  /** It lies in the vault and holds as long as it lies there. */
  readonly isKept: boolean
}

/** No grant yet. */
export function createGrants(vault: ConnectVault, { origin }: AskingSite, clock: Clock): Grants {
  let grant: Grant | undefined
  const idsNow = (): ReadonlySet<string> => {
    if (grant === undefined || !grant.isKept) return grant?.ids ?? new Set()
    // What was added to the record since has not been shown in this window.
    const kept = new Set(siteIn(vault, origin)?.accountIds)
    return new Set([...grant.ids].filter((id) => kept.has(id)))
  }
  const accounts = () => {
    const ids = idsNow()
    return sharableAccounts(vault).filter(({ id }) => ids.has(id))
  }
  return {
    isGiven: () => grant !== undefined,
    give: async (asked, answer) => {
      const given = grantOf(vault, asked, answer)
      if (given === undefined || given.ids.size === 0) return false
      if (answer.answer === 'always' && given.isKept) await remember(vault, origin, given.ids, clock)
      grant = given
      return true
    },
    accounts,
    isRevoked: () =>
      grant !== undefined && isUnlocked(vault) && (refusalIn(vault, origin) !== undefined || idsNow().size === 0),
    count: () => (isUnlocked(vault) ? accounts().length : (grant?.ids.size ?? 0)),
  }
}

/** The question whose answer {@link Grants.give} takes. */
export function readQuestion(
  vault: ConnectVault,
  { site, method, query = '' }: { readonly site: AskingSite; readonly method: MethodName; readonly query?: string },
): ReadQuestion {
  const accounts = hintedFirst(sortAccounts(sharableAccounts(vault), 'name').views, query)
  const known = siteIn(vault, site.origin)
  const kept = new Set(known?.accountIds)
  const granted = accounts.map(({ id }) => id).filter((id) => kept.has(id))
  const remembered = granted.length > 0 ? known : undefined
  return { kind: 'read', site, method, accounts, granted, remembered, canRemember: isWritable(vault) }
}

/** A site's query moves what it finds to the front, and does nothing else. */
export function hintedFirst(accounts: readonly AccountView[], query: string): readonly AccountView[] {
  if (query.trim() === '') return accounts
  const found = createSearchIndex(accounts).search(query)
  const places = new Map(found.map(({ id }, place) => [id, place]))
  const placeOf = ({ id }: AccountView) => places.get(id) ?? places.size
  return accounts.toSorted((a, b) => placeOf(a) - placeOf(b))
}

function grantOf(vault: ConnectVault, asked: ReadQuestion, answer: Answer): Grant | undefined {
  if (answer.answer === 'continue') {
    // Revoked in another tab while the question stood: then there is nothing to go on with.
    const kept = new Set(siteIn(vault, asked.site.origin)?.accountIds)
    return { ids: new Set(asked.granted.filter((id) => kept.has(id))), isKept: true }
  }
  if (answer.answer !== 'once' && answer.answer !== 'always') return undefined
  const there = new Set(sharableAccounts(vault).map(({ id }) => id))
  const ids = new Set(answer.accountIds.filter((id) => there.has(id)))
  return { ids, isKept: answer.answer === 'always' && isWritable(vault) }
}

function siteIn(vault: ConnectVault, origin: string): ConnectedSite | undefined {
  return vault.sites().find((site) => site.origin === origin)
}

async function remember(vault: ConnectVault, origin: string, ids: ReadonlySet<string>, clock: Clock): Promise<void> {
  const { createdAt = clock.now(), lastUsedAt = 0, uses = 0 } = siteIn(vault, origin) ?? {}
  await vault.putSite({ origin, accountIds: [...ids], isBlocked: false, createdAt, lastUsedAt, uses })
}
