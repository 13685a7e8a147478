import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { QrError } from '../../../src/qr/errors.ts'
import { inspectPicture, maxPictureBytes } from '../../../src/qr/picture-header.ts'
import { runs } from '../../support/bytes-of.ts'
import { outcomeOf } from '../../support/outcome.ts'
import {
  bmpHead,
  gifHead,
  isobmffHead,
  jpegHead,
  pngHead,
  webpExtended,
  webpLossless,
  webpLossy,
} from '../../support/picture-heads.ts'

const encoder = new TextEncoder()
const svg = (root: string, before = '') =>
  encoder.encode(`${before}<svg xmlns="http://www.w3.org/2000/svg"${root}></svg>`)
const verdict = (bytes: Uint8Array, type?: string) => outcomeOf(() => inspectPicture(bytes, type))

const heads: readonly (readonly [string, Uint8Array, string, number, number])[] = [
  ['a PNG', pngHead(640, 480), 'png', 640, 480],
  ['a GIF', gifHead(640, 480, [[0, 0, 640, 480]]), 'gif', 640, 480],
  ['a baseline JPEG', jpegHead(640, 480), 'jpeg', 640, 480],
  ['a progressive JPEG', jpegHead(640, 480, { frame: 0xc2 }), 'jpeg', 640, 480],
  ['an extended WebP', webpExtended(640, 480), 'webp', 640, 480],
  ['a lossless WebP', webpLossless(640, 480), 'webp', 640, 480],
  ['a lossy WebP', webpLossy(640, 480), 'webp', 640, 480],
  ['a BMP', bmpHead(640, 480), 'bmp', 640, 480],
  ['a BMP that begins at the top', bmpHead(640, -480), 'bmp', 640, 480],
  ['a BMP of OS/2', bmpHead(640, 480, { headerBytes: 12 }), 'bmp', 640, 480],
  ['an AVIF', isobmffHead('avif', [[640, 480]]), 'avif', 640, 480],
  ['a HEIC', isobmffHead('heic', [[640, 480]]), 'heic', 640, 480],
  [
    'a HEIC whose first brand says little',
    isobmffHead('mif1', [[640, 480]], { compatible: ['heic'] }),
    'heic',
    640,
    480,
  ],
  [
    'an AVIF whose first brand says little',
    isobmffHead('mif1', [[640, 480]], { compatible: ['avif'] }),
    'avif',
    640,
    480,
  ],
]

describe('the header of a picture', () => {
  test.each(heads)('of %s says its size', (_, bytes, kind, width, height) => {
    expect(inspectPicture(bytes)).toMatchObject({ kind, width, height, isAnimated: false })
  })

  test.each(heads)('of %s that was cut off is damaged, or enough', (_, bytes) => {
    for (let length = 1; length < bytes.length; length++) {
      const cut = bytes.subarray(0, length)
      expect(['success', 'qr/damaged', 'qr/unknown-kind']).toContain(fate(cut))
    }
  })

  test('is read of a part of a larger buffer', () => {
    const whole = new Uint8Array(500)
    whole.set(pngHead(3, 5), 100)
    expect(inspectPicture(whole.subarray(100))).toMatchObject({ width: 3, height: 5 })
  })

  test('never fails but with a code, whatever the bytes', () => {
    const beginnings = fc.constantFrom(...heads.map(([, bytes]) => bytes))
    fc.assert(
      fc.property(beginnings, fc.uint8Array({ maxLength: 60 }), fc.nat(80), (head, noise, at) => {
        const bytes = new Uint8Array(Math.max(head.length, at + noise.length))
        bytes.set(head)
        bytes.set(noise, at)
        return typeof fate(bytes) === 'string'
      }),
      runs,
    )
  })
})

/** As `outcomeOf`, at once. */
function fate(bytes: Uint8Array): string {
  try {
    inspectPicture(bytes)
    return 'success'
  } catch (error) {
    if (error instanceof QrError) return error.code
    throw error
  }
}

describe('a picture that is too much (fault 34)', () => {
  test.each([
    ['a PNG', pngHead(20_000, 20_000)],
    ['a PNG of the largest size there is', pngHead(0xffffffff, 0xffffffff)],
    ['a GIF', gifHead(20_000, 20_000)],
    [
      'a GIF whose second picture is larger than its screen',
      gifHead(10, 10, [
        [0, 0, 10, 10],
        [0, 0, 60_000, 60_000],
      ]),
    ],
    ['a GIF whose picture lies far out', gifHead(10, 10, [[60_000, 60_000, 10, 10]])],
    ['a JPEG', jpegHead(20_000, 20_000)],
    ['a WebP', webpExtended(16_000_000, 16_000_000)],
    ['a lossless WebP', webpLossless(16_384, 16_384)],
    ['a BMP', bmpHead(20_000, -20_000)],
    [
      'an AVIF behind a small thumbnail',
      isobmffHead('avif', [
        [160, 120],
        [20_000, 20_000],
      ]),
    ],
    ['a HEIC', isobmffHead('heic', [[20_000, 20_000]])],
    ['text that looks like a GIF', encoder.encode('GIF89a/*this is no picture*/=1')],
  ])('is refused by its header: %s', async (_, bytes) => {
    expect(await verdict(bytes)).toBe('qr/too-many-pixels')
  })

  test('may have 25 million pixels and no more', async () => {
    expect(await verdict(pngHead(5000, 5000))).toBe('success')
    expect(await verdict(pngHead(5000, 5001))).toBe('qr/too-many-pixels')
  })

  test('may have 10 MB and no more', async () => {
    const large = new Uint8Array(maxPictureBytes + 1)
    large.set(pngHead(10, 10))
    expect(await verdict(large.subarray(0, maxPictureBytes))).toBe('success')
    expect(await verdict(large)).toBe('qr/too-many-bytes')
  })
})

describe('a picture that is nothing', () => {
  test.each([
    ['no bytes', new Uint8Array()],
    ['no width', pngHead(0, 10)],
    ['no height', jpegHead(10, 0)],
    ['a GIF without a screen', gifHead(0, 0)],
    ['a drawing of no width', svg(' width="0" height="10"')],
  ])('is refused: %s', async (_, bytes) => {
    expect(await verdict(bytes)).toBe('qr/empty')
  })
})

describe('what is no picture', () => {
  test.each([
    ['text', encoder.encode('otpauth://totp/a?secret=AAAA')],
    ['a web page', encoder.encode('<!doctype html><html><svg></svg></html>')],
    ['a zip', encoder.encode('PK\u0003\u0004')],
    ['a text that begins like a BMP', encoder.encode('BM is how bitmaps begin, and some texts')],
    ['a video', isobmffHead('isom', [[640, 480]])],
    ['a sound', encoder.encode('RIFF0000WAVEfmt ')],
    ['a drawing after something else', svg('', 'hello ')],
    ['a drawing with a document type of its own', svg('', '<!DOCTYPE svg [<!ENTITY a "b">]>')],
    ['one byte', Uint8Array.of(0xff)],
  ])('is refused: %s', async (_, bytes) => {
    expect(await verdict(bytes)).toBe('qr/unknown-kind')
  })
})

describe('a damaged picture', () => {
  test.each([
    ['a PNG whose first chunk is another', pngHead(1, 1).map((byte, at) => (at === 12 ? 0x4a : byte))],
    ['a JPEG without a frame', Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 2)],
    ['a JPEG that loses its way', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 2, 0, 0)],
    ['a WebP of no known chunk', webpLossy(1, 1).map((byte, at) => (at === 15 ? 0x39 : byte))],
    ['a lossy WebP without its start code', webpLossy(1, 1).map((byte, at) => (at === 23 ? 0 : byte))],
    ['a lossless WebP without its signature', webpLossless(1, 1).map((byte, at) => (at === 20 ? 0 : byte))],
    ['an AVIF whose items have no size', isobmffHead('avif', [])],
    ['an AVIF with a box shorter than itself', isobmffHead('avif', [[1, 1]]).map((byte, at) => (at === 19 ? 3 : byte))],
  ])('is refused: %s', async (_, bytes) => {
    expect(await verdict(bytes)).toBe('qr/damaged')
  })
})

describe('the type that a picture comes with', () => {
  test.each([
    '',
    'image/png',
    'IMAGE/PNG',
    'image/png; charset=utf-8',
    'image/*',
    'application/octet-stream',
    'image/x-png',
  ])('is taken: %j', async (type) => {
    expect(await verdict(pngHead(10, 10), type)).toBe('success')
  })

  test.each(['image/jpeg', 'image/svg+xml', 'text/html', 'application/pdf'])('is a lie: %s', async (type) => {
    expect(await verdict(pngHead(10, 10), type)).toBe('qr/other-kind')
  })

  test('is no way round the refusal of a drawing', async () => {
    expect(await verdict(svg(''), 'image/png')).toBe('qr/other-kind')
  })

  test('says its right name in the answer', () => {
    expect(inspectPicture(pngHead(1, 1), 'image/x-png').type).toBe('image/png')
    expect(inspectPicture(jpegHead(1, 1), 'image/jpg').type).toBe('image/jpeg')
  })
})

describe('an animation', () => {
  test.each([
    [
      'GIF',
      gifHead(8, 8, [
        [0, 0, 8, 8],
        [1, 1, 2, 2],
      ]),
    ],
    ['PNG', pngHead(8, 8, { animated: true })],
    ['WebP', webpExtended(8, 8, { animated: true })],
    ['AVIF', isobmffHead('avis', [[8, 8]], { compatible: ['avif'] })],
  ])('is known for one: %s', (_, bytes) => {
    expect(inspectPicture(bytes).isAnimated).toBe(true)
  })
})

describe('a drawing', () => {
  test.each([
    ['small, made large enough', ' width="100" height="50"', 1024, 512],
    ['by its box alone', ' viewBox="0 0 30 30"', 1024, 1024],
    ['in millimetres', ' width="20mm" height="40mm"', 512, 1024],
    ['in shares of a page, by its box', ' width="100%" height="100%" viewBox="0 0 20 10"', 1024, 512],
    ['large, made small enough', ' width="100000" height="50000"', 2048, 1024],
    ['that says nothing', '', 1024, 1024],
    ['in single quotes', " width='100' height='50'", 1024, 512],
  ])('has a size: %s', (_, root, width, height) => {
    expect(inspectPicture(svg(root))).toMatchObject({ kind: 'svg', width, height })
  })

  test.each([
    '\uFEFF',
    '  \n',
    '<?xml version="1.0"?>',
    '<!-- a - note -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">',
  ])('may begin with %j', (before) => {
    expect(inspectPicture(svg('', before)).kind).toBe('svg')
  })
})

describe('a picture that is something else, too', () => {
  test('is what it begins with: a PNG with a web page at its end', () => {
    const both = Uint8Array.of(...pngHead(10, 10), ...encoder.encode('<script>alert(1)</script>'))
    expect(inspectPicture(both, 'image/png').kind).toBe('png')
  })
})
