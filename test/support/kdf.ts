import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { compileArgon2, createKdf, type Argon2, type Kdf } from '../../src/crypto/index.ts'

/** The module as npm installed it. */
export const wasmFile = fileURLToPath(import.meta.resolve('@phi-ag/argon2/argon2.wasm'))

/** The app's Argon2id on this thread, for Node. */
export async function nodeArgon2id(): Promise<Argon2> {
  return compileArgon2(new Uint8Array(await readFile(wasmFile)))
}

/** A Kdf for Node: no worker, the same hash. */
export function nodeKdf(): Kdf {
  const argon2id = nodeArgon2id()
  return createKdf({ argon2id: async (passphrase, parameters) => (await argon2id)(passphrase, parameters) })
}
