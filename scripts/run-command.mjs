// @ts-check
import { spawn } from 'node:child_process'
import { basename } from 'node:path'

/** What a shell reports for a command that it cannot find. */
const commandNotFound = 127

/**
 * Runs a command in this terminal.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Readonly<Record<string, string>>, timeoutMs?: number, shell?: boolean }} [options] `env` is added to
 *   this process's own.
 * @returns {Promise<number>} The exit status: 0 for success; 1 too where a signal or the time limit ended it.
 */
export function run(command, args, { env = {}, timeoutMs, shell = false } = {}) {
  const limit = timeoutMs === undefined ? {} : { timeout: timeoutMs }
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env }, shell, ...limit })
  return new Promise((resolve) => {
    child.once('error', () => resolve(commandNotFound))
    child.once('exit', (status) => resolve(status ?? 1))
  })
}

/**
 * Runs npm: the one that runs this script, where one does. On Windows `npm` is a batch file, which needs a shell.
 *
 * @param {readonly string[]} args
 * @param {{ env?: Readonly<Record<string, string>>, timeoutMs?: number }} [options]
 * @returns {Promise<number>} The exit status.
 */
export function npm(args, options = {}) {
  const script = process.env['npm_execpath'] ?? ''
  if (basename(script) === 'npm-cli.js') return run(process.execPath, [script, ...args], options)
  return run('npm', args, { ...options, shell: process.platform === 'win32' })
}

/**
 * Ends a script with a sentence for the person who started it.
 *
 * @param {string} message
 * @returns {never}
 */
export function exitWith(message) {
  console.error(message)
  process.exit(1)
}
