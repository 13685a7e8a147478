import { describe, expect, test, vi } from 'vitest'
import type { Decoder } from '../../../src/qr/decoder.ts'
import { QrError } from '../../../src/qr/errors.ts'
import { createThreadReader, type ThreadReaderParts } from '../../../src/qr/thread-reader.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { gifHead, pngHead } from '../../support/picture-heads.ts'
import { createSetClock } from '../../support/set-clock.ts'

function image(...rgba: readonly number[]): ImageData {
  const data = new Uint8ClampedArray(64 * 64 * 4)
  data.forEach((_, at) => (data[at] = rgba[at % 4] ?? 0))
  return { width: 64, height: 64, data, colorSpace: 'srgb' }
}

const opaque = image(255, 255, 255, 255)

interface Seen {
  /** By the browser's own detector. */
  readonly native?: readonly string[]
  /** By ours, look by look. */
  readonly ours?: readonly (readonly string[])[]
  readonly loads?: boolean
}

function readerThatSees({ native = [], ours = [], loads = true }: Seen) {
  let look = 0
  const decode = vi.fn<Decoder>(() => (ours[look++] ?? []).map((text) => ({ text })))
  const load = () => (loads ? Promise.resolve(decode) : Promise.reject(new QrError('qr/not-loaded', 'offline')))
  const parts: ThreadReaderParts = {
    decoders: { thorough: load, soonest: load },
    native: () => Promise.resolve(native),
    clock: createSetClock(),
  }
  return { reader: createThreadReader(parts), decode }
}

describe("what the browser's own detector sees", () => {
  test('gives way to ours where that sees as much: it says what the bytes are', async () => {
    const { reader } = readerThatSees({ native: ['ZÃ¼rich'], ours: [['Zürich']] })
    expect(await reader.readImage(opaque)).toEqual(['Zürich'])
  })

  test('is added where ours sees less', async () => {
    const { reader } = readerThatSees({ native: ['a', 'b'], ours: [['a']] })
    expect(await reader.readImage(opaque)).toEqual(['a', 'b'])
  })

  test('stands alone where ours sees nothing', async () => {
    const { reader } = readerThatSees({ native: ['a'] })
    expect(await reader.readImage(opaque)).toEqual(['a'])
  })

  test('stands alone where ours cannot be had', async () => {
    const { reader } = readerThatSees({ native: ['a'], loads: false })
    expect(await reader.readImage(opaque)).toEqual(['a'])
  })

  test('is not believed when it is nothing', async () => {
    const { reader } = readerThatSees({ ours: [['a']] })
    expect(await reader.readImage(opaque)).toEqual(['a'])
  })
})

describe('reading', () => {
  test('of what is transparent is tried on black when nothing is seen on white', async () => {
    const { reader, decode } = readerThatSees({})
    decode.mockImplementation(({ data }) => (data[0] === 0 ? [{ text: 'on black' }] : []))
    expect(await reader.readImage(image(255, 255, 255, 0))).toEqual(['on black'])
  })

  test('of what is opaque is not', async () => {
    const { reader, decode } = readerThatSees({})
    decode.mockImplementation(({ data }) => (data[0] === 0 ? [{ text: 'on black' }] : []))
    expect(await reader.readImage(opaque)).toEqual([])
  })

  test('without any decoder says so', async () => {
    const { reader } = readerThatSees({ loads: false })
    expect(await outcomeOf(() => reader.readImage(opaque))).toBe('qr/not-loaded')
    reader.warmUp()
  })

  test('stops when it is told', async () => {
    const { reader, decode } = readerThatSees({})
    expect(await outcomeOf(() => reader.readImage(opaque, { signal: AbortSignal.abort() }))).toBe('qr/cancelled')
    expect(decode).not.toHaveBeenCalled()
  })

  test.each([
    ['a bomb', pngHead(20_000, 20_000), 'qr/too-many-pixels'],
    ['a bomb that moves', gifHead(9, 9, [[0, 0, 60_000, 60_000]]), 'qr/too-many-pixels'],
    ['a lie', gifHead(9, 9), 'qr/other-kind'],
  ])('of %s is refused before anything is decoded', async (_, bytes, code) => {
    const { reader, decode } = readerThatSees({ ours: [['a']] })
    expect(
      await outcomeOf(() => reader.readPicture(bytes, { type: code === 'qr/other-kind' ? 'image/png' : '' })),
    ).toBe(code)
    expect(decode).not.toHaveBeenCalled()
  })
})
