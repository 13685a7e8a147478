import wasmUrl from '@phi-ag/argon2/argon2.wasm?url'
import { compileArgon2, type Argon2 } from './argon2.ts'
import { CryptoError } from './errors.ts'

/**
 * Fetches the WebAssembly file that the build put beside the app, and compiles it for this thread.
 *
 * @throws {@link CryptoError} with `crypto/argon2-unavailable` or, when the file does not load, `crypto/kdf-failed`.
 */
export async function fetchArgon2(): Promise<Argon2> {
  let wasm: ArrayBuffer
  try {
    const response = await fetch(wasmUrl)
    if (!response.ok) throw new Error(`status ${response.status}`)
    wasm = await response.arrayBuffer()
  } catch (cause) {
    throw new CryptoError('crypto/kdf-failed', 'the Argon2 module did not load', { cause })
  }
  return compileArgon2(new Uint8Array(wasm))
}
