import { describe, expect, it, vi } from 'vitest'
import { fetchLaterFiles, isLaterFile } from '../../../src/pwa/index.ts'

describe('a file that can come later', () => {
  it.each([
    'assets/later/keepass-DzM3O6A0.js',
    'assets/import.worker-BvBfH5O6.js',
    'assets/decode.worker-BvBfH5O6.js',
    'assets/zxing_reader-BvBfH5O6.wasm',
    'assets/virtual_viewer-BvBfH5O6.js',
  ])('is %s', (url) => expect(isLaterFile(url)).toBe(true))

  it.each(['index.html', 'assets/kdf.worker-BvBfH5O6.js', 'assets/menu-later-BvBfH5O6.js', 'later/x.js', ''])(
    'is not %j, which the app starts with or is not of the build',
    (url) => expect(isLaterFile(url)).toBe(false),
  )
})

describe('asking for the files that can come later', () => {
  it('tells the service worker', () => {
    const postMessage = vi.fn<(message: unknown) => void>()
    fetchLaterFiles({ serviceWorker: { controller: { postMessage } } })
    expect(postMessage.mock.calls).toEqual([[{ type: 'FETCH_LATER' }]])
  })

  it('is not done where the person saves data', () => {
    const postMessage = vi.fn<(message: unknown) => void>()
    fetchLaterFiles({ serviceWorker: { controller: { postMessage } }, connection: { saveData: true } })
    expect(postMessage).not.toHaveBeenCalled()
  })

  it('does nothing where nothing controls the page, or there are no service workers', () => {
    expect(() => fetchLaterFiles({ serviceWorker: { controller: null } })).not.toThrow()
    expect(() => fetchLaterFiles({})).not.toThrow()
  })
})
