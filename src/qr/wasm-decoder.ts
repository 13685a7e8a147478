import { CHARACTER_SETS, defaultReaderOptions, prepareZXingModule } from 'zxing-wasm/reader'
import { decodeUtf8 } from '../encoding/index.ts'
import type { CodePart, Decoder, FoundCode } from './decoder.ts'
import type { GrayImage } from './gray-image.ts'
import { QrError } from './errors.ts'

/** What is used of the module. Its package's own function takes RGBA only, four times the memory and the time. */
interface ReaderModule {
  readonly HEAPU8: Uint8Array
  _malloc(length: number): number
  _free(pointer: number): void
  readBarcodesFromPixmap(pointer: number, width: number, height: number, options: object): ResultList
}

interface ResultList {
  size(): number
  get(index: number): ReadResult | undefined
  delete?(): void
}

interface ReadResult {
  readonly bytes: Uint8Array
  readonly text: string
  readonly hasECI: boolean
  readonly sequenceId: string
  readonly sequenceIndex: number
  readonly sequenceSize: number
}

/** The options as the module itself takes them, with its lists by number. */
const moduleOptions = {
  ...defaultReaderOptions,
  // Neither micro nor rectangular codes: no key URI fits in, and noise looks like them.
  formats: 'QRCodeModel2',
  // A code is found in any position without; it is for bar codes.
  tryRotate: false,
  downscaleFactor: 2,
  binarizer: 0,
  eanAddOnSymbol: 0,
  textMode: 0,
  // What bytes are that neither say so nor are UTF-8.
  characterSet: CHARACTER_SETS.indexOf('ISO8859_1'),
}

/**
 * Takes ZXing-C++ into use.
 *
 * @param wasmBinary - The bytes of `zxing-wasm/reader/zxing_reader.wasm`; left to itself the package would fetch them
 * from another host.
 * @throws {@link QrError} `qr/not-loaded`: no WebAssembly here, or a policy forbids it.
 */
export async function compileWasmDecoder(wasmBinary: ArrayBuffer): Promise<Decoder> {
  let module: unknown
  try {
    // What it prints is in what it throws.
    const overrides = { wasmBinary, printErr: () => undefined }
    module = await prepareZXingModule({ overrides, fireImmediately: true })
  } catch (cause) {
    throw new QrError('qr/not-loaded', 'ZXing-C++ cannot run here', { cause })
  }
  if (!isReaderModule(module)) throw new QrError('qr/not-loaded', 'the ZXing-C++ module has other exports')
  const reader = module
  return (image, { denoise = false } = {}) => read(reader, image, denoise)
}

function isReaderModule(module: unknown): module is ReaderModule {
  return typeof module === 'object' && module !== null && 'readBarcodesFromPixmap' in module && '_malloc' in module
}

function read(reader: ReaderModule, { width, height, data }: GrayImage, tryDenoise: boolean): readonly FoundCode[] {
  // oxlint-disable no-underscore-dangle -- what Emscripten calls them
  const pointer = reader._malloc(data.length)
  if (pointer === 0) return []
  try {
    reader.HEAPU8.set(data, pointer)
    return found(reader.readBarcodesFromPixmap(pointer, width, height, { ...moduleOptions, tryDenoise }))
  } finally {
    reader._free(pointer)
  }
  // oxlint-enable no-underscore-dangle
}

function found(list: ResultList): readonly FoundCode[] {
  const results = Array.from({ length: list.size() }, (_, index) => list.get(index))
  list.delete?.()
  return results.flatMap((result) => (result === undefined ? [] : [codeOf(result)]))
}

function codeOf(result: ReadResult): FoundCode {
  const part = partOf(result)
  return { text: textOf(result), ...(part !== undefined && { part }) }
}

/** UTF-8 where the bytes are; some generators write Latin-1 without saying so, which is what `text` takes them for. */
function textOf({ bytes, text, hasECI }: ReadResult): string {
  if (hasECI) return text
  try {
    return decodeUtf8(bytes)
  } catch {
    return text
  }
}

function partOf({ sequenceId, sequenceIndex, sequenceSize }: ReadResult): CodePart | undefined {
  return sequenceSize > 1 ? { id: sequenceId, index: sequenceIndex, size: sequenceSize } : undefined
}
