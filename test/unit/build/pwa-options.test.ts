import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ResolvedConfig } from 'vite'
import { afterEach, describe, expect, it } from 'vitest'
import { manifest, pwaOptions } from '../../../build/pwa-options.ts'
import { readAddress } from '../../../src/pwa/index.ts'

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
      manifest.share_target?.action,
      ...(manifest.protocol_handlers ?? []).map(({ url }) => url),
      ...(manifest.file_handlers ?? []).map(({ action }) => action),
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

  it('takes what is shared by a form, so that nothing of it is in an address', () => {
    expect(manifest.share_target).toMatchObject({ action: './share', method: 'POST', enctype: 'multipart/form-data' })
    const { params } = manifest.share_target ?? {}
    expect(params).toMatchObject({ title: 'title', text: 'text', url: 'url' })
    const files = [params?.files ?? []].flat()[0]
    expect(files).toMatchObject({ name: 'files' })
    for (const type of ['image/png', 'image/jpeg', 'image/webp', 'text/plain']) expect(files?.accept).toContain(type)
  })

  it('takes links behind #, which browsers send to no host', () => {
    expect(manifest.protocol_handlers).toEqual([{ protocol: 'web+otpauth', url: './#add=%s' }])
    const url = manifest.protocol_handlers?.[0]?.url ?? ''
    const link = 'web+otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP'
    const opened = new URL(url.replace('%s', encodeURIComponent(link)), 'https://host.example/folder/')
    expect([opened.pathname, opened.search]).toEqual(['/folder/', ''])
    expect(readAddress(opened.href)).toEqual({ call: 'link', link: link.slice('web+'.length) })
  })

  it('has shortcuts whose addresses say how an account is added', () => {
    const urls = (manifest.shortcuts ?? []).map(({ url }) => url)
    expect(urls).toEqual(['./#/scan', './#/add', './#/search'])
    const calls = urls.map((url) => readAddress(new URL(url, 'https://host.example/').href))
    expect(calls).toEqual([{ call: 'add', tab: 'scan' }, { call: 'add', tab: 'by-hand' }, undefined])
  })

  it('opens backups and exports on the import screen, by endings that are not everybody’s', () => {
    const [handler] = manifest.file_handlers ?? []
    expect(handler?.action).toBe('./#/import')
    expect(handler?.accept).toMatchObject({ 'application/vnd.mfa-manager.backup+json': ['.mfabackup'] })
    const endings = Object.values(handler?.accept ?? {}).flat()
    for (const ending of endings) expect(ending).toMatch(/^\.[a-z\d]+$/)
    for (const common of ['.txt', '.csv', '.html', '.xml', '.zip', '.db']) expect(endings).not.toContain(common)
  })

  it('opens pictures where codes in them are looked for', () => {
    const [, pictures, ...others] = manifest.file_handlers ?? []
    expect(others).toEqual([])
    expect(pictures?.action).toBe('./')
    for (const [type, endings] of Object.entries(pictures?.accept ?? {})) {
      expect(type).toMatch(/^image\//)
      expect(endings.every((ending) => /^\.[a-z]+$/.test(ending))).toBe(true)
    }
    expect(Object.values(pictures?.accept ?? {}).flat()).toEqual(
      expect.arrayContaining(['.png', '.jpg', '.webp', '.gif', '.avif', '.svg']),
    )
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
