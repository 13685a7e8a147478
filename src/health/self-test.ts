import type { Clock } from '../clock.ts'
import {
  deriveVaultKeys,
  newId,
  openRecord,
  sealRecord,
  type Kdf,
  type KdfParameters,
  type RandomSource,
  type SealedRecord,
} from '../crypto/index.ts'
import { encodeHex, equalBytes } from '../encoding/index.ts'
import { CodedError } from '../errors.ts'
import type { Scratch } from '../storage/index.ts'
import { HealthError } from './errors.ts'

/** What is tried, in this order. */
export const selfTestSteps = ['derive', 'seal', 'open', 'write', 'read', 'delete'] as const

export type SelfTestStep = (typeof selfTestSteps)[number]

/** How one step went. */
export interface StepResult {
  readonly step: SelfTestStep
  /** `skipped`: a step that it needs has failed. */
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** ms */
  readonly took: number
  /** What was thrown. */
  readonly error?: unknown
  /** Its code, where it has one. */
  readonly code?: string
}

/** What the test runs on: everything real but the vault, which it never touches. */
export interface SelfTestParts {
  readonly kdf: Kdf
  /** What new passphrases are kept with today. */
  readonly parameters: KdfParameters
  readonly scratch: Scratch
  readonly random: RandomSource
  readonly clock: Pick<Clock, 'monotonic'>
}

/**
 * Does once what the app lives on: derives a key from a throwaway passphrase, seals and opens a record under it, stores
 * it in a database of its own, reads it back, and deletes that database. Never rejects.
 *
 * @param onStep - Called after each step.
 */
export async function runSelfTest(
  parts: SelfTestParts,
  onStep: (result: StepResult) => void = () => undefined,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = []
  const tell = (result: StepResult): void => {
    results.push(result)
    onStep(result)
  }
  const attempt = createAttempt(parts.clock, tell)
  const skip = (step: SelfTestStep): void => tell({ step, outcome: 'skipped', took: 0 })

  // Where the hash fails the rest is tried all the same, under a key that is as good for a test.
  const key = (await attempt('derive', () => deriveThrowaway(parts))) ?? parts.random(32)
  const sealing = await attempt('seal', () => sealSample(parts, key))
  if (sealing) await attempt('open', () => openSample(sealing))
  else skip('open')
  const bytes = sealing?.record.c ?? parts.random(512)
  const written = await attempt('write', async () => {
    // What a test left behind that was cut short.
    await parts.scratch.remove()
    await parts.scratch.put(bytes)
    return true
  })
  if (written) await attempt('read', async () => mustEqual(await parts.scratch.read(), bytes))
  else skip('read')
  await attempt('delete', async () => {
    await parts.scratch.remove()
    if ((await parts.scratch.read()) !== undefined) throw mismatch('what was deleted is still there')
  })
  return results
}

/** Whether every step passed. */
export function hasPassed(results: readonly StepResult[]): boolean {
  return results.length === selfTestSteps.length && results.every(({ outcome }) => outcome === 'passed')
}

function createAttempt(clock: Pick<Clock, 'monotonic'>, tell: (result: StepResult) => void) {
  return async <T>(step: SelfTestStep, work: () => Promise<T>): Promise<T | undefined> => {
    const start = clock.monotonic()
    const took = () => clock.monotonic() - start
    try {
      const value = await work()
      tell({ step, outcome: 'passed', took: took() })
      return value
    } catch (error) {
      tell({
        step,
        outcome: 'failed',
        took: took(),
        error,
        ...(error instanceof CodedError ? { code: codeOf(error) } : {}),
      })
      return undefined
    }
  }
}

function codeOf(error: CodedError<string>): string {
  return error.code
}

async function deriveThrowaway({ kdf, parameters, random }: SelfTestParts): Promise<Uint8Array<ArrayBuffer>> {
  const key = await kdf.derive(random(24), parameters)
  if (key.length !== 32) throw mismatch('the slow hash gave no 32 bytes')
  return key
}

interface Sealing {
  readonly record: SealedRecord
  readonly keys: Awaited<ReturnType<typeof deriveVaultKeys>>
  readonly vaultId: string
  readonly text: string
}

async function sealSample({ random }: SelfTestParts, key: Uint8Array): Promise<Sealing> {
  const [vaultId, id] = [newId(random), newId(random)]
  const text = JSON.stringify({ kind: 'self-test', sample: encodeHex(random(64)) })
  try {
    const keys = await deriveVaultKeys(key, vaultId)
    return { record: await sealRecord(keys, vaultId, id, 1, text, random), keys, vaultId, text }
  } finally {
    key.fill(0)
  }
}

async function openSample({ record, keys, vaultId, text }: Sealing): Promise<void> {
  const opened = await openRecord(keys, vaultId, record)
  if (opened.trimEnd() !== text) throw mismatch('what was opened is not what was sealed')
}

async function mustEqual(found: Uint8Array | undefined, bytes: Uint8Array): Promise<void> {
  if (found === undefined || !equalBytes(found, bytes)) throw mismatch('what was read is not what was written')
}

function mismatch(message: string): HealthError {
  return new HealthError('health/mismatch', message)
}
