// @ts-check
import { spawn } from 'node:child_process'
import { basename } from 'node:path'

/** What a shell reports for a command that it cannot find. */
const commandNotFound = 127

/**
 * @typedef {object} RunOptions
 * @property {Readonly<Record<string, string>>} [env] Added to this process's own.
 * @property {number} [timeoutMs]
 * @property {(text: string) => void} [onOutput] Given what it prints, which then is not in this terminal.
 */

/**
 * Runs a command in this terminal.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions & { shell?: boolean }} [options]
 * @returns {Promise<number>} The exit status: 0 for success; 1 too where a signal or the time limit ended it.
 */
export function run(command, args, { env = {}, timeoutMs, onOutput, shell = false } = {}) {
  const limit = timeoutMs === undefined ? {} : { timeout: timeoutMs }
  const stdio = onOutput === undefined ? 'inherit' : 'pipe'
  const child = spawn(command, args, { stdio, env: { ...process.env, ...env }, shell, ...limit })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => onOutput?.(text))
  }
  return new Promise((resolve) => {
    child.once('error', () => resolve(commandNotFound))
    child.once('close', (status) => resolve(status ?? 1))
  })
}

/**
 * Runs npm: the one that runs this script, where one does. On Windows `npm` is a batch file, which needs a shell.
 *
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
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
