import wasm from '@phi-ag/argon2/argon2.wasm?url&inline'
import { compileArgon2, type Argon2 } from '../crypto/index.ts'
import { decodeBase64 } from '../encoding/index.ts'

/**
 * Takes the place of the crypto room's `fetchArgon2` in the viewer, whose policy allows no request at all: the module's
 * bytes lie in the script. `build/viewer-bundle.ts` puts it there.
 *
 * @throws `CryptoError` with `crypto/argon2-unavailable`.
 */
export function fetchArgon2(): Promise<Argon2> {
  return compileArgon2(decodeBase64(wasm.slice(wasm.indexOf(',') + 1)))
}
