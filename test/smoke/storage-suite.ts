import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { expect } from 'vitest'
import { build, type Plugin } from 'vite'
import { until, type Driver } from './driver.ts'
import type { Outcome } from './in-page/runner.ts'

/** The tests that depend on how a browser's IndexedDB behaves, which is not the same in every engine. */
const folders = ['test/browser/storage', 'test/browser/vault']

const entry = 'storage-suite-entry'

/** What the page does with the outcomes: what is in a document can be read through every driver. */
const report = `const outcomes = await runAll()
document.body.textContent = JSON.stringify(outcomes)
document.title = 'Done'
`

/** For the whole suite on a busy machine, ms. */
const limitMs = 240_000

/**
 * Runs the storage and vault tests in a page of this browser. What Chromium forgives inside a transaction, the others
 * commit by half (fault 64), and Vitest can drive neither Firefox nor WebKitGTK.
 */
export async function runStorageSuite(driver: Driver): Promise<void> {
  const { start, files } = await bundle()
  const page = `<!doctype html><title>Storage</title><script type="module" src="/${start}"></script>`
  const server = createServer((request, response) => {
    const file = files.get((request.url ?? '').slice(1))
    response.writeHead(200, { 'Content-Type': file === undefined ? 'text/html' : 'text/javascript' })
    response.end(file ?? page)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  try {
    await driver.open(`http://localhost:${(server.address() as AddressInfo).port}/`)
    await until(() => driver.run<boolean>('return document.title === "Done"'), 'the suite is done', limitMs)
    const outcomes = JSON.parse(await driver.run<string>('return document.body.textContent')) as readonly Outcome[]
    expect(outcomes.length).toBeGreaterThan(80)
    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([])
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** The suite as scripts by path, and the one that starts it. */
async function bundle(): Promise<{ readonly start: string; readonly files: ReadonlyMap<string, string> }> {
  const runner = resolve('test/smoke/in-page/runner.ts')
  const suites = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => resolve(join(folder, name))),
  )
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    define: { APP_VERSION: '"0.0.0"', APP_COMMIT: '"test"' },
    resolve: { alias: { vitest: runner } },
    plugins: [entryOf(runner, suites)],
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      // Tests export nothing: what they are for is their side effects.
      rollupOptions: { input: entry, treeshake: false },
    },
  })
  const [bundle] = Array.isArray(built) ? built : [built]
  const chunks = bundle !== undefined && 'output' in bundle ? bundle.output.filter(({ type }) => type === 'chunk') : []
  const files = new Map(chunks.map((chunk) => [chunk.fileName, 'code' in chunk ? chunk.code : '']))
  const start = chunks.find((chunk) => 'isEntry' in chunk && chunk.isEntry)?.fileName
  if (start === undefined) throw new Error('the suite was not built')
  return { start, files }
}

/** A module that loads the tests and runs them. */
function entryOf(runner: string, suites: readonly string[]): Plugin {
  const imports = suites.map((path) => `import ${JSON.stringify(path)}\n`).join('')
  return {
    name: 'storage-suite-entry',
    resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
    load: (id) =>
      id === `\0${entry}` ? `import { runAll } from ${JSON.stringify(runner)}\n${imports}${report}` : undefined,
  }
}
