import { cleanupOutdatedCaches, PrecacheController, PrecacheRoute, type PrecacheEntry } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import {
  createLaterFiles,
  createShareShelf,
  installFiles,
  isFromOtherSite,
  isLaterFile,
  readShare,
  shareMark,
  storageStatus,
  withMissingHeaders,
  type DocumentHeaders,
} from './pwa/index.ts'

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly PrecacheEntry[] }
/** The header sets of this build; see `build/pwa-options.ts`. */
declare const DOCUMENT_HEADERS: DocumentHeaders

const { scope } = self.registration
const share = new URL('share', scope).pathname
const shelf = createShareShelf((ring, ms) => {
  const timer = setTimeout(ring, ms)
  return () => clearTimeout(timer)
})

const precache = new PrecacheController({
  plugins: [
    {
      // Some hosts let browsers keep "not found" for as long as the file that is not there yet, so each file is asked
      // for.
      requestWillFetch: ({ request }) =>
        Promise.resolve(request.cache === 'default' ? new Request(request, { cache: 'no-cache' }) : request),
      cachedResponseWillBeUsed: ({ cachedResponse, request }) =>
        Promise.resolve(cachedResponse && withMissingHeaders(cachedResponse, new URL(request.url), DOCUMENT_HEADERS)),
    },
  ],
})

// oxlint-disable-next-line no-underscore-dangle -- the name that workbox-build puts the list in place of
const manifest = [...self.__WB_MANIFEST].map((entry) => (typeof entry === 'string' ? { url: entry } : entry))
const later = createLaterFiles(
  manifest.filter(({ url }) => isLaterFile(url)),
  scope,
  storageStatus(self.navigator),
)

// Every file of the build answers at its own address, a page also without its extension, and index.html at its folder.
// Nothing else is answered: other navigations in this folder (/healthz, what else a host keeps there) are not the app's,
// and connect.html must be itself, with its own headers. What follows a question mark never chooses a file.
precache.addToCacheList(manifest.filter(({ url }) => !isLaterFile(url)))
registerRoute(new PrecacheRoute(precache, { ignoreURLParametersMatching: [/^/] }))
cleanupOutdatedCaches()
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && later.has(url.href),
  ({ url }) => later.answer(url.href),
)

// What other apps share. Any site can send a form here: what says where it comes from is not read, and the rest is only
// ever shown. The page that comes next asks for it; until then it is in memory alone, and the address says nothing of it.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === share,
  async ({ request, event }) => {
    if (isFromOtherSite(request, scope)) return Response.redirect(scope, 303)
    event.waitUntil(shelf.put(await readShare(request)))
    return Response.redirect(new URL(shareMark, scope), 303)
  },
  'POST',
)

let first = false

self.addEventListener('install', (event) => {
  first = self.registration.active === null
  const openCache = () => caches.open(precache.strategy.cacheName)
  event.waitUntil(installFiles(openCache, () => precache.install(event), first))
})

self.addEventListener('activate', (event) => {
  // Only where there was no version before: a page of another version must not get this version's files.
  if (first) event.waitUntil(self.clients.claim())
  event.waitUntil(precache.activate(event))
  event.waitUntil(later.forgetOthers())
})

self.addEventListener('message', (event) => {
  const data: unknown = event.data
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined
  if (type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting())
  if (type === 'FETCH_LATER') event.waitUntil(later.fetchAll())
  if (type === 'TAKE_SHARE') event.ports[0]?.postMessage(shelf.take())
})
