import { afterEach, describe, expect, test, vi } from 'vitest'
import workerUrl from '../../../src/qr/decode.worker.ts?worker&url'
import { createQrReader, readPicture, type QrReader } from '../../../src/qr/index.ts'
import { newGray } from '../../../src/qr/gray-image.ts'
import { collage, drawnCode, mapped } from '../../support/drawn-code.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { animatedGif, fileOf, onNothing, pixelsOf, plainPng } from '../../support/picture-files.ts'
import { isobmffHead } from '../../support/picture-heads.ts'

const link = 'otpauth://totp/Example:ana@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example'
const code = drawnCode(link)
const readers: QrReader[] = []

/** A reader with the real worker, and every worker that it starts. */
function watchedReader() {
  const workers: { readonly terminate: ReturnType<typeof vi.spyOn> }[] = []
  const reader = createQrReader(() => {
    const worker = new Worker(workerUrl, { type: 'module' })
    workers.push({ terminate: vi.spyOn(worker, 'terminate') })
    return worker
  })
  readers.push(reader)
  return { reader, workers }
}

afterEach(() => {
  for (const reader of readers.splice(0)) reader.dispose()
})

describe('a picture file, in a worker', () => {
  test.each(['image/png', 'image/jpeg', 'image/webp'])('is read: %s', async (type) => {
    const { reader } = watchedReader()
    expect(await reader.readPicture(await fileOf(pixelsOf(code), type), { type })).toEqual([link])
  })

  test('is read where it is transparent, too', async () => {
    const { reader } = watchedReader()
    for (const colour of ['black', 'white'] as const) {
      expect(await reader.readPicture(await fileOf(onNothing(code, colour), 'image/png'))).toEqual([link])
    }
  })

  test('of a GIF that moves is read in each of its pictures', async () => {
    const texts = ['part one', 'part two', 'part six']
    const { reader } = watchedReader()
    const found = await reader.readPicture(animatedGif(texts.map((text) => drawnCode(text))))
    expect(found).toEqual(texts)
  })

  test('and an image that a page has already is read, and stays the page’s', async () => {
    const { reader } = watchedReader()
    const pixels = pixelsOf(code)
    expect(await reader.readImage(pixels)).toEqual([link])
    expect(pixels.data).toHaveLength(code.data.length * 4)
    const bitmap = await createImageBitmap(pixels)
    expect(await reader.readImage(bitmap)).toEqual([link])
    expect(bitmap.width).toBe(code.width)
  })

  test('and a frame of a camera is read, and is gone then', async () => {
    const { reader } = watchedReader()
    for (let frames = 0; frames < 4; frames++) {
      const frame = await createImageBitmap(pixelsOf(code))
      expect(await reader.readFrame(frame)).toEqual([link])
      expect(frame.width).toBe(0)
    }
  })

  test('leaves the bytes to whoever gave them', async () => {
    const { reader } = watchedReader()
    const bytes = await fileOf(pixelsOf(code), 'image/png')
    const before = bytes.slice()
    await reader.readPicture(bytes)
    expect(bytes).toEqual(before)
  })

  test('ends with its worker when it is not wanted any more', async () => {
    const { reader, workers } = watchedReader()
    const stop = new AbortController()
    const reading = outcomeOf(() => reader.readImage(pixelsOf(newGray(1200, 1200)), { signal: stop.signal }))
    stop.abort()
    expect(await reading).toBe('qr/cancelled')
    expect(await reader.readImage(pixelsOf(code))).toEqual([link])
    expect(workers.length).toBeLessThanOrEqual(2)
  })
})

describe('a bad picture file gets a code (faults 34 and 35)', () => {
  test('a bomb of 20,000 × 20,000 pixels in 50 kB', async () => {
    const bomb = await plainPng(20_000, 20_000)
    expect(bomb.length).toBeLessThan(100_000)
    const { reader } = watchedReader()
    expect(await outcomeOf(() => reader.readPicture(bomb))).toBe('qr/too-many-pixels')
  })

  test.each(['image/png', 'image/jpeg', 'image/webp'])('one that was cut off: %s', async (type) => {
    const whole = await fileOf(pixelsOf(code), type)
    const { reader } = watchedReader()
    // What browsers show of it holds no code, or they show nothing.
    const cut = whole.subarray(0, Math.floor(whole.length / 4))
    const outcome = await reader.readPicture(cut).then(
      (texts) => texts.length,
      (error: { readonly code?: string }) => error.code,
    )
    expect(['qr/damaged', 0]).toContain(outcome)
  })

  test('a header alone', async () => {
    const { reader } = watchedReader()
    const png = await fileOf(pixelsOf(code), 'image/png')
    expect(await outcomeOf(() => reader.readPicture(png.subarray(0, 60)))).toBe('qr/damaged')
  })

  test('a kind that this browser does not decode', async () => {
    const { reader } = watchedReader()
    expect(await outcomeOf(() => reader.readPicture(isobmffHead('heic', [[64, 64]])))).toBe('qr/not-shown')
  })

  test('a drawing, which is for the page to draw', async () => {
    const { reader } = watchedReader()
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')
    expect(await outcomeOf(() => reader.readPicture(svg))).toBe('qr/needs-page')
  })

  test('a type that is a lie', async () => {
    const { reader } = watchedReader()
    const png = await fileOf(pixelsOf(code), 'image/png')
    expect(await outcomeOf(() => reader.readPicture(png, { type: 'image/jpeg' }))).toBe('qr/other-kind')
  })

  test('fault 35: no code: no texts, and no error', async () => {
    const { reader } = watchedReader()
    expect(await reader.readPicture(await plainPng(300, 200))).toEqual([])
  })

  test('fault 35: a damaged code: no texts, and no error', async () => {
    const { reader } = watchedReader()
    const half = mapped(code, (x, y) => (x + y > code.width ? 255 : (code.data[y * code.width + x] ?? 0)))
    expect(await reader.readImage(pixelsOf(half))).toEqual([])
  })
})

test('fault 35: a picture with several codes in a file says them all, on this thread', async () => {
  const both = collage(420, 220, [
    { image: drawnCode('first'), left: 10, top: 20 },
    { image: drawnCode('second'), left: 220, top: 30 },
  ])
  const texts = await readPicture(await fileOf(pixelsOf(both), 'image/png'), { effort: 'quick' })
  expect(texts.toSorted()).toEqual(['first', 'second'])
})
