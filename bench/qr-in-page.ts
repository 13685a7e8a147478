// What the QR benchmark does in a page: each reader gets the same files, and decodes them itself.
import type { Decoder } from '../src/qr/decoder.ts'
import { toGray } from '../src/qr/gray-image.ts'
import { readPicture } from '../src/qr/index.ts'
import { readPlainly } from '../src/qr/plain-decoder.ts'
import { fetchWasmDecoder } from '../src/qr/wasm-own-file.ts'

/** What a reader made of a picture. */
export interface QrReading {
  readonly texts: readonly string[]
  readonly ms: number
}

type JsQr = (data: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null

/** The app's name among the readers. */
const app = 'the app'

let readers: Promise<Readonly<Record<string, (bytes: Uint8Array) => Promise<readonly string[]>>>> | undefined

/** Reads one picture with every reader there is here, `the app` first. The first picture is read twice. */
export async function readWithEach(url: string): Promise<Readonly<Record<string, QrReading>>> {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer())
  const isFirst = readers === undefined
  readers ??= allReaders()
  const readings: Record<string, QrReading> = {}
  for (const [name, read] of Object.entries(await readers)) {
    // Nobody waits for a decoder to be fetched and compiled in the middle of a row of pictures.
    if (isFirst) await read(bytes)
    const begun = performance.now()
    const texts = await read(bytes)
    readings[name] = { texts, ms: performance.now() - begun }
  }
  return readings
}

async function allReaders() {
  const wasm = await fetchWasmDecoder()
  const { jsQR: jsQr } = globalThis as { readonly jsQR?: JsQr }
  return {
    [app]: (bytes: Uint8Array) => readPicture(bytes),
    'zxing-wasm': (bytes: Uint8Array) => decodedBy(wasm, bytes),
    '@zxing/library': (bytes: Uint8Array) => decodedBy(readPlainly, bytes),
    ...(jsQr !== undefined && {
      jsqr: async (bytes: Uint8Array) => {
        const { data, width, height } = await pixelsOf(bytes)
        const code = jsQr(data, width, height)
        return code === null ? [] : [code.data]
      },
    }),
  }
}

async function decodedBy(decode: Decoder, bytes: Uint8Array): Promise<readonly string[]> {
  return decode(toGray(await pixelsOf(bytes)).gray).map(({ text }) => text)
}

/** On white, as sheets are meant to be seen. */
async function pixelsOf(bytes: Uint8Array): Promise<ImageData> {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]))
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no canvas')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  return context.getImageData(0, 0, width, height)
}
