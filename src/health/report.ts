import type { HealthFacts } from './facts.ts'
import type { StepResult } from './self-test.ts'

/** What a report says beside the facts of the page. */
export interface ReportParts {
  readonly facts: HealthFacts
  readonly version: string
  readonly commit: string
  /** {@link appHash} */
  readonly hash: string | undefined
  readonly userAgent: string
  readonly capabilities: Readonly<Record<string, boolean>>
  /** Today's slow hash, as `kdfLine` has it. */
  readonly slowHash: string
  /** The page lies in a folder of its host. */
  readonly isInFolder: boolean
  /** The last self-test of this visit. */
  readonly selfTest: readonly StepResult[] | undefined
}

const dayMs = 24 * 60 * 60_000
/** Sizes are rounded to this many bytes: a vault's own would say how much is in it. */
const step = 100_000

/**
 * The diagnostic report: a JSON text for people. It says what the app runs on, and nothing of what is in the vault: no
 * account, no name, no site, no setting, no count. The host's name is left out, because it may be a person's own.
 */
export function formatReport(parts: ReportParts): string {
  const { facts, version, commit, hash, userAgent, capabilities, slowHash, selfTest } = parts
  const { integrity, backup, clock, worker, estimate } = facts
  const report = {
    report: 'mfa-manager-diagnostics',
    reportVersion: 1,
    madeAt: new Date(facts.now).toISOString(),
    app: { version, commit, indexHtmlSha256: hash ?? 'unknown' },
    browser: userAgent,
    address: addressOf(facts, parts.isInFolder),
    capabilities,
    storage: {
      persisted: facts.persisted,
      usageBytes: estimate === 'unknown' ? 'unknown' : rounded(estimate.usage),
      quotaBytes: estimate === 'unknown' ? 'unknown' : rounded(estimate.quota),
    },
    installed: facts.installed,
    serviceWorker: { ...worker, lastError: worker.lastError ?? null },
    slowHash,
    integrity: {
      sound: integrity.sound,
      readOnlyBecause: integrity.readOnlyBecause,
      headerRecovered: integrity.headerRecovered ?? false,
    },
    clock: clock.name === 'unknown' ? 'unknown' : { aheadMs: clock.aheadMs, withinMs: clock.withinMs },
    lastBackupDaysAgo: backup.lastAt === null ? null : Math.max(0, Math.floor((facts.now - backup.lastAt) / dayMs)),
    selfTest:
      selfTest?.map(({ step, outcome, took, code }) => ({
        step,
        outcome,
        ms: Math.round(took),
        ...(code === undefined ? {} : { code }),
      })) ?? 'not run',
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

function rounded(bytes: number): number {
  return Math.round(bytes / step) * step
}

const here = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

function addressOf({ origin, isSecure }: HealthFacts, isInFolder: boolean) {
  const { protocol, hostname } = new URL(origin)
  return {
    scheme: protocol.replace(':', ''),
    host: here.test(hostname) ? 'this device' : 'left out',
    isInFolder,
    isSecureContext: isSecure,
  }
}
