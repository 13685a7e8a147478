import type { Bytes } from './bytes.ts'
import { CryptoError } from './errors.ts'
import type { Argon2idParameters } from './kdf-parameters.ts'

/** Argon2id: a passphrase to 32 bytes. May block the thread for seconds; bounds are the caller's to check. */
export type Argon2id = (passphrase: Uint8Array, parameters: Argon2idParameters) => Promise<Bytes>

/** What other apps' files ask of Argon2 (RFC 9106), beside what ours do. `v` may be 16, version 1.0, too. */
export interface Argon2Parameters extends Omit<Argon2idParameters, 'name'> {
  readonly name: 'argon2id' | 'argon2d'
}

/** As {@link Argon2id}, of both kinds and versions. */
export type Argon2 = (passphrase: Uint8Array, parameters: Argon2Parameters) => Promise<Bytes>

const outputBytes = 32
/** How the reference implementation numbers the kinds. */
const kinds = { argon2d: 0, argon2id: 2 }
/** ARGON2_MEMORY_ALLOCATION_ERROR of the reference implementation. */
const outOfMemory = -22

/** What the module exports: the C function `argon2_hash` of the reference implementation, and its allocator. */
interface Argon2Exports {
  readonly memory: WebAssembly.Memory
  _initialize(): void
  malloc(length: number): number
  free(pointer: number): void
  argon2_hash(
    passes: number,
    memory: number,
    lanes: number,
    passphrase: number,
    passphraseLength: number,
    salt: number,
    saltLength: number,
    hash: number,
    hashLength: number,
    encoded: number,
    encodedLength: number,
    type: number,
    version: number,
  ): number
}

/**
 * Takes the bytes of `@phi-ag/argon2/argon2.wasm` into use.
 *
 * The package's own JavaScript is not used: it takes passwords as text only, and hands the number of UTF-16 units over as
 * the number of bytes, which cuts off whatever is not ASCII. The module itself takes bytes.
 *
 * @param wasm - The file's bytes.
 * @throws {@link CryptoError} with `crypto/argon2-unavailable`: no WebAssembly, no SIMD, or a policy forbids it.
 */
export async function compileArgon2(wasm: Bytes): Promise<Argon2> {
  let module: WebAssembly.Module
  try {
    module = await WebAssembly.compile(wasm)
  } catch (cause) {
    throw new CryptoError('crypto/argon2-unavailable', 'WebAssembly with SIMD cannot run here', { cause })
  }
  return async (passphrase, parameters) => {
    // An instance for each run: its memory, grown to hold `m` KiB, goes with it.
    const { exports } = await WebAssembly.instantiate(module)
    if (!isArgon2(exports)) throw new CryptoError('crypto/kdf-failed', 'the Argon2 module has other exports')
    // oxlint-disable-next-line no-underscore-dangle -- what WASI calls the function that must run before any other
    exports._initialize()
    return run(exports, passphrase, parameters)
  }
}

function isArgon2(exports: object): exports is Argon2Exports {
  return 'argon2_hash' in exports && 'malloc' in exports && 'memory' in exports && '_initialize' in exports
}

function run(wasm: Argon2Exports, passphrase: Uint8Array, { name, m, t, p, v, salt }: Argon2Parameters): Bytes {
  const total = passphrase.length + salt.length + outputBytes
  const start = wasm.malloc(total)
  if (start === 0) throw memoryError()
  const saltAt = start + passphrase.length
  const hashAt = saltAt + salt.length
  const view = new Uint8Array(wasm.memory.buffer, start, total)
  view.set(passphrase)
  view.set(salt, passphrase.length)
  try {
    // prettier-ignore
    const result = wasm.argon2_hash(
      t, m, p, start, passphrase.length, saltAt, salt.length, hashAt, outputBytes, 0, 0, kinds[name], v,
    )
    if (result === outOfMemory) throw memoryError()
    if (result !== 0) throw new CryptoError('crypto/kdf-failed', `Argon2 answered ${result}`)
    return new Uint8Array(wasm.memory.buffer).slice(hashAt, hashAt + outputBytes)
  } finally {
    // A new view: growing the memory detached the first one.
    new Uint8Array(wasm.memory.buffer, start, total).fill(0)
    wasm.free(start)
  }
}

function memoryError(): CryptoError {
  return new CryptoError('crypto/kdf-memory', 'the memory that Argon2 needs could not be had')
}
