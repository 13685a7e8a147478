// @ts-check
// npm run test:mutation: changes the code of otp, crypto, vault and transfer in thousands of ways, one at a time, and
// lists those that no test notices. npm run test:mutation -- otp vault takes only these parts; all of them take hours.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parts } from './mutation-parts.mjs'
import { run } from './run-command.mjs'

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))))

const asked = process.argv.slice(2)
const isPart = (/** @type {string} */ word) => Object.hasOwn(parts, word)
/** The rest is for Stryker, such as `--mutate src/otp/code.ts` or `--concurrency 4`. */
const names = asked.filter(isPart)
const options = asked.filter((word) => !isPart(word))

for (const name of names.length > 0 ? names : Object.keys(parts)) {
  const code = await run(process.execPath, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', ...options], {
    env: { MFA_MUTATED_PART: name },
  })
  if (code !== 0) process.exitCode = code
}
