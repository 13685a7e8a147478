import { createHash } from 'node:crypto'

/**
 * What a file of the build is, as far as its response headers are concerned. Every kind has one header set, and this
 * file is the only place that states them: the meta tags, `_headers`, the nginx snippets and `npm start` are made of it.
 */
export type FileKind = 'document' | 'connect' | 'service-worker' | 'worker' | 'asset' | 'client' | 'other'

/** One response header, spelt as it is sent. */
export interface ResponseHeader {
  readonly name: string
  readonly value: string
}

/** Which files of the build are of which kind. Paths have no leading slash; the empty path is the index. */
export interface FileRule {
  readonly kind: FileKind
  readonly pattern: RegExp
}

type Policy = Readonly<Record<string, readonly string[]>>

const none = ["'none'"]
const self = ["'self'"]

/** Enforced on every page. The two names are the only Trusted Types policies that may ever be made. */
const documentPolicy: Policy = {
  'default-src': none,
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': self,
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': self,
  'worker-src': self,
  'connect-src': self,
  'manifest-src': self,
  'object-src': none,
  'frame-src': none,
  'frame-ancestors': none,
  'base-uri': none,
  'form-action': none,
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['solid-template', 'app-script-url'],
}

/** A worker obeys its own response's policy, never its page's. Ours compile WebAssembly and load their own chunks. */
const workerPolicy: Policy = {
  'default-src': none,
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'connect-src': self,
  'require-trusted-types-for': ["'script'"],
  'trusted-types': none,
}

/** Without `connect-src` precaching fails, and with it the installation. */
const serviceWorkerPolicy: Policy = {
  'default-src': none,
  'connect-src': self,
  'require-trusted-types-for': ["'script'"],
  'trusted-types': none,
}

/** For what is neither a page nor run: an SVG icon opened as a page of its own must not be able to do anything. */
const inertPolicy: Policy = {
  'default-src': none,
  'frame-ancestors': none,
  'base-uri': none,
  'form-action': none,
}

/** `web-share` and `bluetooth` are left out: Chromium on the desktop warns that it does not know them. */
const permissionsPolicy = [
  'camera=(self)',
  'display-capture=(self)',
  'clipboard-read=(self)',
  'clipboard-write=(self)',
  'publickey-credentials-get=(self)',
  'publickey-credentials-create=(self)',
  'microphone=()',
  'geolocation=()',
  'usb=()',
  'serial=()',
  'hid=()',
  'payment=()',
  'midi=()',
  'idle-detection=()',
  'local-fonts=()',
  'browsing-topics=()',
  'otp-credentials=()',
  'screen-wake-lock=(self)',
].join(', ')

const revalidate = 'no-cache'
const keepForever = 'public, max-age=31536000, immutable'

interface Variation {
  readonly policy: Policy
  readonly cacheControl: string
  readonly openerPolicy?: string
  readonly resourcePolicy?: string
  readonly more?: readonly ResponseHeader[]
}

const variations: Readonly<Record<FileKind, Variation>> = {
  document: { policy: documentPolicy, cacheControl: revalidate },
  // Another site opens this page and must keep its handle on it: any other value severs the opener in every engine.
  connect: { policy: documentPolicy, cacheControl: revalidate, openerPolicy: 'unsafe-none' },
  'service-worker': { policy: serviceWorkerPolicy, cacheControl: revalidate },
  worker: { policy: workerPolicy, cacheControl: keepForever },
  // The pages' policy, so that a worker whose name does not tell what it is still runs under one.
  asset: { policy: documentPolicy, cacheControl: keepForever },
  // Other sites load the client library, as a module and with a hash, so it is the one thing they may read.
  client: {
    policy: inertPolicy,
    cacheControl: revalidate,
    resourcePolicy: 'cross-origin',
    more: [{ name: 'Access-Control-Allow-Origin', value: '*' }],
  },
  other: { policy: inertPolicy, cacheControl: revalidate },
}

/** The kinds in a fixed order, for everything that is written out of them. */
export const fileKinds = Object.keys(variations) as readonly FileKind[]

/** The first rule that matches a path says what it is; what no rule matches is `other`. */
export const fileRules: readonly FileRule[] = [
  { kind: 'connect', pattern: /^connect\.html$/ },
  { kind: 'document', pattern: /^$|\.html$/ },
  { kind: 'service-worker', pattern: /^sw\.js$/ },
  { kind: 'worker', pattern: /^assets\/.*\.worker-[\w-]+\.js$/ },
  { kind: 'asset', pattern: /^assets\// },
  { kind: 'client', pattern: /^client\// },
]

/**
 * Sent over TLS only; over plain HTTP browsers ignore it. Without `preload`: that puts a whole domain on a list in every
 * browser, which is for the owner of the domain to decide.
 */
export const strictTransportSecurity: ResponseHeader = {
  name: 'Strict-Transport-Security',
  value: 'max-age=63072000; includeSubDomains',
}

/**
 * What a file of the build is.
 *
 * @param path - Relative to the folder that is served, without a leading slash, query or fragment; `''` is the index.
 */
export function fileKind(path: string): FileKind {
  return fileRules.find((rule) => rule.pattern.test(path))?.kind ?? 'other'
}

/** The complete header set of one kind of file, in the order in which it is sent; see {@link strictTransportSecurity} for TLS. */
export function headersOf(kind: FileKind): readonly ResponseHeader[] {
  const { policy, cacheControl, openerPolicy, resourcePolicy, more } = variations[kind]
  return [
    { name: 'Content-Security-Policy', value: formatPolicy(policy) },
    { name: 'Cross-Origin-Opener-Policy', value: openerPolicy ?? 'same-origin' },
    { name: 'Cross-Origin-Resource-Policy', value: resourcePolicy ?? 'same-origin' },
    { name: 'Origin-Agent-Cluster', value: '?1' },
    { name: 'Referrer-Policy', value: 'no-referrer' },
    { name: 'X-Content-Type-Options', value: 'nosniff' },
    { name: 'X-Frame-Options', value: 'DENY' },
    { name: 'Permissions-Policy', value: permissionsPolicy },
    { name: 'Cache-Control', value: cacheControl },
    ...(more ?? []),
  ]
}

/**
 * The pages' policy as a `<meta http-equiv>` can carry it: the floor where a host sends no headers.
 * Browsers ignore `frame-ancestors` there (CSP 3 §3.3) and say so in the console, so it is left out.
 */
export function metaPolicy(): string {
  const { 'frame-ancestors': _, ...floor } = documentPolicy
  return formatPolicy(floor)
}

/**
 * SHA-256 of all header sets, as 64 hexadecimal digits. It stands in every page, because a page that a service worker
 * has stored keeps the headers it came with: only a page with other bytes is fetched anew.
 */
export function headersDigest(): string {
  const sets = fileKinds.map((kind) => [kind, headersOf(kind)])
  return createHash('sha256')
    .update(JSON.stringify([sets, strictTransportSecurity]))
    .digest('hex')
}

function formatPolicy(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ')
}
