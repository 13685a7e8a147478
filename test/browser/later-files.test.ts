import { afterEach, describe, expect, it } from 'vitest'
import { createLaterFiles } from '../../src/pwa/index.ts'

// Files of the test server stand for those of a build; what counts is what is stored.
const files = [{ url: 'test/vectors/qr-must-decode.json' }, { url: 'package.json' }]
const scope = `${location.origin}/`
const roomy = { estimate: () => Promise.resolve({ usage: 0, quota: 1e12 }) }
const stored = async () => (await (await caches.open('later-files')).keys()).map(({ url }) => new URL(url).pathname)

describe('files that can come later', () => {
  afterEach(() => caches.delete('later-files'))

  it('are stored when they are asked for, and answered without asking again', async () => {
    const later = createLaterFiles(files, scope, roomy)
    const first = await later.answer(`${scope}package.json`)
    expect(await stored()).toEqual(['/package.json'])
    const cache = await caches.open('later-files')
    await cache.put(`${scope}package.json`, new Response('kept'))
    expect(await (await later.answer(`${scope}package.json`)).text()).toBe('kept')
    expect(await first.text()).toContain('"name"')
  })

  it('are all stored when there is time', async () => {
    await createLaterFiles(files, scope, roomy).fetchAll()
    expect((await stored()).length).toBe(2)
  })

  it('leave the last of the room to the vault', async () => {
    const full = { estimate: () => Promise.resolve({ usage: 99_000_000, quota: 100_000_000 }) }
    await createLaterFiles(files, scope, full).fetchAll()
    expect(await stored()).toEqual([])
  })

  it('are stored where the browser does not say how much room there is', async () => {
    await createLaterFiles(files, scope, { estimate: () => Promise.resolve('unknown') }).fetchAll()
    expect((await stored()).length).toBe(2)
  })

  it('are refused when they are not what the build made', async () => {
    const wrong = [{ url: 'package.json', integrity: `sha384-${'A'.repeat(64)}` }]
    const later = createLaterFiles(wrong, scope, roomy)
    await expect(later.answer(`${scope}package.json`)).rejects.toThrow()
    await later.fetchAll()
    expect(await stored()).toEqual([])
  })

  it('of another version are dropped', async () => {
    await createLaterFiles(files, scope, roomy).fetchAll()
    const next = createLaterFiles([{ url: 'package.json' }], scope, roomy)
    await next.forgetOthers()
    expect(await stored()).toEqual(['/package.json'])
    expect([next.has(`${scope}package.json`), next.has(`${scope}other.json`)]).toEqual([true, false])
  })
})
