// @ts-check
// npm run check: the unit tests, and beside them format, lint and types, one after the other: most of those keep one core
// busy. All of them run to their end, whatever the others find.
import { npm } from './run-command.mjs'

/** The compiler and the linter are Go, and by default collect garbage as often as if memory were short. */
const env = { GOGC: process.env['GOGC'] ?? '400' }

/**
 * @param {string} part Of the scripts `check:` in package.json.
 * @param {(text: string) => void} [onOutput]
 * @returns {Promise<boolean>} Whether it passed.
 */
async function passes(part, onOutput) {
  const status = await npm(['run', '--silent', `check:${part}`], { env, ...(onOutput && { onOutput }) })
  return status === 0
}

/** What they print comes in one piece, when they end: the tests write over their own lines meanwhile. */
async function failuresBeside() {
  const failed = []
  for (const part of ['format', 'lint', 'types']) {
    let printed = ''
    const passed = await passes(part, (text) => (printed += text))
    if (!passed) failed.push(part)
    console.log(`\n── ${part}: ${passed ? 'ok' : 'FAILED'}\n${passed ? '' : printed}`)
  }
  return failed
}

const [beside, isSound] = await Promise.all([failuresBeside(), passes('unit')])
const failed = [...beside, ...(isSound ? [] : ['unit'])]
console.log(failed.length === 0 ? 'check: ok' : `check: FAILED in ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
