// @ts-check
// npm test: installs where needed, finds a browser, runs every check and test, and ends with their sum.
// npm test -- --only unit|browser|e2e|serving|smoke runs one kind; it may be given more than once.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBrowser } from './browser.mjs'
import { isBuildStale } from './build-state.mjs'
import { installIfNeeded } from './install.mjs'
import { exitWith, npm, run } from './run-command.mjs'
import { closingLine, countPlaywright, countStep, countVitest, noTests, sum } from './test-report.mjs'

/** @typedef {{ name: string, start: () => Promise<import('./test-report.mjs').Counts> }} Step */

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

const kinds = ['unit', 'browser', 'e2e', 'serving', 'smoke']
/** For one step: far above what any takes, so that one that hangs ends. */
const stepTimeoutMs = 45 * 60_000

/** @type {Record<string, string>} */
const env = {}

/**
 * A check has no tests to count: it adds nothing, or one failure.
 *
 * @param {string} name
 * @param {string} script Of package.json.
 * @returns {Step}
 */
function check(name, script) {
  return {
    name,
    start: async () => countStep(await npm(['run', '--silent', script], { env, timeoutMs: stepTimeoutMs }), noTests),
  }
}

/**
 * @param {string} project One of vitest.config.ts; the step has its name.
 * @param {string[]} more Projects that run in the same step.
 * @returns {Step}
 */
function vitest(project, ...more) {
  const report = reportPath(project)
  const projects = [project, ...more].flatMap((name) => ['--project', name])
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...projects]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return { name: project, start: () => counted([...args, ...reporters], report, countVitest) }
}

/** @returns {Step} */
function playwright() {
  const report = reportPath('e2e')
  env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = report
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json']
  return { name: 'e2e', start: () => counted(args, report, countPlaywright) }
}

/**
 * @template Report
 * @param {readonly string[]} args For Node.
 * @param {string} path Where the run leaves its report.
 * @param {(report: Report) => import('./test-report.mjs').Counts} count
 */
async function counted(args, path, count) {
  rmSync(path, { force: true })
  const status = await run(process.execPath, args, { env, timeoutMs: stepTimeoutMs })
  return countStep(status, readReport(path, count))
}

/**
 * @template Report
 * @param {string} path
 * @param {(report: Report) => import('./test-report.mjs').Counts} count
 */
function readReport(path, count) {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    // A run that ends before its report is a failure whatever its status says.
    return { ...noTests, failed: 1 }
  }
}

/** @param {string} name */
function reportPath(name) {
  return join(root, 'reports', `${name}.json`)
}

/**
 * @param {readonly string[]} only Kinds; none means everything.
 * @returns {readonly Step[]}
 */
function stepsFor(only) {
  const wants = (/** @type {string} */ kind) => only.length === 0 || only.includes(kind)
  const checks = [check('format', 'check:format'), check('lint', 'check:lint'), check('types', 'check:types')]
  const needsBuild = only.length === 0 || ((wants('e2e') || wants('smoke')) && isBuildStale(root))
  return [
    ...(only.length === 0 ? checks : []),
    ...(wants('unit') ? [vitest('unit', 'formats')] : []),
    ...(wants('browser') ? [vitest('browser')] : []),
    ...(needsBuild ? [check('build', 'build')] : []),
    ...(wants('e2e') ? [playwright()] : []),
    ...(wants('serving') ? [vitest('serving')] : []),
    ...(wants('smoke') ? [vitest('smoke')] : []),
  ]
}

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } })
const unknown = values.only.filter((kind) => !kinds.includes(kind))
if (unknown.length > 0) exitWith(`--only takes one of ${kinds.join(', ')}; not ${unknown.join(', ')}.`)

await installIfNeeded(root)
const browser = await ensureBrowser()
if (browser === undefined) console.error('No browser was found, and none could be installed: its tests will fail.')
else env['MFA_BROWSER'] = browser
mkdirSync(join(root, 'reports'), { recursive: true })

const outcomes = []
for (const { name, start } of stepsFor(values.only)) {
  console.log(`\n── ${name}`)
  const startedAt = performance.now()
  const counts = await start()
  outcomes.push({ name, counts, seconds: Math.round((performance.now() - startedAt) / 1000) })
}

console.log()
for (const { name, counts, seconds } of outcomes) {
  const verdict = counts.failed === 0 ? 'ok' : 'FAILED'
  const tests = counts === noTests ? '' : `  ${closingLine(counts)}`
  console.log(`${name.padEnd(8)} ${verdict.padEnd(6)} ${String(seconds).padStart(4)} s${tests}`)
}
const total = sum(outcomes.map(({ counts }) => counts))
process.exitCode = total.failed === 0 ? 0 : 1
console.log(closingLine(total))
