/**
 * Content types by file extension, for every server that the build is made for: nginx 1.22 does not know the web app
 * manifest and `.mjs`, and with `nosniff` a wrong type is a file that does not load.
 */
export const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  webmanifest: 'application/manifest+json',
  wasm: 'application/wasm',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
}

/** Extensions whose files shrink; the rest is compressed by its own format. */
export const compressibleExtensions: ReadonlySet<string> = new Set([
  'html',
  'css',
  'js',
  'mjs',
  'json',
  'map',
  'webmanifest',
  'wasm',
  'txt',
  'xml',
  'svg',
  'ico',
])
