import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createKdf, type Kdf } from '../../../src/crypto/index.ts'
import type { KdfAnswer, KdfRequest } from '../../../src/crypto/worker-argon2id.ts'
import { outcomeOf } from '../../support/outcome.ts'

/** Stands in for a worker: notes what it is asked, and answers when the test says so. */
class FakeWorker extends EventTarget {
  readonly requests: KdfRequest[] = []
  terminated = false

  postMessage(request: KdfRequest, transfer?: StructuredSerializeOptions | Transferable[]): void {
    this.requests.push(structuredClone(request, Array.isArray(transfer) ? { transfer } : transfer))
  }

  terminate(): void {
    this.terminated = true
  }

  answer(data: KdfAnswer): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

const passphrase = new TextEncoder().encode('passphrase')
const parameters = { name: 'argon2id', v: 19, m: 65_536, t: 3, p: 1, salt: new Uint8Array(16) } as const
const hash = () => new Uint8Array(32).fill(7)

let started: FakeWorker[]
let kdf: Kdf

beforeEach(() => {
  vi.useFakeTimers()
  started = []
  kdf = createKdf({
    startWorker: () => {
      const worker = new FakeWorker()
      started.push(worker)
      return worker
    },
  })
})

afterEach(() => {
  vi.useRealTimers()
})

function derive(signal?: AbortSignal) {
  return kdf.derive(passphrase, parameters, { signal })
}

function worker(index: number): FakeWorker {
  const found = started[index]
  if (found === undefined) throw new Error(`no worker ${index}`)
  return found
}

async function derived(): Promise<void> {
  const result = derive()
  await vi.advanceTimersByTimeAsync(0)
  started.at(-1)?.answer({ hash: hash() })
  await result
}

describe('a Kdf with a worker', () => {
  test('starts no worker before it is asked', () => {
    expect(started).toHaveLength(0)
  })

  test('answers what the worker answers', async () => {
    const result = derive()
    worker(0).answer({ hash: hash() })
    expect(await result).toEqual(hash())
  })

  test('sends a copy of the passphrase and leaves the caller its own', async () => {
    await derived()
    expect(worker(0).requests).toEqual([{ passphrase, parameters }])
    expect(passphrase).toEqual(new TextEncoder().encode('passphrase'))
  })

  test('uses a worker again that has rested less than ten seconds', async () => {
    await derived()
    await vi.advanceTimersByTimeAsync(9_999)
    await derived()
    expect(started).toHaveLength(1)
    expect(worker(0).terminated).toBe(false)
  })

  test('ends a worker ten seconds after its last use', async () => {
    await derived()
    await vi.advanceTimersByTimeAsync(9_999)
    await derived()
    await vi.advanceTimersByTimeAsync(9_999)
    expect(worker(0).terminated).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(worker(0).terminated).toBe(true)
  })

  test('does not end a worker while it works', async () => {
    await derived()
    const result = derive()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(worker(0).terminated).toBe(false)
    worker(0).answer({ hash: hash() })
    await result
  })

  test('gives each of two derivations at once a worker, and keeps one of them', async () => {
    const results = [derive(), derive()]
    worker(0).answer({ hash: hash() })
    worker(1).answer({ hash: hash() })
    await Promise.all(results)
    expect(started.map(({ terminated }) => terminated)).toEqual([true, false])
  })

  test('fault 16: ends the worker at once when it is aborted, and rejects with the reason', async () => {
    const stop = new AbortController()
    const result = derive(stop.signal)
    stop.abort()
    await expect(result).rejects.toBe(stop.signal.reason)
    expect(worker(0).terminated).toBe(true)
  })

  test('starts anew after it was aborted', async () => {
    const stop = new AbortController()
    const result = derive(stop.signal)
    stop.abort()
    await expect(result).rejects.toThrow('abort')
    await derived()
    expect(started).toHaveLength(2)
  })

  test('starts no worker for what was aborted before', async () => {
    await expect(derive(AbortSignal.abort())).rejects.toThrow('abort')
    expect(started).toHaveLength(0)
  })

  test('is not disturbed when the signal aborts afterwards', async () => {
    const stop = new AbortController()
    const result = derive(stop.signal)
    worker(0).answer({ hash: hash() })
    await result
    stop.abort()
    expect(worker(0).terminated).toBe(false)
  })

  test.each(['crypto/argon2-unavailable', 'crypto/kdf-memory', 'crypto/kdf-failed'] as const)(
    'passes %s on and ends the worker',
    async (code) => {
      const result = outcomeOf(() => derive())
      await vi.advanceTimersByTimeAsync(0)
      worker(0).answer({ code })
      expect(await result).toBe(code)
      expect(worker(0).terminated).toBe(true)
    },
  )

  test.each(['error', 'messageerror'])('ends the worker on %s', async (type) => {
    const result = outcomeOf(() => derive())
    await vi.advanceTimersByTimeAsync(0)
    worker(0).dispatchEvent(new Event(type))
    expect(await result).toBe('crypto/kdf-failed')
    expect(worker(0).terminated).toBe(true)
  })

  test('gives up on a worker that never answers', async () => {
    const result = outcomeOf(() => derive())
    await vi.advanceTimersByTimeAsync(120_000)
    expect(await result).toBe('crypto/kdf-failed')
    expect(worker(0).terminated).toBe(true)
  })

  test('says so when no worker can be started', async () => {
    const startWorker = () => {
      throw new TypeError('blocked by a policy')
    }
    expect(await outcomeOf(() => createKdf({ startWorker }).derive(passphrase, parameters))).toBe('crypto/kdf-failed')
  })

  test('ends the resting worker when it is disposed, and can be used again', async () => {
    await derived()
    kdf.dispose()
    expect(worker(0).terminated).toBe(true)
    kdf.dispose()
    await derived()
    expect(started).toHaveLength(2)
  })

  test('leaves no timer behind', async () => {
    await derived()
    kdf.dispose()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('fault 6: starts no worker for parameters out of bounds', async () => {
    const costly = { ...parameters, m: 4_194_304 }
    expect(await outcomeOf(() => kdf.derive(passphrase, costly))).toBe('crypto/kdf-limits')
    expect(started).toHaveLength(0)
  })

  test('needs no worker for PBKDF2', async () => {
    vi.useRealTimers()
    await kdf.derive(passphrase, { name: 'pbkdf2-sha256', i: 600_000, salt: new Uint8Array(16) })
    expect(started).toHaveLength(0)
  })
})
