// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exitWith, npm } from './run-command.mjs'

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional] Made for another system, perhaps: it may be absent.
 */

/** @typedef {{ readonly packages: Readonly<Record<string, LockedPackage>> }} Lockfile */

/**
 * Installs what the lockfile names, unless exactly that is installed already.
 *
 * @param {string} root The repository.
 */
export async function installIfNeeded(root) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  if (!isNodeAtLeast(engines.node, process.versions.node)) {
    exitWith(`This needs Node ${engines.node}; you have ${process.versions.node}. See https://nodejs.org/`)
  }
  const record = join(root, 'node_modules/.package-lock.json')
  if (existsSync(record) && isInstalled(readLockfile(join(root, 'package-lock.json')), readLockfile(record))) return
  console.log('Installing what package-lock.json names …')
  const status = await npm(['ci', '--include=dev', '--no-audit', '--no-fund'])
  if (status !== 0) exitWith('npm ci did not succeed; its messages stand above.')
}

/**
 * Whether what is installed is what is wanted. Dates would not tell: a checkout changes them, a branch does not.
 *
 * @param {Lockfile} wanted `package-lock.json`.
 * @param {Lockfile} installed `node_modules/.package-lock.json`, in which npm records what it has installed.
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted.packages).every(([path, { version, integrity, optional }]) => {
    const found = installed.packages[path]
    if (path === '') return true
    if (found === undefined) return optional === true
    return found.version === version && found.integrity === integrity
  })
}

/**
 * @param {string} range Of the form `>=20.19`.
 * @param {string} version Of the form `20.19.0`.
 */
export function isNodeAtLeast(range, version) {
  const [neededMajor = 0, neededMinor = 0] = numbersOf(range)
  const [major = 0, minor = 0] = numbersOf(version)
  return major > neededMajor || (major === neededMajor && minor >= neededMinor)
}

/** @param {string} text */
function numbersOf(text) {
  return (text.match(/\d+/g) ?? []).map(Number)
}

/**
 * @param {string} path
 * @returns {Lockfile}
 */
function readLockfile(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
