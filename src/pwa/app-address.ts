/** What an address asks for apart from being a place in the app: all of it stands after `#`, which no server sees. */
export type AddressCall =
  /** A link that the system or a website opened the app with (`web+otpauth:`), as an `otpauth:` link. */
  | { readonly call: 'link'; readonly link: string }
  /** Such a link, longer than any that is meant. */
  | { readonly call: 'link-too-long' }
  /** Something was shared; the service worker has it. */
  | { readonly call: 'share' }
  /** A shortcut of the installed app. */
  | { readonly call: 'add'; readonly tab: 'scan' | 'by-hand' }

/** Where the protocol handler of the manifest puts the link, in the place of its `%s`. */
const linkMark = '#add='
/** Where the service worker sends a page that was shared something. */
export const shareMark = '#/shared'
/** UTF-16 units, as in the address. */
const maxLinkLength = 65_536

/** Reads an address of the app. `undefined`: it is a place, or none of ours. */
export function readAddress(href: string): AddressCall | undefined {
  const at = href.indexOf('#')
  const hash = at < 0 ? '' : href.slice(at)
  if (hash.startsWith(linkMark)) return readLink(hash.slice(linkMark.length))
  if (hash === shareMark) return { call: 'share' }
  if (hash === '#/scan') return { call: 'add', tab: 'scan' }
  return hash === '#/add' ? { call: 'add', tab: 'by-hand' } : undefined
}

/** The parts of a window that are used. */
export interface AddressView {
  readonly location: { readonly href: string; readonly hash: string }
  readonly history: { replaceState(state: null, unused: string, url: string): void }
}

/**
 * Reads what the page was opened with, and takes it out of the address and of the tab's history: a link holds a secret.
 * Must run before anything else looks at the address.
 */
export function takeAddress(view: AddressView): AddressCall | undefined {
  const { href, hash } = view.location
  const call = readAddress(href)
  // Also what cannot be read may be somebody's secret.
  if (call !== undefined || hash.startsWith(linkMark)) view.history.replaceState(null, '', '#/')
  return call
}

/**
 * Calls back with the link that an open page is sent to: anyone who knows the page can do that. The page stays at the
 * place where it was. Returns the stop function.
 */
export function watchAddress(view: AddressView & EventTarget, onCall: (call: AddressCall) => void): () => void {
  const onHashChange = (event: Event & { readonly oldURL?: string }): void => {
    if (!view.location.hash.startsWith(linkMark)) return
    const call = readAddress(view.location.href)
    const before = new URL(event.oldURL || view.location.href).hash
    view.history.replaceState(null, '', before.startsWith(linkMark) || before === '' ? '#/' : before)
    if (call !== undefined) onCall(call)
  }
  view.addEventListener('hashchange', onHashChange)
  return () => view.removeEventListener('hashchange', onHashChange)
}

/** Only links of the registered kind: whoever sends a page here says nothing else to it. */
function readLink(encoded: string): AddressCall | undefined {
  if (encoded.length > maxLinkLength) return { call: 'link-too-long' }
  try {
    const link = decodeURIComponent(encoded).trim()
    return /^web\+otpauth:/i.test(link) ? { call: 'link', link: link.replace(/^web\+/i, '') } : undefined
  } catch {
    return undefined
  }
}
