import { beforeEach, describe, expect, it } from 'vitest'
import { CryptoError, newKdfParameters, systemRandom, type Kdf } from '../../../src/crypto/index.ts'
import {
  hasPassed,
  runSelfTest,
  selfTestSteps,
  type SelfTestParts,
  type StepResult,
} from '../../../src/health/index.ts'
import { StorageError, type Scratch } from '../../../src/storage/index.ts'
import { createQuickKdf } from '../../support/quick-kdf.ts'
import { nodeKdf } from '../../support/kdf.ts'

interface MemoryScratch extends Scratch {
  readonly written: readonly Uint8Array[]
  readonly content: () => Uint8Array | undefined
}

function createMemoryScratch(): MemoryScratch {
  let content: Uint8Array | undefined
  const written: Uint8Array[] = []
  return {
    written,
    content: () => content,
    put: async (bytes) => {
      content = Uint8Array.from(bytes)
      written.push(content)
    },
    read: async () => content,
    remove: async () => {
      content = undefined
    },
  }
}

let scratch: MemoryScratch
let parts: SelfTestParts

beforeEach(() => {
  scratch = createMemoryScratch()
  let passed = 0
  parts = {
    kdf: createQuickKdf(),
    parameters: newKdfParameters({ argon2: true, random: systemRandom }),
    scratch,
    random: systemRandom,
    clock: { monotonic: () => (passed += 5) },
  }
})

const outcomes = (results: readonly StepResult[]) => results.map(({ step, outcome }) => `${step} ${outcome}`)

describe('the self-test', () => {
  it('derives, seals, opens, writes, reads back and deletes, with the time of each', async () => {
    const told: StepResult[] = []
    const results = await runSelfTest(parts, (result) => told.push(result))
    expect(results.map(({ step }) => step)).toEqual([...selfTestSteps])
    expect(results.map(({ outcome, took }) => ({ outcome, took }))).toEqual(
      selfTestSteps.map(() => ({ outcome: 'passed', took: 5 })),
    )
    expect(told).toEqual(results)
    expect(hasPassed(results)).toBe(true)
    expect(scratch.content()).toBeUndefined()
  })

  it('runs the slow hash of today, once', async () => {
    const kdf = createQuickKdf()
    await runSelfTest({ ...parts, kdf })
    expect(kdf.asked).toEqual([parts.parameters])
  })

  it('passes with the real slow hash', async () => {
    const parameters = newKdfParameters({ argon2: false, random: systemRandom })
    expect(hasPassed(await runSelfTest({ ...parts, kdf: nodeKdf(), parameters }))).toBe(true)
  })

  it('takes away first what a test left behind that was cut short', async () => {
    await scratch.put(Uint8Array.of(1))
    expect(hasPassed(await runSelfTest(parts))).toBe(true)
    expect(scratch.content()).toBeUndefined()
  })

  it('stores nothing but what is sealed', async () => {
    await runSelfTest(parts)
    const text = new TextDecoder('latin1').decode(scratch.written[0])
    expect(text).not.toMatch(/self-test|sample|kind/)
    expect(scratch.written).toHaveLength(1)
  })
})

describe('a step that fails', () => {
  it('is named with its code, and a failed hash keeps none of the others from being tried', async () => {
    const kdf: Kdf = {
      derive: () => Promise.reject(new CryptoError('crypto/kdf-memory', 'too little')),
      dispose: () => undefined,
    }
    const results = await runSelfTest({ ...parts, kdf })
    expect(results[0]).toMatchObject({ step: 'derive', outcome: 'failed', code: 'crypto/kdf-memory', took: 5 })
    expect(outcomes(results).slice(1)).toEqual(selfTestSteps.slice(1).map((step) => `${step} passed`))
    expect(hasPassed(results)).toBe(false)
  })

  it('on a full disk is the writing; reading is left out, and what was begun is taken away', async () => {
    let removals = 0
    const full: Scratch = {
      ...scratch,
      put: () => Promise.reject(new StorageError('storage/quota', 'full')),
      remove: async () => void (removals += 1),
    }
    const results = await runSelfTest({ ...parts, scratch: full })
    expect(outcomes(results).slice(3)).toEqual(['write failed', 'read skipped', 'delete passed'])
    expect(results[3]?.code).toBe('storage/quota')
    expect(removals).toBe(2)
  })

  it('is reading where storage gives back other bytes, or none', async () => {
    for (const read of [async () => Uint8Array.of(1, 2, 3), async () => undefined]) {
      let calls = 0
      const lossy: Scratch = { ...scratch, read: async () => (calls++ === 0 ? read() : undefined) }
      const results = await runSelfTest({ ...parts, scratch: lossy })
      expect(results[4]).toMatchObject({ step: 'read', outcome: 'failed', code: 'health/mismatch' })
      expect(results[5]).toMatchObject({ outcome: 'passed' })
    }
  })

  it('is deleting where the data stays', async () => {
    const stubborn: Scratch = { ...scratch, remove: async () => undefined }
    const results = await runSelfTest({ ...parts, scratch: stubborn })
    expect(results[5]).toMatchObject({ step: 'delete', outcome: 'failed', code: 'health/mismatch' })
  })

  it('is sealing where there is no randomness; storage is tried with something else', async () => {
    let calls = 0
    const random = (length: number) => {
      calls += 1
      if (calls === 2) throw new TypeError('no entropy')
      return systemRandom(length)
    }
    const results = await runSelfTest({ ...parts, random })
    expect(outcomes(results).slice(0, 4)).toEqual(['derive passed', 'seal failed', 'open skipped', 'write passed'])
    expect(results[1]?.error).toBeInstanceOf(TypeError)
    expect(results[1]?.code).toBeUndefined()
  })
})
