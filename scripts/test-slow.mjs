// @ts-check
// npm run test:slow: every property of every reader, hundreds to thousands of times, and how many inputs that were.
// npm run test:slow -- keepass runs only the files whose paths hold one of the words.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run-command.mjs'

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))))

/** Where what comes from outside, and out of storage, is read. */
const rooms = ['crypto', 'encoding', 'otp', 'qr', 'transfer', 'vault'].map((room) => `test/unit/${room}/`)

const folder = mkdtempSync(join(tmpdir(), 'mfa-manager-slow-'))
const counts = join(folder, 'inputs')
const asked = process.argv.slice(2)
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--project', 'formats']
const env = { SLOW: '1', MFA_COUNT_INPUTS: counts }
process.exitCode = await run(process.execPath, [...vitest, ...(asked.length > 0 ? asked : rooms)], { env })

/** One line per test file. */
const lines = readFileSync(counts, { encoding: 'utf8', flag: 'a+' }).trim().split('\n')
const inputs = lines.reduce((sum, line) => sum + Number(line), 0)
console.log(`${inputs.toLocaleString('en')} inputs were tried.`)
rmSync(folder, { recursive: true })
