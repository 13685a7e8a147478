import { decodeHex } from '../encoding/index.ts'
import type { Argon2id } from './argon2.ts'
import type { Bytes } from './bytes.ts'
import { CryptoError } from './errors.ts'
import { checkKdfBounds, type Argon2idParameters, type KdfParameters, type Pbkdf2Parameters } from './kdf-parameters.ts'
import { pbkdf2 } from './pbkdf2.ts'
import { createWorkerArgon2id, type KdfWorker } from './worker-argon2id.ts'

/** Makes keys out of passphrases. */
export interface Kdf {
  /**
   * Runs the slow hash. Bounds are checked before any work, and before a worker is started.
   *
   * @param passphrase - What `passphraseBytes` gave; the caller zeroes it.
   * @param options - `signal`: ends the worker at once and rejects with the signal's reason. PBKDF2 cannot be ended: it
   * rejects at once, too, and the browser finishes the work for nobody.
   * @returns 32 bytes, to be zeroed by the caller.
   * @throws {@link CryptoError} with `crypto/kdf-limits`, `crypto/argon2-unavailable`, `crypto/kdf-failed` or
   * `crypto/kdf-memory`.
   */
  derive(
    passphrase: Uint8Array,
    parameters: KdfParameters,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<Bytes>
  /** Ends the worker that the last derivation left resting. The Kdf can be used again. */
  dispose(): void
}

/** A worker's address: a text, or the TrustedScriptURL that the page's policy made of it, which nothing here looks into. */
export type WorkerAddress = string | URL | { toString(): string }

/** Where Argon2id runs. The first that is given counts. */
export interface KdfOptions {
  /** An Argon2id to call on this thread: for tests and scripts, which have no worker. */
  readonly argon2id?: Argon2id | undefined
  /** Starts the worker, for tests of its comings and goings. */
  readonly startWorker?: (() => KdfWorker) | undefined
  /** Address of `kdf.worker.ts` in the build. Without any option the hash runs on this thread, and blocks it. */
  readonly workerUrl?: WorkerAddress | undefined
}

/** A Kdf. It starts nothing until it is asked to derive. */
export function createKdf(options: KdfOptions = {}): Kdf {
  const worker = options.argon2id === undefined ? workerOf(options) : undefined
  const here = () => options.argon2id ?? fetchHere()

  const argon2id = async (passphrase: Uint8Array, parameters: Argon2idParameters, signal: AbortSignal | undefined) => {
    if (worker !== undefined) return worker.run(passphrase, parameters, signal)
    const hash = await (await here())(passphrase, parameters)
    signal?.throwIfAborted()
    return hash
  }

  return {
    derive: async (passphrase, parameters, { signal } = {}) => {
      checkKdfBounds(parameters)
      signal?.throwIfAborted()
      if (parameters.name === 'pbkdf2-sha256') return abortable(ownPbkdf2(passphrase, parameters), signal)
      if (options.argon2id === undefined && !argon2Available()) {
        throw new CryptoError('crypto/argon2-unavailable', 'WebAssembly with SIMD cannot run here')
      }
      return argon2id(passphrase, parameters, signal)
    },
    dispose: () => worker?.dispose(),
  }
}

function workerOf({ startWorker, workerUrl }: KdfOptions) {
  if (startWorker !== undefined) return createWorkerArgon2id(startWorker)
  if (workerUrl === undefined) return undefined
  // The library's types know no TrustedScriptURL here; the browser takes one as it is.
  return createWorkerArgon2id(() => new Worker(workerUrl as string, { type: 'module', name: 'kdf' }))
}

async function fetchHere(): Promise<Argon2id> {
  const { fetchArgon2 } = await import('./argon2-own-file.ts')
  return fetchArgon2()
}

/** `(module (func (result v128) (v128.const i32x4 0 0 0 0)))`: valid only where SIMD is. */
const simdProbe = decodeHex(`0061736d010000000105016000017b030201000a16011400fd0c${'00'.repeat(16)}0b`)

/**
 * Whether Argon2id can run in this browser: WebAssembly is there and knows SIMD. Lockdown modes and switched-off JIT
 * compilers take it away; new passphrase slots are PBKDF2 then, and slots that are Argon2id cannot be opened.
 */
export function argon2Available(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(simdProbe)
}

function ownPbkdf2(passphrase: Uint8Array, { i, salt }: Pbkdf2Parameters): Promise<Bytes> {
  return pbkdf2(passphrase, { hash: 'SHA-256', salt, iterations: i, length: 32 })
}

function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  const done = new AbortController()
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: done.signal })
  })
  return Promise.race([work, aborted]).finally(() => done.abort())
}
