import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entriesOf, entryIntegrity, withIntegrity } from '../../../build/entry-integrity-plugin.ts'
import { integrityOf } from '../../../build/integrity.ts'

const page = (script: string): string =>
  `<!doctype html><html><head><script type="module" src="./${script}"></script></head><body></body></html>`

/** What other plugins do to a script as late as they may. */
const lateChange: Plugin = {
  name: 'late-change',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code += '\n/* changed late */'
    },
  },
}

describe('a build of two pages', () => {
  let root = ''
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'mfa-entry-integrity-'))
    await writeFile(join(root, 'index.html'), page('one.js'))
    await writeFile(join(root, 'connect.html'), page('two.js'))
    await writeFile(join(root, 'shared.css'), 'p { color: red }')
    await writeFile(join(root, 'shared.js'), `import './shared.css'\nexport const shared = () => import('./later.js')`)
    await writeFile(join(root, 'later.js'), `import './later.css'\nconsole.log('later')`)
    await writeFile(join(root, 'later.css'), 'b { color: blue }')
    for (const name of ['one', 'two']) {
      await writeFile(join(root, `${name}.js`), `import { shared } from './shared.js'\nconsole.log('${name}', shared)`)
    }
    await build({
      root,
      configFile: false,
      base: './',
      logLevel: 'silent',
      build: { rolldownOptions: { input: [join(root, 'index.html'), join(root, 'connect.html')] } },
      plugins: [entryIntegrity(), lateChange],
    })
  })
  afterAll(() => rm(root, { recursive: true }))

  it.each(['index.html', 'connect.html'])(
    'states in %s the digest of each file as it lies on the disk',
    async (name) => {
      const html = await readFile(join(root, 'dist', name), 'utf8')
      const kinds = entriesOf(html).map((address) => address.replace(/-[\w-]{8}\./, '.'))
      expect(kinds).toEqual([`./assets/${name.replace('.html', '')}.js`, './assets/shared.js', './assets/shared.css'])
      for (const address of entriesOf(html)) {
        const bytes = await readFile(join(root, 'dist', address))
        expect(html).toMatch(new RegExp(`"${address}"[^>]* integrity="`))
        expect(html).toContain(integrityOf(bytes))
        if (address.endsWith('.js')) expect(bytes.toString()).toContain('changed late')
      }
    },
  )
})

it('is SHA-384 of the bytes, in base64', () => {
  const digest = createHash('sha384').update('text').digest('base64')
  expect(integrityOf(new TextEncoder().encode('text'))).toBe(`sha384-${digest}`)
})

describe('a page', () => {
  it.each([
    ['<script src="a.js"></script>', '<script src="a.js" crossorigin integrity="sha384-A"></script>'],
    ['<script crossorigin src="a.js"></script>', '<script crossorigin src="a.js" integrity="sha384-A"></script>'],
    ['<link rel="stylesheet" href="a.js" />', '<link rel="stylesheet" href="a.js" crossorigin integrity="sha384-A" />'],
    [
      '<link rel="modulepreload" crossorigin href="a.js">',
      '<link rel="modulepreload" crossorigin href="a.js" integrity="sha384-A">',
    ],
    [
      '<script src="a.js" integrity="sha384-B"></script>',
      '<script src="a.js" crossorigin integrity="sha384-A"></script>',
    ],
  ])('%s gets its digest', (tag, expected) => {
    expect(withIntegrity(tag, new Map([['a.js', 'sha384-A']]))).toBe(expected)
  })

  it('keeps what is neither run nor applied as it is', () => {
    const html = '<link rel="icon" href="i.svg"><link rel="manifest" href="m"><meta content="script"><p>script</p>'
    expect(withIntegrity(html, new Map())).toBe(html)
    expect(entriesOf(html)).toEqual([])
  })

  it('that names a file without a digest is refused', () => {
    expect(() => withIntegrity('<script src="b.js"></script>', new Map())).toThrow('b.js')
  })
})
