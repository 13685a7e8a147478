import type { ConnectedSite, Undo, Vault } from '../../../../vault/index.ts'

type SitesVault = Pick<Vault, 'sites' | 'putSite' | 'removeSite'>

/**
 * Forgets a site: one that was allowed has its leave no more, in open popups neither, and one that was blocked may ask.
 *
 * @returns What remembers it again, unless it has been answered anew meanwhile.
 * @throws What the vault throws; nothing is changed then.
 */
export async function forgetSite(vault: SitesVault, site: ConnectedSite): Promise<Undo> {
  await vault.removeSite(site.origin)
  return async () => {
    if (siteOf(vault, site.origin) === undefined) await vault.putSite(site)
  }
}

/**
 * Keeps a site from asking. Its accounts are forgotten, so that it has none when it may ask again.
 *
 * @param now - Unix ms, from when it is blocked.
 * @returns What puts back what was remembered of it, unless that has changed meanwhile.
 * @throws What the vault throws; nothing is changed then.
 */
export async function blockSite(vault: SitesVault, origin: string, now: number): Promise<Undo> {
  const before = siteOf(vault, origin)
  await vault.putSite({ origin, accountIds: [], isBlocked: true, createdAt: now, lastUsedAt: 0, uses: 0 })
  return async () => {
    if (siteOf(vault, origin)?.isBlocked !== true) return
    if (before) await vault.putSite(before)
    else await vault.removeSite(origin)
  }
}

/**
 * Lets a site read these accounts and no others, in open popups too.
 *
 * @returns What gives it those that it had, unless it was removed or changed again meanwhile. Nothing is done to a site that is not there.
 * @throws What the vault throws; nothing is changed then.
 */
export async function changeAccounts(
  vault: SitesVault,
  { origin }: Pick<ConnectedSite, 'origin'>,
  accountIds: readonly string[],
): Promise<Undo> {
  const before = siteOf(vault, origin)
  // Removed in another tab while the question stood: what was taken away must not come back.
  if (before === undefined) return async () => undefined
  await vault.putSite({ ...before, accountIds })
  return async () => {
    const now = siteOf(vault, origin)
    if (now && sameIds(now.accountIds, accountIds)) await vault.putSite({ ...now, accountIds: before.accountIds })
  }
}

function siteOf(vault: SitesVault, origin: string): ConnectedSite | undefined {
  return vault.sites().find((site) => site.origin === origin)
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index])
}
