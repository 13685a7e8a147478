import { newId } from '../crypto/index.ts'
import type { VaultContext } from './context.ts'
import type { Vault } from './vault.ts'
import { requestLogIn, sitesIn } from './vault-state.ts'
import type { Writer } from './write.ts'

/** Requests that are remembered. */
const maxRequests = 500

type SiteMethods = Pick<
  Vault,
  'sites' | 'putSite' | 'removeSite' | 'recordSiteUse' | 'requests' | 'logRequests' | 'clearRequests'
>

/** The methods about sites that ask for codes. */
export function createSites(context: VaultContext, writer: Writer): SiteMethods {
  const state = () => context.session()?.state
  return {
    sites: () => {
      const now = state()
      return now === undefined ? [] : sitesIn(now).map(({ content }) => content.site)
    },
    putSite: (site) => {
      const freshId = newId(context.random)
      return writer.write((now) => {
        const found = sitesIn(now).find(({ content }) => content.site.origin === site.origin)
        const content = { kind: 'site', site, rest: found?.content.rest ?? {} } as const
        return { puts: [{ id: found?.id ?? freshId, content }], result: undefined }
      })
    },
    removeSite: (origin) =>
      writer.write((now) => ({
        removes: sitesIn(now).flatMap(({ id, content }) => (content.site.origin === origin ? [id] : [])),
        result: undefined,
      })),
    recordSiteUse: (origin, uses) =>
      writer.write((now) => {
        const found = sitesIn(now).find(({ content }) => content.site.origin === origin)
        if (found === undefined) return { result: undefined }
        const { site } = found.content
        const used = { ...site, uses: site.uses + uses, lastUsedAt: context.clock.now() }
        return { puts: [{ id: found.id, content: { ...found.content, site: used } }], result: undefined }
      }),
    requests: () => {
      const now = state()
      return (now && requestLogIn(now)?.content.requests) ?? []
    },
    logRequests: (requests) => {
      const freshId = newId(context.random)
      return writer.write((now) => {
        const found = requestLogIn(now)
        const all = [...(found?.content.requests ?? []), ...requests].slice(-maxRequests)
        const content = { kind: 'request-log', requests: all, rest: found?.content.rest ?? {} } as const
        return { puts: requests.length === 0 ? [] : [{ id: found?.id ?? freshId, content }], result: undefined }
      })
    },
    clearRequests: () =>
      writer.write((now) => {
        const found = requestLogIn(now)
        return { removes: found ? [found.id] : [], result: undefined }
      }),
  }
}
