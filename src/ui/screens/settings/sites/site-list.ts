import type { ConnectedSite, LoggedRequest } from '../../../../vault/index.ts'

/** How often and when a site has asked, as far as the log goes back. */
export interface Asked {
  readonly count: number
  /** Unix ms of the last time. */
  readonly lastAt: number
}

/** A site of which nothing is remembered but that it asked. */
export interface OtherSite extends Asked {
  readonly origin: string
}

/** A site that may not ask. */
export interface BlockedSite {
  readonly site: ConnectedSite
  /** `undefined`: the log knows nothing of it. */
  readonly asked: Asked | undefined
}

/** Sites as the settings list them. */
export interface SiteList {
  /** Those that were used last come first. */
  readonly allowed: readonly ConnectedSite[]
  /** Those that asked last come first. */
  readonly others: readonly OtherSite[]
  /** By name. */
  readonly blocked: readonly BlockedSite[]
}

/**
 * Sorts what the vault remembers of sites.
 *
 * @param requests - The log, oldest first.
 */
export function listSites(sites: readonly ConnectedSite[], requests: readonly LoggedRequest[]): SiteList {
  const asked = new Map<string, Asked>()
  for (const { origin, at } of requests) {
    const { count = 0, lastAt = 0 } = asked.get(origin) ?? {}
    asked.set(origin, { count: count + 1, lastAt: Math.max(lastAt, at) })
  }
  const known = new Set(sites.map(({ origin }) => origin))
  const latest = ({ lastUsedAt, createdAt }: ConnectedSite) => Math.max(lastUsedAt, createdAt)
  return {
    allowed: sites.filter(({ isBlocked }) => !isBlocked).toSorted((a, b) => latest(b) - latest(a)),
    others: [...asked]
      .filter(([origin]) => !known.has(origin))
      .map(([origin, how]) => ({ origin, ...how }))
      .toSorted((a, b) => b.lastAt - a.lastAt),
    blocked: sites
      .filter(({ isBlocked }) => isBlocked)
      .toSorted((a, b) => (a.origin < b.origin ? -1 : 1))
      .map((site) => ({ site, asked: asked.get(site.origin) })),
  }
}
