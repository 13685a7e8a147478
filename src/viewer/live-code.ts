import { createCodeGenerator, OtpError, periodOf, secondsLeft, timeStepAt, type CodeGenerator } from '../otp/index.ts'
import type { BackupAccount } from '../transfer/backup/index.ts'

/** What a row shows of one account at a moment. */
export type LiveCode =
  | {
      readonly kind: 'time'
      readonly code: string
      /** Whole seconds, 1 to the period. */
      readonly left: number
      /** Seconds. */
      readonly period: number
    }
  /** `code` is absent until the first one was asked for; `counter` is that of the next one. */
  | { readonly kind: 'counter'; readonly code: string | undefined; readonly counter: number }
  /** No code without the PIN. */
  | { readonly kind: 'needs-pin' }

/** The codes of one account. */
export interface LiveCodes {
  /** @param now - Unix ms. */
  at(now: number): LiveCode
  /** Counter-based: goes on to the next code, in this page only. */
  advance(): void
}

/** Codes are computed when their time step changes, and not before somebody asks. */
export function createLiveCodes(account: BackupAccount): LiveCodes {
  const generate = generatorOf(account)
  if (generate === undefined) return { at: () => ({ kind: 'needs-pin' }), advance: () => undefined }
  const period = periodOf(account)
  return period === undefined ? counterCodes(generate, account.counter ?? 0) : timeCodes(generate, period)
}

function generatorOf(account: BackupAccount): CodeGenerator | undefined {
  try {
    return createCodeGenerator(account)
  } catch (error) {
    // Parameters were checked when the backup was read; a PIN is the only thing that can be missing.
    if (error instanceof OtpError && error.code === 'otp/missing-pin') return undefined
    throw error
  }
}

function timeCodes(generate: CodeGenerator, period: number): LiveCodes {
  let last: { readonly step: number; readonly code: string } | undefined
  return {
    at: (now) => {
      const step = timeStepAt(now, period)
      if (last?.step !== step) last = { step, code: generate(step) }
      return { kind: 'time', code: last.code, left: secondsLeft(now, period), period }
    },
    advance: () => undefined,
  }
}

function counterCodes(generate: CodeGenerator, first: number): LiveCodes {
  let counter = first
  let code: string | undefined
  return {
    at: () => ({ kind: 'counter', code, counter }),
    advance: () => {
      code = generate(counter)
      if (counter < Number.MAX_SAFE_INTEGER) counter += 1
    },
  }
}
