import { argon2id as otherArgon2id } from 'hash-wasm'
import { afterEach, describe, expect, test, vi } from 'vitest'
import workerUrl from '../../../src/crypto/kdf.worker.ts?worker&url'
import { argon2Available, createKdf, passphraseBytes, type Kdf } from '../../../src/crypto/index.ts'
import { readBackup, writeBackup } from '../../../src/transfer/index.ts'
import { encodeHex } from '../../../src/encoding/index.ts'
import { outcomeOf } from '../../support/outcome.ts'

const salt = Uint8Array.from({ length: 16 }, (_, index) => index)
const cheap = { name: 'argon2id', v: 19, m: 19_456, t: 2, p: 1, salt } as const
const policy = { ...cheap, m: 65_536, t: 3 } as const
const passphrase = passphraseBytes('correct horse battery stäple')

const kdfs: Kdf[] = []

/** A Kdf with the real worker, and every worker that it starts. */
function watchedKdf() {
  const workers: { readonly worker: Worker; readonly terminate: ReturnType<typeof vi.spyOn> }[] = []
  const kdf = createKdf({
    startWorker: () => {
      const worker = new Worker(workerUrl, { type: 'module' })
      workers.push({ worker, terminate: vi.spyOn(worker, 'terminate') })
      return worker
    },
  })
  kdfs.push(kdf)
  return { kdf, workers }
}

afterEach(() => {
  for (const kdf of kdfs.splice(0)) kdf.dispose()
})

describe('Argon2id in a worker', () => {
  test('is available in this browser', () => {
    expect(argon2Available()).toBe(true)
  })

  test('gives what Node gives', async () => {
    const { kdf } = watchedKdf()
    expect(encodeHex(await kdf.derive(passphrase, cheap))).toBe(
      '4f24860367fd95744efc8b037aac91e4dae4cfe093ee51481b6c666718d4d75e',
    )
    expect(encodeHex(await kdf.derive(passphrase, policy))).toBe(
      '958cb0d0dc580c64c13e87d4e779a8b439ea0792c1fe6962e0b73f0aa2eb2694',
    )
  })

  test('gives what a second implementation gives here', async () => {
    const { kdf } = watchedKdf()
    const cost = { memorySize: cheap.m, iterations: cheap.t, parallelism: cheap.p }
    const expected = await otherArgon2id({ password: passphrase, salt, ...cost, hashLength: 32, outputType: 'hex' })
    expect(encodeHex(await kdf.derive(passphrase, cheap))).toBe(expected)
  })

  test('runs beside the page, which goes on meanwhile', async () => {
    const { kdf } = watchedKdf()
    const derived = kdf.derive(passphrase, policy).then(() => 'derived')
    const frame = new Promise((resolve) => requestAnimationFrame(() => resolve('frame')))
    expect(await Promise.race([derived, frame])).toBe('frame')
    await derived
  })

  test('fault 16: is ended by terminating its worker', async () => {
    const { kdf, workers } = watchedKdf()
    const stop = new AbortController()
    const result = kdf.derive(passphrase, policy, { signal: stop.signal })
    stop.abort(new DOMException('the person stopped it', 'AbortError'))
    await expect(result).rejects.toThrow('the person stopped it')
    expect(workers.map(({ terminate }) => terminate.mock.calls.length)).toEqual([1])
    expect(await kdf.derive(passphrase, cheap)).toHaveLength(32)
    expect(workers).toHaveLength(2)
  })

  test('fault 6: is not started for parameters out of bounds', async () => {
    const { kdf, workers } = watchedKdf()
    expect(await outcomeOf(() => kdf.derive(passphrase, { ...cheap, m: 4_194_304 }))).toBe('crypto/kdf-limits')
    expect(workers).toHaveLength(0)
  })

  test('serves again while it rests', async () => {
    const { kdf, workers } = watchedKdf()
    await kdf.derive(passphrase, cheap)
    await kdf.derive(passphrase, cheap)
    expect(workers).toHaveLength(1)
  })

  test('says so when its file is not there', async () => {
    const kdf = createKdf({ workerUrl: '/no-such-worker.js' })
    expect(await outcomeOf(() => kdf.derive(passphrase, cheap))).toBe('crypto/kdf-failed')
  })

  test('takes an address that is no text, as a trusted one is', async () => {
    const kdf = createKdf({ workerUrl: { toString: () => workerUrl } })
    kdfs.push(kdf)
    expect(await kdf.derive(passphrase, cheap)).toHaveLength(32)
  })
})

describe('without a worker', () => {
  test('the hash runs on this thread', async () => {
    expect(await createKdf().derive(passphrase, cheap)).toEqual(await watchedKdf().kdf.derive(passphrase, cheap))
  })

  test('a backup is written and read with nothing but a passphrase', async () => {
    const secret = Uint8Array.from([1, 2, 3, 4, 5])
    const draft = { type: 'totp', issuer: 'A', account: '', secret, algorithm: 'SHA1', digits: 6 } as const
    const bytes = await writeBackup([draft], 'pässword')
    expect((await readBackup(bytes, 'pässword')).accounts).toMatchObject([{ issuer: 'A', secret }])
    expect(await outcomeOf(() => readBackup(bytes, 'password'))).toBe('backup/passphrase')
  })
})
