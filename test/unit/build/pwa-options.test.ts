import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ResolvedConfig } from 'vite'
import { afterEach, describe, expect, it } from 'vitest'
import { manifest, pwaOptions } from '../../../build/pwa-options.ts'

const publicFolder = new URL('../../../public/', import.meta.url)

/** Width and height of a PNG, from its first chunk (PNG §11.2.2). */
async function sizeOf(path: string): Promise<string> {
  const bytes = await readFile(new URL(path, publicFolder))
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`
}

describe('the manifest', () => {
  it('names only addresses below the folder it lies in, so that the build runs from any', () => {
    const addresses = [
      manifest.start_url,
      manifest.scope,
      ...(manifest.icons ?? []).map(({ src }) => src),
      ...(manifest.screenshots ?? []).map(({ src }) => src),
      ...(manifest.shortcuts ?? []).flatMap(({ url, icons }) => [url, ...(icons ?? []).map(({ src }) => src)]),
    ]
    for (const address of addresses) {
      expect(new URL(address ?? '/', 'https://host.example/some/folder/manifest.webmanifest').href).toMatch(
        /^https:\/\/host\.example\/some\/folder\//,
      )
    }
  })

  it('has icons of the sizes it claims, and a maskable one that is not used plain', async () => {
    const icons = [...(manifest.icons ?? []), ...(manifest.shortcuts ?? []).flatMap(({ icons }) => icons ?? [])]
    for (const { src, sizes } of icons) expect(await sizeOf(src), src).toBe(sizes)
    const purposes = (manifest.icons ?? []).map(({ purpose, sizes }) => `${String(purpose)} ${sizes ?? ''}`)
    expect(purposes).toEqual(
      expect.arrayContaining(['any 192x192', 'any 512x512', 'maskable 192x192', 'maskable 512x512']),
    )
  })

  it('keeps what a shortcut carries out of every request', () => {
    for (const { url } of manifest.shortcuts ?? []) expect(url).toMatch(/^\.\/#\//)
  })

  it('lets nothing in from other apps yet', () => {
    expect(manifest).not.toHaveProperty('share_target')
    expect(manifest).not.toHaveProperty('protocol_handlers')
  })

  it('opens backups and exports on the import screen, by endings that are not everybody’s', () => {
    const [handler, ...others] = manifest.file_handlers ?? []
    expect(others).toEqual([])
    expect(handler?.action).toBe('./#/import')
    expect(handler?.accept).toMatchObject({ 'application/vnd.mfa-manager.backup+json': ['.mfabackup'] })
    const endings = Object.values(handler?.accept ?? {}).flat()
    for (const ending of endings) expect(ending).toMatch(/^\.[a-z\d]+$/)
    for (const common of ['.txt', '.csv', '.html', '.xml', '.zip', '.db']) expect(endings).not.toContain(common)
  })

  it('has an id, so that a later start address is the same app', () => {
    expect(manifest.id).toBe('mfa-manager')
  })
})

describe('the precache list', () => {
  let folder: string | undefined

  afterEach(async () => {
    if (folder) await rm(folder, { recursive: true })
    folder = undefined
  })

  it('leaves out what the app does not need offline', () => {
    const patterns = pwaOptions().injectManifest?.globPatterns?.join(' ') ?? ''
    expect(patterns).toContain('{index,connect}.html')
    for (const name of ['404', 'screenshots', 'client', 'version', '**/*.html']) expect(patterns).not.toContain(name)
  })

  it('states the digest of each file, so that a version is stored whole or not at all', async () => {
    folder = await mkdtemp(join(tmpdir(), 'precache-'))
    await writeFile(join(folder, 'index.html'), '<!doctype html>')
    const options = pwaOptions()
    await options.integration?.configureOptions?.(
      { root: folder, build: { outDir: '.' } } as unknown as ResolvedConfig,
      options,
    )
    const [transform] = options.injectManifest?.manifestTransforms ?? []
    const { manifest: entries } = (await transform?.([{ url: 'index.html', revision: '1', size: 15 }])) ?? {}
    const digest = createHash('sha384').update('<!doctype html>').digest('base64')
    expect(entries).toEqual([{ url: 'index.html', revision: '1', size: 15, integrity: `sha384-${digest}` }])
  })

  it('fails the build over a file that is listed and not there', async () => {
    folder = await mkdtemp(join(tmpdir(), 'precache-'))
    const options = pwaOptions()
    await options.integration?.configureOptions?.(
      { root: folder, build: { outDir: '.' } } as unknown as ResolvedConfig,
      options,
    )
    const [transform] = options.injectManifest?.manifestTransforms ?? []
    await expect(transform?.([{ url: 'gone.js', revision: null, size: 1 }])).rejects.toThrow('ENOENT')
  })
})

it('leaves registration and consent to the app', () => {
  const options = pwaOptions()
  expect(options.injectRegister).toBe(false)
  expect(options.registerType).toBe('prompt')
  expect(options.strategies).toBe('injectManifest')
})
