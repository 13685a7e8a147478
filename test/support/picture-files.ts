import type { GrayImage } from '../../src/qr/gray-image.ts'

/** The pixels of a picture as canvases have them. */
export function pixelsOf({ width, height, data }: GrayImage): ImageData {
  const image = new ImageData(width, height)
  data.forEach((value, at) => image.data.set([value, value, value, 255], at * 4))
  return image
}

/** Dark modules (or light ones) on nothing. */
export function onNothing(image: GrayImage, colour: 'black' | 'white'): ImageData {
  const pixels = pixelsOf(image)
  image.data.forEach((value, at) => {
    const light = colour === 'white' ? 255 : 0
    pixels.data.set([light, light, light, 255 - value], at * 4)
  })
  return pixels
}

/** A file of a picture, as the browser writes it. */
export async function fileOf(pixels: ImageData, type: string): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(pixels.width, pixels.height)
  canvas.getContext('2d')?.putImageData(pixels, 0, 0)
  const blob = await canvas.convertToBlob({ type, quality: 0.9 })
  if (blob.type !== type) throw new Error(`this browser writes no ${type}`)
  return new Uint8Array(await blob.arrayBuffer())
}

/** A PNG of one colour, of any size: zeros are compressed to next to nothing. */
export async function plainPng(width: number, height: number): Promise<Uint8Array> {
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, width)
  header.setUint32(4, height)
  // One bit a pixel, gray.
  header.setUint8(8, 1)
  const row = new Uint8Array(1 + Math.ceil(width / 8))
  let rows = height
  const lines = new ReadableStream<BufferSource>({
    pull(controller) {
      if (rows-- > 0) controller.enqueue(row)
      else controller.close()
    },
  })
  const packed = await new Response(lines.pipeThrough(new CompressionStream('deflate'))).arrayBuffer()
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    pngChunk('IHDR', new Uint8Array(header.buffer)),
    pngChunk('IDAT', new Uint8Array(packed)),
    pngChunk('IEND', new Uint8Array()),
  ]
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

function pngChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(data.length + 12)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, data.length)
  chunk.set(new TextEncoder().encode(type), 4)
  chunk.set(data, 8)
  view.setUint32(data.length + 8, crc32(chunk.subarray(4, data.length + 8)))
  return chunk
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}

/** An animated GIF of pictures in black and white, all of the size of the first. */
export function animatedGif(pictures: readonly GrayImage[]): Uint8Array {
  const [{ width, height }] = pictures as [GrayImage]
  const size = [width & 255, width >> 8, height & 255, height >> 8]
  const text = (value: string) => Array.from(value, (letter) => letter.charCodeAt(0))
  const shownFor100ms = [0x21, 0xf9, 4, 0, 10, 0, 0, 0]
  const atCorner = [0x2c, 0, 0, 0, 0, ...size, 0, 7]
  const frames = pictures.flatMap(({ data }) => [...shownFor100ms, ...atCorner, ...inBlocks(unpacked(data))])
  const palette = [0, 0, 0, 255, 255, 255, ...Array.from({ length: 126 * 3 }, () => 0)]
  return Uint8Array.from([...text('GIF89a'), ...size, 0xf6, 0, 0, ...palette, ...frames, 0x3b])
}

/** LZW with codes of eight bits that never learns: each code is a pixel, and the table is cleared before it grows. */
function unpacked(data: Uint8Array): number[] {
  const [clear, end] = [128, 129]
  const codes: number[] = []
  data.forEach((value, at) => {
    if (at % 100 === 0) codes.push(clear)
    codes.push(value > 127 ? 1 : 0)
  })
  return [...codes, end]
}

function inBlocks(codes: readonly number[]): number[] {
  const blocks: number[] = []
  for (let at = 0; at < codes.length; at += 255) {
    const block = codes.slice(at, at + 255)
    blocks.push(block.length, ...block)
  }
  return [...blocks, 0]
}

/** A code as a drawing, a rectangle for each dark module. */
export function svgOf({ width, height, data }: GrayImage, root: string): Uint8Array {
  const rects = [...data].flatMap((value, at) =>
    value > 127 ? [] : `<rect x="${at % width}" y="${Math.floor(at / width)}" width="1" height="1"/>`,
  )
  const box = root.includes('viewBox') || !root.includes('{box}') ? '' : ` viewBox="0 0 ${width} ${height}"`
  const text = `<svg xmlns="http://www.w3.org/2000/svg"${root.replace('{box}', box)}>${rects.join('')}</svg>`
  return new TextEncoder().encode(text)
}
