import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { Decoder } from './decoder.ts'
import { QrError } from './errors.ts'
import { compileWasmDecoder } from './wasm-decoder.ts'

/**
 * Fetches the WebAssembly file that the build put beside the app, and takes it into use.
 *
 * @throws {@link QrError} `qr/not-loaded`.
 */
export async function fetchWasmDecoder(): Promise<Decoder> {
  let wasm: ArrayBuffer
  try {
    const response = await fetch(wasmUrl)
    if (!response.ok) throw new Error(`status ${response.status}`)
    wasm = await response.arrayBuffer()
  } catch (cause) {
    throw new QrError('qr/not-loaded', 'the ZXing-C++ module did not load', { cause })
  }
  return compileWasmDecoder(wasm)
}
