// @ts-check
// npm run test:kills: tabs of a real browser, killed at every step of every write, and the vault looked at each time.
// --seed changes everything that is drawn; --only names writes (or rows, tabs), --step one step of them, to see it again.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBrowser } from './browser.mjs'
import { exitWith, run } from './run-command.mjs'

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))))

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true, default: [] },
    step: { type: 'string' },
  },
})
const env = {
  MFA_BROWSER: (await ensureBrowser()) ?? exitWith('No browser was found, and none could be installed.'),
  MFA_KILLS: 'full',
  MFA_KILLS_SEED: values.seed,
  MFA_KILLS_ONLY: values.only.join(','),
  ...(values.step === undefined ? {} : { MFA_KILLS_STEP: values.step }),
}
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'smoke', 'test/smoke/kills.test.ts']
process.exitCode = await run(process.execPath, vitest, { env })
