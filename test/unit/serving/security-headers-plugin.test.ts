import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { build } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { securityHeaders } from '../../../build/security-headers-plugin.ts'
import { headersDigest, headersOf, metaPolicy } from '../../../build/security-headers.ts'

const page =
  '<!doctype html><html><head><meta charset="utf-8"><script type="module" src="./main.js"></script></head></html>'
const worker = `self.addEventListener('message', () => console.log(${JSON.stringify('x'.repeat(2000))}, self.__WB_MANIFEST))`

describe('a build with the security headers', () => {
  let root = ''
  const inBuild = (...path: readonly string[]): string => join(root, 'dist', ...path)

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'mfa-headers-plugin-'))
    await writeFile(join(root, 'index.html'), page)
    await writeFile(join(root, 'connect.html'), page)
    await writeFile(join(root, 'main.js'), `import './main.css'\nconsole.log('started')`)
    await writeFile(join(root, 'main.css'), 'p { color: red }')
    await writeFile(join(root, 'sw.js'), worker)
    await mkdir(join(root, 'public'))
    await cp('public/404.html', join(root, 'public/404.html'))
    await build({
      root,
      configFile: false,
      base: './',
      logLevel: 'silent',
      build: { rolldownOptions: { input: [join(root, 'index.html'), join(root, 'connect.html')] } },
      plugins: [
        securityHeaders(),
        VitePWA({ strategies: 'injectManifest', srcDir: '.', filename: 'sw.js', injectRegister: false }),
      ],
    })
  })
  afterAll(() => rm(root, { recursive: true }))

  it.each(['index.html', 'connect.html'])('has the policy floor before the first script of %s', async (name) => {
    const html = await readFile(inBuild(name), 'utf8')
    const policyAt = html.indexOf(`<meta http-equiv="Content-Security-Policy" content="${metaPolicy()}" />`)
    expect(policyAt).toBeGreaterThan(0)
    expect(html.search(/<script|<link|<style/)).toBeGreaterThan(policyAt)
    expect(html).toContain(`<meta name="policy" content="${headersDigest()}" />`)
  })

  it('compresses the service worker, although another plugin writes it last', async () => {
    const plain = await readFile(inBuild('sw.js'))
    expect(plain.toString()).toContain('index.html')
    expect(brotliDecompressSync(await readFile(inBuild('sw.js.br')))).toEqual(plain)
  })

  it('lists its files in _headers, without the compressed ones', async () => {
    const text = await readFile(inBuild('_headers'), 'utf8')
    for (const path of ['/', '/connect.html', '/sw.js', '/404.html', '/assets/*']) expect(text).toMatch(lineOf(path))
    expect(text).not.toMatch(/\.(?:gz|br)$/m)
  })

  it('keeps what only servers need beside the build', async () => {
    expect(await readdir(inBuild())).not.toContain('headers.json')
    const serving = await readdir(join(root, 'dist-serving'))
    expect(serving).toEqual(expect.arrayContaining(['document.conf', 'headers.json', 'http.conf']))
    const facts = JSON.parse(await readFile(join(root, 'dist-serving/headers.json'), 'utf8'))
    expect(facts.digest).toBe(headersDigest())
    expect(facts.headers.connect).toEqual(headersOf('connect'))
  })

  it('stops a build whose page has no head, and finishes nothing', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'mfa-headers-plugin-'))
    onTestFinished(() => rm(broken, { recursive: true }))
    await writeFile(join(broken, 'index.html'), '<p>No head</p>')
    const building = build({ root: broken, configFile: false, logLevel: 'silent', plugins: [securityHeaders()] })
    await expect(building).rejects.toThrow('index.html has no <head> for the policy')
    expect(await readdir(broken)).toEqual(['index.html'])
  })
})

function lineOf(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*/]/g, String.raw`\$&`)}$`, 'm')
}
