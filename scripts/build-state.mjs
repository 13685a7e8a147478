// @ts-check
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** All that a build is made of. Some may be absent. */
const sources = [
  'src',
  'public',
  'LICENSE',
  'build',
  'index.html',
  'connect.html',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]

/** The last file that a build writes. */
const lastWritten = 'dist-serving/headers.json'

/**
 * Whether `dist` is missing, or older than something that it is made of.
 *
 * @param {string} root The repository.
 */
export function isBuildStale(root) {
  if (modifiedAt(join(root, 'dist/index.html')) === 0) return true
  const builtAt = modifiedAt(join(root, lastWritten))
  return sources.some((source) => newestIn(join(root, source)) > builtAt)
}

/**
 * @param {string} path A file, or a folder with all that is in it: a folder's own date tells of files taken away.
 * @returns {number} Unix time in ms; 0 where there is nothing.
 */
function newestIn(path) {
  const own = modifiedAt(path)
  if (own === 0 || !statSync(path).isDirectory()) return own
  return Math.max(own, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}

/**
 * @param {string} path
 * @returns {number} Unix time in ms; 0 where there is nothing.
 */
function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
