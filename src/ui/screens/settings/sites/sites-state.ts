import { createMemo, createSignal, onCleanup, type Accessor } from 'solid-js'
import type { ConnectedSite, LoggedRequest } from '../../../../vault/index.ts'
import { useWorkspace } from '../../../workspace.tsx'
import { listSites, type SiteList } from './site-list.ts'

/** What the vault knows of sites, as it changes here and in popups. */
export interface SitesState {
  readonly list: Accessor<SiteList>
  /** Oldest first. */
  readonly requests: Accessor<readonly LoggedRequest[]>
  /** A site that is allowed. */
  allowed(origin: string): ConnectedSite | undefined
}

/** Follows the vault until its owner is gone. */
export function createSitesState(): SitesState {
  const { vault } = useWorkspace()
  const [sites, setSites] = createSignal(vault.sites())
  const [requests, setRequests] = createSignal(vault.requests())
  onCleanup(
    vault.subscribe(({ type }) => {
      if (type !== 'changed') return
      setSites(vault.sites())
      setRequests(vault.requests())
    }),
  )
  const list = createMemo(() => listSites(sites(), requests()))
  return { list, requests, allowed: (origin) => list().allowed.find((site) => site.origin === origin) }
}
