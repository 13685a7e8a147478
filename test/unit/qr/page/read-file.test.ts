import { describe, expect, test, vi } from 'vitest'
import { readPictureFile } from '../../../../src/qr/page/read-file.ts'
import { maxPictureBytes } from '../../../../src/qr/picture-header.ts'
import { outcomeOf } from '../../../support/outcome.ts'
import { pngHead } from '../../../support/picture-heads.ts'

function fakeReader() {
  return {
    readPicture: vi.fn((_bytes: Uint8Array, _options?: object) => Promise.resolve(['a'])),
    readImage: vi.fn(() => Promise.resolve([])),
  }
}

const file = (bytes: Uint8Array, type: string) => new Blob([new Uint8Array(bytes)], { type })

describe('a picture file', () => {
  test('goes to the reader, with the type it came with', async () => {
    const reader = fakeReader()
    const stop = new AbortController()
    expect(await readPictureFile(reader, file(pngHead(8, 8), 'image/png'), { signal: stop.signal })).toEqual(['a'])
    expect(reader.readPicture).toHaveBeenCalledWith(pngHead(8, 8), { type: 'image/png', signal: stop.signal })
  })

  test.each([
    ['too many pixels', pngHead(20_000, 20_000), 'image/png', 'qr/too-many-pixels'],
    ['another type than it says', pngHead(8, 8), 'image/gif', 'qr/other-kind'],
    ['no picture', new Uint8Array([1, 2, 3]), '', 'qr/unknown-kind'],
    ['nothing', new Uint8Array(), 'image/png', 'qr/empty'],
  ])('of no use does not even get there: %s', async (_, bytes, type, code) => {
    const reader = fakeReader()
    expect(await outcomeOf(() => readPictureFile(reader, file(bytes, type)))).toBe(code)
    expect(reader.readPicture).not.toHaveBeenCalled()
  })

  test('that is too large is not even loaded', async () => {
    const large = file(new Uint8Array(maxPictureBytes + 1), 'image/png')
    const load = vi.spyOn(large, 'arrayBuffer')
    expect(await outcomeOf(() => readPictureFile(fakeReader(), large))).toBe('qr/too-many-bytes')
    expect(load).not.toHaveBeenCalled()
  })
})
