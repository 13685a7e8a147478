import { createDecoders, type Decoders } from './decoders.ts'

/** The decoders that the build put beside the app. */
export function createOwnDecoders(): Decoders {
  return createDecoders({
    loadWasm: async () => (await import('./wasm-own-file.ts')).fetchWasmDecoder(),
    loadPlain: async () => (await import('./plain-decoder.ts')).readPlainly,
  })
}
