import { afterEach, describe, expect, it } from 'vitest'
import { newKdfParameters, systemRandom } from '../../../src/crypto/index.ts'
import { hasPassed, runSelfTest } from '../../../src/health/index.ts'
import { createScratch, createVaultStore, type StartTimer } from '../../../src/storage/index.ts'
import { createQuickKdf } from '../../support/quick-kdf.ts'

const name = `scratch-${crypto.randomUUID()}`
const names = async () => (await indexedDB.databases()).filter(({ version }) => version).map((each) => each.name)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'success',
    (error: unknown) => (error as { readonly code?: string }).code,
  )

afterEach(async () => {
  await createScratch({ name }).remove()
})

describe('the scratch database', () => {
  it('keeps bytes until it is removed, and is gone then', async () => {
    const scratch = createScratch({ name })
    expect(await scratch.read()).toBeUndefined()
    expect(await names()).not.toContain(name)
    await scratch.put(Uint8Array.of(1, 2, 3))
    await scratch.put(Uint8Array.of(4, 5))
    expect(await createScratch({ name }).read()).toEqual(Uint8Array.of(4, 5))
    await scratch.remove()
    expect(await scratch.read()).toBeUndefined()
    expect(await names()).not.toContain(name)
    await scratch.remove()
  })

  it('is not the vault’s: a look for a vault finds none beside it', async () => {
    await createScratch().put(Uint8Array.of(1))
    try {
      const store = createVaultStore({ name: `vault-${crypto.randomUUID()}`, pickHeader: () => undefined })
      expect(await store.inspect()).toEqual({ state: 'absent' })
      expect(await names()).not.toContain('mfa-manager')
    } finally {
      await createScratch().remove()
    }
    expect(await names()).not.toContain('mfa-manager-self-test')
  })

  it('says so where there is no IndexedDB', async () => {
    const scratch = createScratch({ name, factory: undefined })
    expect(await codeOf(scratch.put(Uint8Array.of(1)))).toBe('storage/unavailable')
    expect(await codeOf(scratch.read())).toBe('storage/unavailable')
    expect(await codeOf(scratch.remove())).toBe('storage/unavailable')
  })

  it('says so where storage does not answer', async () => {
    const late: StartTimer = (ring) => {
      ring()
      return () => undefined
    }
    expect(await codeOf(createScratch({ name, startTimer: late }).put(Uint8Array.of(1)))).toBe('storage/blocked')
  })

  it.each(['QuotaExceededError', 'UnknownError'])('says so when the browser reports %s', async (reported) => {
    const failing = {
      ...databaseOf((database) => {
        const real = database.transaction.bind(database)
        database.transaction = ((...given: Parameters<IDBDatabase['transaction']>) => {
          const transaction = real(...given)
          Object.defineProperty(transaction, 'error', { value: new DOMException('refused', reported) })
          queueMicrotask(() => transaction.abort())
          return transaction
        }) as IDBDatabase['transaction']
      }),
    } as IDBFactory
    const code = reported === 'QuotaExceededError' ? 'storage/quota' : 'storage/failed'
    expect(await codeOf(createScratch({ name, factory: failing }).put(Uint8Array.of(1)))).toBe(code)
  })

  it('serves the whole self-test', async () => {
    const parts = {
      scratch: createScratch({ name }),
      random: systemRandom,
      clock: { monotonic: () => performance.now() },
    }
    const parameters = newKdfParameters({ argon2: true, random: systemRandom })
    const results = await runSelfTest({ ...parts, kdf: createQuickKdf(), parameters })
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    expect(hasPassed(results)).toBe(true)
    expect(await names()).not.toContain(name)
  })
})

/** IndexedDB whose databases are changed when they open. */
function databaseOf(change: (database: IDBDatabase) => void): Partial<IDBFactory> {
  return {
    deleteDatabase: (given) => indexedDB.deleteDatabase(given),
    open: (given, version) => {
      const request = indexedDB.open(given, version)
      request.addEventListener('success', () => change(request.result))
      return request
    },
  }
}
