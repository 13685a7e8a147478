// @ts-check
import { partOf } from './scripts/mutation-parts.mjs'

/** `npm run test:mutation` starts this once for each part; see scripts/mutation-parts.mjs. */
const name = process.env['MFA_MUTATED_PART'] ?? 'otp'
const reports = `reports/mutation/${name}`

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation-ignorer.mjs'],
  // The part says which tests there are.
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  // TypeScript 7 has no interface for programs, with which Stryker would rewrite what configurations refer to.
  tsconfigFile: 'none.json',
  ignorePatterns: ['/reports', '/test/e2e', '/test/browser', '/public', '/bench', '/examples'],
  mutate: partOf(name).mutate,
  ignorers: ['error-messages', 'sample'],
  coverageAnalysis: 'perTest',
  // What runs once, while a file is imported, would ask for all tests in a fresh process each time.
  ignoreStatic: true,
  concurrency: 1,
  // A loaded machine must not count as an endless loop.
  timeoutMS: 20_000,
  timeoutFactor: 3,
  dryRunTimeoutMinutes: 30,
  incremental: true,
  incrementalFile: `${reports}/incremental.json`,
  tempDirName: `${reports}/sandbox`,
  reporters: ['clear-text', 'json', 'html'],
  clearTextReporter: { logTests: false },
  jsonReporter: { fileName: `${reports}/mutation.json` },
  htmlReporter: { fileName: `${reports}/mutation.html` },
  thresholds: { high: 95, low: 85, break: 85 },
}
