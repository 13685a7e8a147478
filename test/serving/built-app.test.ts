import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { entriesOf } from '../../build/entry-integrity-plugin.ts'
import { integrityOf } from '../../build/integrity.ts'
import { fileKind, headersDigest, metaPolicy } from '../../build/security-headers.ts'
import { isBuildStale } from '../../scripts/build-state.mjs'

const current = !isBuildStale('.')
const files = current
  ? readdirSync('dist', { recursive: true, encoding: 'utf8' }).map((path) => path.split(sep).join('/'))
  : []

describe.skipIf(!current)('the build in dist (skipped where there is no current one)', () => {
  it('is made under the header sets of this checkout', () => {
    const { digest } = JSON.parse(readFileSync('dist-serving/headers.json', 'utf8'))
    expect(digest).toBe(headersDigest())
  })

  it.each(['index.html', 'connect.html'].filter((name) => files.includes(name)))(
    'has the policy floor and the digest in %s before anything that they bind',
    (name) => {
      const html = readFileSync(join('dist', name), 'utf8')
      const policyAt = html.indexOf(`http-equiv="Content-Security-Policy" content="${metaPolicy()}"`)
      expect(policyAt).toBeGreaterThan(0)
      expect(html.search(/<script|<link|<style/)).toBeGreaterThan(policyAt)
      expect(html).toContain(`<meta name="policy" content="${headersDigest()}"`)
      expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/)
    },
  )

  it.each(['index.html', 'connect.html'])('says in %s what everything it starts with must be', (name) => {
    const html = readFileSync(join('dist', name), 'utf8')
    const stated = [...html.matchAll(/<[^>]*\s(?:src|href)="([^"]*)"[^>]*\sintegrity="([^"]*)"[^>]*>/g)]
    expect(stated.map(([, address]) => address)).toEqual(entriesOf(html))
    // Whatever way a script or a style comes in, it is among them.
    expect(entriesOf(html)).toEqual([...html.matchAll(/"(\.\/assets\/[^"]*)"/g)].map(([, address]) => address))
    for (const [tag, address = '', integrity] of stated) {
      expect(integrity, address).toBe(integrityOf(readFileSync(join('dist', address))))
      expect(tag).toMatch(/\scrossorigin\s/)
    }
    expect(stated.length).toBeGreaterThan(2)
  })

  it('has a service worker that asks of each file the digest that the pages state', () => {
    const worker = readFileSync('dist/sw.js', 'utf8')
    const listed = new Map(
      [...worker.matchAll(/\{"integrity":"([^"]*)","revision":[^,]*,"url":"([^"]*)"\}/g)].map(([, digest, url]) => [
        url,
        digest,
      ]),
    )
    for (const page of ['index.html', 'connect.html']) {
      expect(listed.get(page)).toBe(integrityOf(readFileSync(join('dist', page))))
      for (const address of entriesOf(readFileSync(join('dist', page), 'utf8'))) {
        const path = address.replace('./', '')
        expect(listed.get(path), path).toBe(integrityOf(readFileSync(join('dist', path))))
      }
    }
    expect([...listed.keys()].filter((url) => /sbom|version\.json|\.d\.ts$/.test(url ?? ''))).toEqual([])
  })

  it('lists what it is made of, at the version and commit that it was built from', () => {
    const bill = JSON.parse(readFileSync('dist/sbom.cdx.json', 'utf8'))
    const { version, commit } = JSON.parse(readFileSync('dist/version.json', 'utf8'))
    expect(bill.metadata.component).toMatchObject({
      version,
      properties: [{ name: 'mfa-manager:commit', value: commit }],
    })
    const named = bill.components.map((each: { readonly name: string }) => each.name)
    expect(named).toEqual(expect.arrayContaining(['solid-js', 'dexie', 'zxing-wasm', 'simple-icons']))
  })

  it('has only addresses in its pages that work from a sub-folder', () => {
    const html = readFileSync('dist/index.html', 'utf8')
    expect([...html.matchAll(/\s(?:src|href)="(\/[^"]*)"/g)].map(([, address]) => address)).toEqual([])
  })

  it('has a hash in the name of every file that browsers keep for ever', () => {
    const kept = files.filter((path) => ['asset', 'worker'].includes(fileKind(path)) && /\.\w+$/.test(path))
    expect(kept.filter((path) => !/-[\w-]{8,}\.\w+(?:\.(?:map|gz|br))?$/.test(path))).toEqual([])
  })

  it('tells by its name which script is a worker', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    const workers = sources.flatMap((path) => /([\w-]+\.worker)\.ts$/.exec(path)?.[1] ?? [])
    const kept = files.filter((path) => fileKind(path) === 'worker').map((path) => path.replace(/^assets\//, ''))
    expect(workers.filter((name) => !kept.some((path) => path.startsWith(`${name}-`)))).toEqual([])
  })

  it('has compressed variants that open to the files themselves', () => {
    const compressed = files.filter((path) => /\.(?:gz|br)$/.test(path))
    expect(compressed.length).toBeGreaterThan(4)
    for (const path of compressed) {
      const open = path.endsWith('.gz') ? gunzipSync : brotliDecompressSync
      expect(open(readFileSync(join('dist', path))).equals(readFileSync(join('dist', path.slice(0, -3))))).toBe(true)
    }
  })

  it('has the 404 page and the list of headers for static hosts', () => {
    for (const name of ['404.html', '404.css', '_headers']) expect(existsSync(join('dist', name))).toBe(true)
  })
})
