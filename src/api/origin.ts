import type { RefusalReason } from './protocol.ts'

/** Names and addresses that never leave the device. */
const loopback = /^(?:localhost|(?:[\w-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Why pages of an origin get no session; `undefined`: they may ask for one.
 *
 * @param origin - As `MessageEvent.origin` gives it.
 * @param own - The app's own.
 */
export function refusedOrigin(origin: string, own: string): RefusalReason | undefined {
  // Chromium says `file://` where others say `null`.
  if (origin === 'null' || origin.startsWith('file:')) return 'opaque-origin'
  if (origin === own) return 'own-origin'
  const url = URL.canParse(origin) ? new URL(origin) : undefined
  // What is not the one spelling of an origin is none.
  if (url === undefined || url.origin !== origin) return 'insecure-origin'
  if (url.protocol === 'https:') return undefined
  return url.protocol === 'http:' && loopback.test(url.hostname) ? undefined : 'insecure-origin'
}

/** An origin cut where people look. The parts joined are the origin. */
export interface OriginParts {
  /** `https://` */
  readonly scheme: string
  /** `login.`, with its dot; may be empty. */
  readonly subdomain: string
  /** `example.org`: what stands out. Punycode as it is. */
  readonly registrable: string
  /** `:8443`; empty for the scheme's own port. */
  readonly port: string
}

/**
 * Cuts an origin into what is shown dim and what stands out.
 *
 * The Public Suffix List would be as large as the app. Instead: two labels; three where the last but one is a registry's
 * (`co.uk`) or where anybody can have a name under the last two (`github.io`). Where this is wrong, too much stands out
 * or too little of an unknown registry's name does, and the whole origin is there in any case.
 */
export function originParts(origin: string): OriginParts {
  const [, scheme = '', host = '', port = ''] = /^([a-z][a-z\d+.-]*:\/\/)(\[[^\]]*\]|[^:]*)(:\d+)?$/.exec(origin) ?? []
  if (host === '') return { scheme: '', subdomain: '', registrable: origin, port: '' }
  const isAddress = host.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(host)
  const registrable = isAddress ? host : registrableOf(host)
  return { scheme, subdomain: host.slice(0, host.length - registrable.length), registrable, port }
}

const registryLabels = new Set([
  'ac',
  'co',
  'com',
  'edu',
  'go',
  'gob',
  'gov',
  'govt',
  'id',
  'ltd',
  'mil',
  'ne',
  'net',
  'or',
  'org',
  'plc',
  'sch',
])

/** Hosts under which anybody can have a name. */
const sharedHosts = new Set([
  'appspot.com',
  'azurewebsites.net',
  'blogspot.com',
  'cloudfront.net',
  'codeberg.page',
  'deno.dev',
  'firebaseapp.com',
  'fly.dev',
  'github.io',
  'gitlab.io',
  'glitch.me',
  'herokuapp.com',
  'netlify.app',
  'ngrok.io',
  'onrender.com',
  'pages.dev',
  'repl.co',
  'surge.sh',
  'vercel.app',
  'web.app',
  'workers.dev',
])

function registrableOf(host: string): string {
  // A dot at the end makes another origin of it, and belongs to the name.
  const [name = host, dot = ''] = host.endsWith('.') ? [host.slice(0, -1), '.'] : [host]
  const labels = name.split('.')
  const [top = '', second = ''] = labels.toReversed()
  const isShared = sharedHosts.has(`${second}.${top}`) || (top.length === 2 && registryLabels.has(second))
  return labels.slice(isShared ? -3 : -2).join('.') + dot
}
