import type { Kdf, KdfParameters } from '../../src/crypto/index.ts'

/** A Kdf that runs each derivation once and remembers it, for tests that open the same file a thousand times. */
export function rememberingKdf(kdf: Kdf): Kdf {
  const known = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  return {
    derive: async (passphrase, parameters, options) => {
      const key = JSON.stringify([[...passphrase], parametersKey(parameters)])
      const hash = known.get(key) ?? kdf.derive(passphrase, parameters, options)
      known.set(key, hash)
      return (await hash).slice()
    },
    dispose: () => kdf.dispose(),
  }
}

function parametersKey({ salt, ...rest }: KdfParameters): unknown {
  return [rest, [...salt]]
}
