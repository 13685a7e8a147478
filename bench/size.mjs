// @ts-check
// npm run size: the bytes a browser fetches, compressed as nginx sends them, against their limits. Builds nothing.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const dist = 'dist'

/** Limits in bytes, Brotli 11. */
const limits = { lockScreen: 30_000, codes: 110_000, precache: 450_000 }

/** @param {string} file @returns {number} Bytes on the wire. */
function compressed(file) {
  const bytes = readFileSync(join(dist, file))
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}

/** @param {string} file @returns {string} */
const text = (file) => readFileSync(join(dist, file), 'utf8')

/**
 * The files that a script needs before it runs: what it imports statically, and so on.
 *
 * @param {string} file Relative to the build.
 * @param {Set<string>} [seen]
 * @returns {Set<string>}
 */
function withStaticImports(file, seen = new Set()) {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, path] of text(file).matchAll(/(?:^|[;}\s])import\s*(?:[\w*{}$\s,]+from\s*)?["'`](\.\/[^"'`]+)["'`]/g)) {
    if (path) withStaticImports(join('assets', path), seen)
  }
  return seen
}

/** @param {RegExp} name @returns {string} The one asset with this name. */
function asset(name) {
  const found = readdirSync(join(dist, 'assets')).filter((file) => name.test(file))
  if (found.length !== 1) throw new Error(`${found.length} files match ${name}`)
  return join('assets', found[0] ?? '')
}

/** @param {Iterable<string>} files @returns {number} */
const total = (files) => [...files].reduce((sum, file) => sum + compressed(file), 0)

const html = text('index.html')
const linked = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? '')
const first = new Set(['index.html', ...linked])
for (const file of linked) if (file.endsWith('.js')) for (const each of withStaticImports(file)) first.add(each)

const untilCodes = new Set(first)
for (const entry of [/^workspace-root-.*\.(?:js|css)$/, /^open-vault-.*\.js$/]) {
  for (const file of readdirSync(join(dist, 'assets')).filter((name) => entry.test(name))) {
    if (file.endsWith('.css')) untilCodes.add(join('assets', file))
    else for (const each of withStaticImports(join('assets', file))) untilCodes.add(each)
  }
}
untilCodes.add(asset(/^kdf\.worker-.*\.js$/))
untilCodes.add(asset(/^argon2-.*\.wasm$/))

const precached = [...text('sw.js').matchAll(/url:\s*["'`]([^"'`]+)["'`]|"url":"([^"]+)"/g)].map(([, a, b]) => a ?? b ?? '')

const rows = [
  ['until the lock screen takes text', total(first), limits.lockScreen],
  ['until codes are on the screen', total(untilCodes), limits.codes],
  ['the whole precache', total(new Set(precached)), limits.precache],
]
let over = 0
for (const [what, bytes, limit] of rows) {
  const fits = Number(bytes) <= Number(limit)
  if (!fits) over += 1
  console.log(`${String(what).padEnd(36)} ${(Number(bytes) / 1000).toFixed(1).padStart(8)} kB of ${Number(limit) / 1000} kB  ${fits ? 'ok' : 'OVER'}`)
}
if (process.argv.includes('--files')) {
  for (const file of untilCodes) console.log(`  ${first.has(file) ? 'lock ' : 'codes'} ${(compressed(file) / 1000).toFixed(1).padStart(7)} ${file}`)
}
process.exitCode = over === 0 ? 0 : 1
