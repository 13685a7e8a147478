import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

const wasmFile = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))
let prepared: Promise<unknown> | undefined

/** The texts of the QR codes in a PNG or JPEG picture, for Node, where there is no canvas. */
export async function readPicture(picture: Uint8Array): Promise<readonly string[]> {
  await (prepared ??= prepare())
  // Of what sheets hold: upright, sharp, alone.
  const plain = { tryHarder: false, tryRotate: false, tryInvert: false, tryDownscale: false, tryDenoise: false }
  const found = await readBarcodes(flattened(picture) ?? picture, {
    formats: ['QRCode'],
    maxNumberOfSymbols: 1,
    ...plain,
  })
  return found.map(({ text }) => text)
}

async function prepare(): Promise<unknown> {
  const wasmBinary = Uint8Array.from(await readFile(wasmFile)).buffer
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
}

/** A PNG of eight bits a channel with transparency, on white; other pictures are `undefined`. */
function flattened(picture: Uint8Array): ImageData | undefined {
  const bytes = Buffer.from(picture)
  const isTransparent = bytes.readUInt32BE(0) === 0x89504e47 && bytes.readUInt16BE(24) === 0x0806 && bytes[28] === 0
  if (!isTransparent) return undefined
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const data = onWhite(unfiltered(inflateSync(imageData(bytes)), width * 4, height))
  return { width, height, data, colorSpace: 'srgb' }
}

function imageData(png: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 8; at + 12 <= png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  return Buffer.concat(parts)
}

/** PNG (ISO/IEC 15948) §9.2: each line says how its bytes were predicted, four bytes being a pixel. */
function unfiltered(lines: Buffer, stride: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x < 4 ? 0 : (pixels[at - 4] ?? 0)
      const up = y === 0 ? 0 : (pixels[at - stride] ?? 0)
      const corner = x < 4 || y === 0 ? 0 : (pixels[at - stride - 4] ?? 0)
      const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)]
      pixels[at] = ((lines[y * (stride + 1) + 1 + x] ?? 0) + (guesses[filter ?? 0] ?? 0)) & 255
    }
  }
  return pixels
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(estimate - value))
  if (toLeft === undefined || toUp === undefined || toCorner === undefined) return 0
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

function onWhite(pixels: Uint8ClampedArray<ArrayBuffer>): Uint8ClampedArray<ArrayBuffer> {
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = (pixels[at + 3] ?? 0) / 255
    for (const place of [at, at + 1, at + 2]) pixels[place] = (pixels[place] ?? 0) * alpha + 255 * (1 - alpha)
    pixels[at + 3] = 255
  }
  return pixels
}
