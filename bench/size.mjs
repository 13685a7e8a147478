// @ts-check
// npm run size: the bytes a browser fetches, compressed as nginx sends them, against their limits. Builds nothing.
// With --files it lists them.
import { readFileSync, readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { printFigure, verdict } from './report.mjs'

/** Limits in kB, Brotli 11; the client library's is of gzip, which is what the hosts of other sites have. */
const limits = { lockScreen: 30, codes: 110, precache: 450, client: 3 }

/** What of the build is fetched until when. */
class Build {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder
  }

  /** @param {string} file @returns {string} */
  text(file) {
    return readFileSync(join(this.folder, file), 'utf8')
  }

  /** @param {string} file @returns {number} kB on the wire. */
  compressed(file) {
    const bytes = readFileSync(join(this.folder, file))
    return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length / 1000
  }

  /** @param {string} file @returns {number} kB */
  gzipped(file) {
    return gzipSync(readFileSync(join(this.folder, file)), { level: 9 }).length / 1000
  }

  /** @param {Iterable<string>} files @returns {number} kB */
  total(files) {
    return [...files].reduce((sum, file) => sum + this.compressed(file), 0)
  }

  /** @param {RegExp} name @returns {string[]} */
  assets(name) {
    const found = readdirSync(join(this.folder, 'assets')).filter((file) => name.test(file))
    if (found.length === 0) throw new Error(`no file matches ${name}`)
    return found.map((file) => join('assets', file))
  }

  /**
   * The files that a script needs before it runs: what it imports statically, and so on.
   *
   * @param {string} file
   * @param {Set<string>} [seen]
   * @returns {Set<string>}
   */
  withStaticImports(file, seen = new Set()) {
    if (seen.has(file)) return seen
    seen.add(file)
    const statement = /(?:^|[;}\s])import\s*(?:[\w*{}$\s,]+from\s*)?["'`](\.\/[^"'`]+)["'`]/g
    for (const [, path] of this.text(file).matchAll(statement)) {
      if (path) this.withStaticImports(join('assets', path), seen)
    }
    return seen
  }

  /** @returns {Set<string>} Until a passphrase can be typed. */
  untilLockScreen() {
    const linked = [...this.text('index.html').matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)]
    const files = new Set(['index.html'])
    for (const [, file = ''] of linked) this.#addWithImports(file, files)
    return files
  }

  /** @returns {Set<string>} Until codes are shown. */
  untilCodes() {
    const files = this.untilLockScreen()
    for (const name of [/^workspace-root-.*\.(?:js|css)$/, /^open-vault-.*\.js$/]) {
      for (const file of this.assets(name)) this.#addWithImports(file, files)
    }
    for (const name of [/^kdf\.worker-.*\.js$/, /^argon2-.*\.wasm$/])
      for (const file of this.assets(name)) files.add(file)
    return files
  }

  /** @returns {Set<string>} What the service worker stores. */
  precached() {
    const listed = this.text('sw.js').matchAll(/url:\s*["'`]([^"'`]+)["'`]|"url":"([^"]+)"/g)
    const files = [...listed].map(([, bare, quoted]) => bare ?? quoted ?? '')
    // As src/sw.ts says: stored later, when nothing else is to be done.
    const later = /^assets\/(?:later\/|(?:import|decode)\.worker-|zxing_reader-|virtual_viewer-)/
    return new Set(files.filter((file) => !later.test(file)))
  }

  /**
   * @param {string} file
   * @param {Set<string>} files
   */
  #addWithImports(file, files) {
    if (file.endsWith('.js')) for (const each of this.withStaticImports(file)) files.add(each)
    else files.add(file)
  }
}

/**
 * @param {string} folder A build.
 * @returns {import('./report.mjs').Figure[]}
 */
export function measureSize(folder) {
  const build = new Build(folder)
  return [
    {
      what: 'until the lock screen takes text',
      found: build.total(build.untilLockScreen()),
      unit: 'kB',
      budget: limits.lockScreen,
    },
    { what: 'until codes are on the screen', found: build.total(build.untilCodes()), unit: 'kB', budget: limits.codes },
    { what: 'the whole precache', found: build.total(build.precached()), unit: 'kB', budget: limits.precache },
    {
      what: 'the client library, for other sites',
      found: build.gzipped('client/mfa-manager.js'),
      unit: 'kB',
      budget: limits.client,
    },
  ]
}

/** @param {string} folder */
function printFiles(folder) {
  const build = new Build(folder)
  const first = build.untilLockScreen()
  for (const file of build.untilCodes()) {
    console.log(`  ${first.has(file) ? 'lock ' : 'codes'} ${build.compressed(file).toFixed(1).padStart(7)} ${file}`)
  }
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  const figures = measureSize(process.env['MFA_DIST'] ?? 'dist')
  for (const figure of figures) printFigure(figure)
  if (process.argv.includes('--files')) printFiles(process.env['MFA_DIST'] ?? 'dist')
  process.exitCode = figures.some((figure) => verdict(figure) === 'OVER') ? 1 : 0
}
