/** Beginnings of picture files: as much as says how large the picture is. */

const text = (value: string): number[] => Array.from(value, (character) => character.charCodeAt(0))
const big = (value: number, length: number): number[] =>
  Array.from({ length }, (_, at) => Math.floor(value / 256 ** (length - 1 - at)) % 256)
const little = (value: number, length: number): number[] => big(value, length).toReversed()
const bytes = (...parts: readonly number[][]): Uint8Array => Uint8Array.from(parts.flat())

const chunk = (type: string, data: readonly number[]): number[] => [
  ...big(data.length, 4),
  ...text(type),
  ...data,
  ...big(0, 4),
]

export function pngHead(width: number, height: number, { animated = false } = {}): Uint8Array {
  return bytes(
    text('\x89PNG\r\n\x1A\n'),
    chunk('IHDR', [...big(width, 4), ...big(height, 4), 8, 6, 0, 0, 0]),
    animated ? chunk('acTL', [...big(2, 4), ...big(0, 4)]) : [],
    chunk('IDAT', []),
  )
}

/** @param pictures - Left, top, width and height of each. */
export function gifHead(
  width: number,
  height: number,
  pictures: readonly (readonly [number, number, number, number])[] = [],
): Uint8Array {
  const comment = [0x21, 0xfe, 2, 1, 2, 0]
  const drawn = pictures.flatMap((place) => [
    ...comment,
    0x2c,
    ...place.flatMap((value) => little(value, 2)),
    0x80,
    ...Array.from({ length: 6 }, () => 0),
    2,
    1,
    0x44,
    0,
  ])
  return bytes(text('GIF89a'), little(width, 2), little(height, 2), [0, 0, 0], drawn, [0x3b])
}

export function jpegHead(width: number, height: number, { frame = 0xc0 } = {}): Uint8Array {
  // In the segment before it a small picture with a frame of its own, as cameras put it there.
  const thumbnail = [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, ...big(7, 2), ...big(9, 2), 1]
  return bytes(
    [0xff, 0xd8, 0xff, 0xe1, ...big(thumbnail.length + 2, 2), ...thumbnail],
    [0xff, 0xff, 0xff, 0xc4, 0, 3, 0],
    [0xff, frame, 0, 11, 8, ...big(height, 2), ...big(width, 2), 1, 1, 0x11, 0],
  )
}

const riff = (chunks: readonly number[]): Uint8Array =>
  bytes(text('RIFF'), little(chunks.length + 4, 4), text('WEBP'), [...chunks])

export function webpExtended(width: number, height: number, { animated = false } = {}): Uint8Array {
  return riff([
    ...text('VP8X'),
    ...little(10, 4),
    animated ? 2 : 0,
    0,
    0,
    0,
    ...little(width - 1, 3),
    ...little(height - 1, 3),
  ])
}

export function webpLossless(width: number, height: number): Uint8Array {
  return riff([...text('VP8L'), ...little(5, 4), 0x2f, ...little(width - 1 + (height - 1) * 2 ** 14, 4)])
}

export function webpLossy(width: number, height: number): Uint8Array {
  return riff([...text('VP8 '), ...little(10, 4), 0, 0, 0, 0x9d, 0x01, 0x2a, ...little(width, 2), ...little(height, 2)])
}

export function bmpHead(width: number, height: number, { headerBytes = 40 } = {}): Uint8Array {
  const isOld = headerBytes === 12
  const size = isOld
    ? [...little(width, 2), ...little(height, 2)]
    : [...little(width, 4), ...little(height < 0 ? height + 2 ** 32 : height, 4)]
  return bytes(text('BM'), little(0, 4), little(0, 4), little(54, 4), little(headerBytes, 4), size)
}

const box = (type: string, content: readonly number[]): number[] => [
  ...big(content.length + 8, 4),
  ...text(type),
  ...content,
]

/** @param sizes - Of each item: thumbnails and tiles are items, too. */
export function isobmffHead(
  brand: string,
  sizes: readonly (readonly [number, number])[],
  { compatible = [] as readonly string[] } = {},
): Uint8Array {
  const properties = sizes.flatMap(([width, height]) => box('ispe', [0, 0, 0, 0, ...big(width, 4), ...big(height, 4)]))
  return bytes(
    box('ftyp', [...text(brand), 0, 0, 0, 0, ...compatible.flatMap(text)]),
    box('meta', [
      0,
      0,
      0,
      0,
      ...box('hdlr', [0, 0]),
      ...box('iprp', box('ipco', [...box('colr', [1]), ...properties])),
    ]),
  )
}
