import { pbkdf2Sync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { argon2Available, createKdf } from '../../../src/crypto/index.ts'
import { countingRandom } from '../../support/counting-random.ts'
import { nodeArgon2id, wasmFile } from '../../support/kdf.ts'
import { outcomeOf } from '../../support/outcome.ts'

const salt = countingRandom()(16)
const passphrase = new TextEncoder().encode('correct horse battery stäple')
const argon2idParameters = { name: 'argon2id', v: 19, m: 65_536, t: 3, p: 1, salt } as const
const pbkdf2Parameters = { name: 'pbkdf2-sha256', i: 600_000, salt } as const

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('PBKDF2', () => {
  test('gives what another implementation gives', async () => {
    const expected = pbkdf2Sync(passphrase, salt, 600_000, 32, 'sha256')
    expect(await createKdf().derive(passphrase, pbkdf2Parameters)).toEqual(Uint8Array.from(expected))
  })

  test('rejects as soon as it is aborted, and leaves the browser to finish', async () => {
    const stop = new AbortController()
    const result = createKdf().derive(passphrase, pbkdf2Parameters, { signal: stop.signal })
    stop.abort()
    await expect(result).rejects.toBe(stop.signal.reason)
  })

  test('is not started when it was aborted before', async () => {
    const result = createKdf().derive(passphrase, pbkdf2Parameters, { signal: AbortSignal.abort() })
    await expect(result).rejects.toThrow('abort')
  })

  test('is bounded: four thousand million iterations could not be stopped', async () => {
    const endless = { ...pbkdf2Parameters, i: 2 ** 32 - 1 }
    expect(await outcomeOf(() => createKdf().derive(passphrase, endless))).toBe('crypto/kdf-limits')
  })

  test('runs where WebAssembly is missing', async () => {
    vi.stubGlobal('WebAssembly', undefined)
    expect(await createKdf().derive(passphrase, pbkdf2Parameters)).toHaveLength(32)
  })
})

describe('Argon2id on this thread', () => {
  test('is called with the passphrase and the parameters', async () => {
    const argon2id = vi.fn(async () => new Uint8Array(32))
    await createKdf({ argon2id }).derive(passphrase, argon2idParameters)
    expect(argon2id).toHaveBeenCalledExactlyOnceWith(passphrase, argon2idParameters)
  })

  test('is not called for parameters out of bounds', async () => {
    const argon2id = vi.fn(async () => new Uint8Array(32))
    const outcome = await outcomeOf(() => createKdf({ argon2id }).derive(passphrase, { ...argon2idParameters, t: 11 }))
    expect(outcome).toBe('crypto/kdf-limits')
    expect(argon2id).not.toHaveBeenCalled()
  })

  test('gives nothing to whoever aborted it meanwhile', async () => {
    const stop = new AbortController()
    const argon2id = async () => {
      stop.abort()
      return new Uint8Array(32)
    }
    const result = createKdf({ argon2id }).derive(passphrase, argon2idParameters, { signal: stop.signal })
    await expect(result).rejects.toThrow('abort')
  })

  test('comes before a worker, and needs no WebAssembly of its own', async () => {
    vi.stubGlobal('WebAssembly', undefined)
    const startWorker = vi.fn()
    const kdf = createKdf({ argon2id: async () => new Uint8Array(32).fill(1), startWorker })
    expect(await kdf.derive(passphrase, argon2idParameters)).toEqual(new Uint8Array(32).fill(1))
    expect(startWorker).not.toHaveBeenCalled()
    kdf.dispose()
  })

  test('is fetched where nothing else is given', async () => {
    const fetched = vi.fn(async () => new Response(await readFile(wasmFile)))
    vi.stubGlobal('fetch', fetched)
    const least = { ...argon2idParameters, m: 19_456, t: 2 }
    const expected = await (await nodeArgon2id())(passphrase, least)
    expect(await createKdf().derive(passphrase, least)).toEqual(expected)
    expect(fetched).toHaveBeenCalledOnce()
  })

  test('says so when the module does not load', async () => {
    vi.stubGlobal('fetch', async () => new Response('', { status: 404 }))
    expect(await outcomeOf(() => createKdf().derive(passphrase, argon2idParameters))).toBe('crypto/kdf-failed')
  })
})

describe('Argon2id in a worker', () => {
  test('is started from its address, as a module, when it is first asked for', async () => {
    const started: unknown[] = []
    class StubWorker extends EventTarget {
      constructor(...given: unknown[]) {
        super()
        started.push(given)
      }
      postMessage() {
        this.dispatchEvent(new MessageEvent('message', { data: { hash: new Uint8Array(32).fill(2) } }))
      }
      terminate() {
        started.push('ended')
      }
    }
    vi.stubGlobal('Worker', StubWorker)
    const kdf = createKdf({ workerUrl: '/assets/kdf.worker.js' })
    expect(started).toEqual([])
    expect(await kdf.derive(passphrase, argon2idParameters)).toEqual(new Uint8Array(32).fill(2))
    expect(started).toEqual([['/assets/kdf.worker.js', { type: 'module', name: 'kdf' }]])
    kdf.dispose()
    expect(started.at(-1)).toBe('ended')
  })
})

describe('argon2Available', () => {
  test('is true here', () => {
    expect(argon2Available()).toBe(true)
  })

  test('is false without WebAssembly, and Argon2id is refused by name', async () => {
    vi.stubGlobal('WebAssembly', undefined)
    expect(argon2Available()).toBe(false)
    expect(await outcomeOf(() => createKdf().derive(passphrase, argon2idParameters))).toBe('crypto/argon2-unavailable')
  })

  test('is false where WebAssembly has no SIMD', () => {
    vi.stubGlobal('WebAssembly', { validate: () => false })
    expect(argon2Available()).toBe(false)
  })
})
