// @ts-check
// Finds a Chromium, Chrome or Edge for the tests; node scripts/browser.mjs prints its path.
import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exitWith, npm, run } from './run-command.mjs'

/** A download that hangs must not hang the tests. */
const installTimeoutMs = 10 * 60_000

/** By what works best: `chromium-browser` comes last, since on Ubuntu it may be a script that only names a package. */
const commands = [
  'chromium',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'chromium-browser',
]

const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge']

const windowsPrograms = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
]

/**
 * Where browsers are on a system, the best first.
 *
 * @param {string} platform As `process.platform` says it.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {string} home The person's own folder.
 * @returns {readonly string[]}
 */
export function browserPaths(platform, env, home) {
  if (platform === 'win32') {
    const folders = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter(isText)
    return windowsPrograms.flatMap((parts) => folders.map((folder) => win32.join(folder, ...parts)))
  }
  if (platform === 'darwin') {
    const folders = ['/Applications', posix.join(home, 'Applications')]
    return macApplications.flatMap((name) =>
      folders.map((folder) => posix.join(folder, `${name}.app/Contents/MacOS/${name}`)),
    )
  }
  const folders = [...(env['PATH'] ?? '').split(':').filter(isText), '/usr/bin', '/snap/bin']
  return commands.flatMap((command) => folders.map((folder) => posix.join(folder, command)))
}

/**
 * A browser for the tests: the one that `MFA_BROWSER` names, an installed one, Playwright's own, or one that is
 * installed now.
 *
 * @returns {Promise<string | undefined>} Its path; `undefined` where none could be had.
 */
export async function ensureBrowser() {
  const named = process.env['MFA_BROWSER']
  if (isText(named)) return existsSync(named) ? named : exitWith(`MFA_BROWSER names no file: ${named}`)
  return (await findBrowser()) ?? ((await installBrowser()) ? await findBrowser() : undefined)
}

async function findBrowser() {
  const installed = browserPaths(process.platform, process.env, homedir()).find(starts)
  if (installed !== undefined) return installed
  // Only now: on a fresh clone there is no such package until the tests have installed it.
  const { chromium } = await import('playwright-core')
  const own = chromium.executablePath()
  return existsSync(own) ? own : undefined
}

/** Debian's package brings the libraries that a browser needs; Playwright's download does not. */
async function installBrowser() {
  console.log('No browser was found; installing Chromium …')
  const limits = { timeoutMs: installTimeoutMs }
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { env, ...limits })
    const packages = ['install', '-y', '-qq', '--no-install-recommends', 'chromium']
    if ((await run('apt-get', packages, { env, ...limits })) === 0) return true
  }
  return (await npm(['exec', '--no', '--', 'playwright', 'install', 'chromium'], limits)) === 0
}

/** @param {string} path */
function starts(path) {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false
  // On Windows a browser opens a window in answer to this question.
  return process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0
}

/**
 * @param {string | undefined} value
 * @returns {value is string}
 */
function isText(value) {
  return value !== undefined && value !== ''
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  console.log((await ensureBrowser()) ?? exitWith('No browser was found, and none could be installed.'))
}
