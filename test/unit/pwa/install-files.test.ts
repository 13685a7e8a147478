import { describe, expect, it } from 'vitest'
import { installFiles } from '../../../src/pwa/index.ts'

const root = 'https://app.example/'

/** A cache of addresses that has room for so many. */
function cacheWithRoom(room: number, ...there: readonly string[]) {
  const urls = new Set(there.map((path) => `${root}${path}`))
  const cache = {
    keys: () => Promise.resolve([...urls].map((url) => new Request(url))),
    delete: (request: RequestInfo | URL) => Promise.resolve(urls.delete((request as Request).url)),
  }
  const put = (path: string) => {
    if (urls.size >= room) throw new DOMException('Quota exceeded.', 'QuotaExceededError')
    urls.add(`${root}${path}`)
  }
  return {
    openCache: () => Promise.resolve(cache),
    paths: () => [...urls].map((url) => url.slice(root.length)),
    /** Stores these, one after the other. */
    storing:
      (...paths: readonly string[]) =>
      async () => {
        for (const path of paths) await Promise.resolve(put(path))
      },
  }
}

describe('fault 61: storing the files of a version', () => {
  it('keeps them, and what was there, where there is room', async () => {
    const { openCache, paths, storing } = cacheWithRoom(9, 'old.js')
    await installFiles(openCache, storing('new.js', 'new.css'), false)
    expect(paths()).toEqual(['old.js', 'new.js', 'new.css'])
  })

  it('leaves nothing behind when a first installation runs out of room', async () => {
    const { openCache, paths, storing } = cacheWithRoom(2)
    await expect(installFiles(openCache, storing('a.js', 'b.js', 'c.js'), true)).rejects.toThrow('Quota exceeded.')
    expect(paths()).toEqual([])
  })

  it('takes away what an earlier try has left, too, while no version runs from it', async () => {
    const { openCache, paths, storing } = cacheWithRoom(2, 'a.js')
    await expect(installFiles(openCache, storing('b.js', 'c.js'), true)).rejects.toThrow('Quota exceeded.')
    expect(paths()).toEqual([])
  })

  it('leaves the running version whole when an update runs out of room', async () => {
    const { openCache, paths, storing } = cacheWithRoom(3, 'old.js', 'both.js')
    await expect(installFiles(openCache, storing('new.js', 'new.css'), false)).rejects.toThrow('Quota exceeded.')
    expect(paths()).toEqual(['old.js', 'both.js'])
  })

  it('keeps what came over a connection that broke, for the next try', async () => {
    const { openCache, paths, storing } = cacheWithRoom(9)
    const store = async () => {
      await storing('a.js')()
      throw new TypeError('Failed to fetch')
    }
    await expect(installFiles(openCache, store, true)).rejects.toThrow('Failed to fetch')
    expect(paths()).toEqual(['a.js'])
  })

  it('fails as the storing did where not even the cache can be looked at any more', async () => {
    const openCache = () => Promise.reject(new Error('gone'))
    const store = () => Promise.reject(new DOMException('Quota exceeded.', 'QuotaExceededError'))
    await expect(installFiles(openCache, store, true)).rejects.toThrow('Quota exceeded.')
  })
})
