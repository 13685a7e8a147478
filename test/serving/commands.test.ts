import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rawRequest } from './raw-request.ts'

/** Stands in for a bundler: one page, and the header facts that the server reads. */
const buildScript = `
  const { mkdirSync, writeFileSync } = require('node:fs')
  console.log('build ran')
  for (const folder of ['dist', 'dist-serving']) mkdirSync(folder, { recursive: true })
  writeFileSync('dist/index.html', 'the page')
  writeFileSync('dist-serving/headers.json', '{"contentTypes":{},"rules":[],"headers":{"other":[]}}')`

/** Stands in for Vitest: leaves the report that a project of its name is to have, and ends as that says. */
const vitestStandIn = `
  import { readFileSync, writeFileSync } from 'node:fs'
  const valueOf = (name) => process.argv.find((argument) => argument.startsWith(name))?.slice(name.length)
  const counts = JSON.parse(readFileSync('counts.json'))[process.argv[process.argv.indexOf('--project') + 1]]
  console.log('vitest ran', process.argv[process.argv.indexOf('--project') + 1], process.env.MFA_BROWSER)
  if (counts === undefined) process.exit(1)
  const [numPassedTests, numFailedTests, numPendingTests] = counts
  const report = { numPassedTests, numFailedTests, numPendingTests, numTodoTests: 0, testResults: [] }
  writeFileSync(valueOf('--outputFile.json='), JSON.stringify(report))
  process.exit(numFailedTests === 0 ? 0 : 1)`

const playwrightStandIn = `
  const { writeFileSync } = require('node:fs')
  const stats = { expected: 4, unexpected: 0, flaky: 0, skipped: 1 }
  writeFileSync(process.env.PLAYWRIGHT_JSON_OUTPUT_FILE, JSON.stringify({ stats, errors: [] }))`

const script = (name: string): string => `node -e "console.log('${name} ran')"`

/** A repository as small as can be, round the real scripts. */
const repository: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'small',
    version: '1.0.0',
    engines: { node: '>=20.19' },
    scripts: {
      build: 'node build.cjs',
      'check:format': script('format'),
      'check:lint': script('lint'),
      'check:types': script('types'),
    },
  }),
  'package-lock.json': JSON.stringify({ name: 'small', version: '1.0.0', lockfileVersion: 3, packages: { '': {} } }),
  'build.cjs': buildScript,
}

const testTools: Readonly<Record<string, string>> = {
  'node_modules/.package-lock.json': '{ "packages": {} }',
  'node_modules/vitest/vitest.mjs': vitestStandIn,
  'node_modules/@playwright/test/cli.js': playwrightStandIn,
}

describe('the commands in a repository of their own', () => {
  let root = ''
  const put = async (files: Readonly<Record<string, string>>): Promise<void> => {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), content)
    }
  }
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'mfa-commands-'))
    await cp('scripts', join(root, 'scripts'), { recursive: true })
    await put(repository)
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  /** Runs a script until it ends, or until its output has `until`; then it is stopped. */
  const run = async (
    args: readonly string[],
    { until, env = {} }: { until?: RegExp; env?: Readonly<Record<string, string>> } = {},
    whileUp: (output: string) => Promise<void> = async () => {},
  ): Promise<{ output: string; status: unknown }> => {
    const child = spawn(process.execPath, args, { cwd: tmpdir(), env: { ...process.env, npm_execpath: '', ...env } })
    let output = ''
    const seen = new Promise<void>((resolve) => {
      const add = (chunk: Buffer): void => {
        output += chunk.toString()
        if (until?.test(output)) resolve()
      }
      child.stdout.on('data', add)
      child.stderr.on('data', add)
    })
    const ended = once(child, 'close')
    await Promise.race([seen, ended])
    if (child.exitCode === null && until !== undefined) {
      await whileUp(output)
      child.kill()
    }
    const [status] = await ended
    return { output, status }
  }

  const start = (whileUp?: (output: string) => Promise<void>): Promise<{ output: string }> =>
    run([join(root, 'scripts/start.mjs')], { until: /MFA Manager is at .*\n/, env: { PORT: '0', HOST: '' } }, whileUp)
  const test = (...args: readonly string[]): Promise<{ output: string; status: unknown }> =>
    run([join(root, 'scripts/test.mjs'), ...args], { env: { MFA_BROWSER: process.execPath } })

  it('npm start installs, builds, serves and says where', { timeout: 60_000 }, async () => {
    const { output } = await start(async (said) => {
      const origin = /http:\/\/localhost:\d+/.exec(said)?.[0] ?? ''
      expect((await rawRequest(origin, '/')).body.toString()).toBe('the page')
    })
    expect(output).toMatch(/Installing[^]*Building[^]*build ran[^]*MFA Manager is at http:\/\/localhost:\d+\/\n$/)
  })

  it('npm start only serves where everything is up to date', { timeout: 60_000 }, async () => {
    await put({ 'node_modules/.package-lock.json': '{ "packages": {} }' })
    await start()
    const { output } = await start()
    expect(output).toMatch(/^MFA Manager is at \S+\n$/)
  })

  it('npm test runs everything and ends with the sum', { timeout: 60_000 }, async () => {
    await put({
      ...testTools,
      'counts.json': '{ "unit": [10, 0, 2], "browser": [5, 0, 0], "serving": [3, 0, 1], "smoke": [2, 0, 0] }',
    })
    const { output, status } = await test()
    for (const step of ['format', 'lint', 'types', 'build']) expect(output).toContain(`${step} ran`)
    expect(output).toContain(`vitest ran browser ${process.execPath}`)
    expect(output).toMatch(/\n24 passed, 0 failed, 4 skipped\n$/)
    expect(status).toBe(0)
  })

  it('npm test goes on after a failure, counts it, and fails', { timeout: 60_000 }, async () => {
    const lint = { ...JSON.parse(repository['package.json'] ?? '{}') }
    lint.scripts['check:lint'] = 'node -e "process.exit(1)"'
    const counts = '{ "unit": [9, 1, 2], "serving": [3, 0, 1], "smoke": [2, 0, 0] }'
    await put({ ...testTools, 'counts.json': counts, 'package.json': JSON.stringify(lint) })
    const { output, status } = await test()
    expect(output).toMatch(/\nlint +FAILED/)
    expect(output).toMatch(/\nbrowser +FAILED/)
    expect(output).toMatch(/\n18 passed, 3 failed, 4 skipped\n$/)
    expect(status).toBe(1)
  })

  it('npm test -- --only runs one kind and what it needs', { timeout: 60_000 }, async () => {
    await put({ ...testTools, 'counts.json': '{ "unit": [10, 0, 2] }' })
    const unit = await test('--only', 'unit')
    expect(unit.output).toMatch(/\n10 passed, 0 failed, 2 skipped\n$/)
    expect(unit.output).not.toMatch(/lint ran|build ran/)
    const e2e = await test('--only', 'e2e')
    expect(e2e.output).toMatch(/build ran[^]*\n4 passed, 0 failed, 1 skipped\n$/)
  })

  it('npm test -- --only names the kinds that there are', async () => {
    const { output, status } = await test('--only', 'everything')
    expect(output).toContain('--only takes one of unit, browser, e2e, serving, smoke; not everything.')
    expect(status).toBe(1)
  })
})
