import { clockToleranceMs } from '../pwa/index.ts'
import type { HealthFacts } from './facts.ts'

/** How something stands. */
export type HealthState = 'good' | 'attention' | 'bad' | 'unknown'

/** What a person can do about a line, by a button beside it. */
export type HealthAction = 'keep' | 'install' | 'back-up' | 'accounts'

interface Meaning {
  readonly state: HealthState
  readonly action?: HealthAction
}

/** Everything a line can say, how bad that is, and what can be done. */
const meanings = {
  'offline-ready': { state: 'good' },
  'offline-not-yet': { state: 'attention' },
  'offline-never': { state: 'attention' },
  'storage-kept': { state: 'good' },
  'storage-at-risk': { state: 'attention', action: 'keep' },
  'storage-unknown': { state: 'unknown' },
  'space-enough': { state: 'good' },
  'space-short': { state: 'attention' },
  'space-gone': { state: 'bad' },
  'space-unknown': { state: 'unknown' },
  'app-installed': { state: 'good' },
  'app-in-tab': { state: 'good', action: 'install' },
  'app-in-tab-at-risk': { state: 'attention', action: 'install' },
  'backup-not-needed': { state: 'good' },
  'backup-current': { state: 'good' },
  'backup-behind': { state: 'good', action: 'back-up' },
  'backup-due': { state: 'attention', action: 'back-up' },
  'backup-autosave-failed': { state: 'attention', action: 'back-up' },
  'backup-none': { state: 'attention', action: 'back-up' },
  'backup-none-due': { state: 'bad', action: 'back-up' },
  'integrity-sound': { state: 'good' },
  'integrity-header': { state: 'attention' },
  'integrity-unreadable': { state: 'attention', action: 'accounts' },
  'integrity-too-new': { state: 'attention' },
  'integrity-changed': { state: 'bad', action: 'accounts' },
  'integrity-rolled-back': { state: 'bad', action: 'accounts' },
  'clock-right': { state: 'good' },
  'clock-off': { state: 'attention' },
  'clock-wrong': { state: 'bad' },
  'clock-unknown': { state: 'unknown' },
  'version-newest': { state: 'good' },
  'version-waiting': { state: 'attention' },
  'version-incomplete': { state: 'attention' },
  'version-unchecked': { state: 'unknown' },
  'address-secure': { state: 'good' },
  'address-insecure': { state: 'bad' },
} as const satisfies Record<string, Meaning>

/** What a line says. */
export type HealthFinding = keyof typeof meanings

/** What lines are about, in the order in which they are shown. */
export type HealthTopic =
  'offline' | 'storage' | 'space' | 'app' | 'backup' | 'integrity' | 'clock' | 'version' | 'address'

/** One line of the page. */
export interface HealthLine {
  readonly topic: HealthTopic
  readonly finding: HealthFinding
  readonly state: HealthState
  readonly action: HealthAction | undefined
}

const judges: Readonly<Record<HealthTopic, (facts: HealthFacts) => HealthFinding>> = {
  offline: ({ worker }) => {
    if (worker.offlineReady) return 'offline-ready'
    return worker.lastError === 'pwa/unsupported' ? 'offline-never' : 'offline-not-yet'
  },
  storage: ({ persisted }) => {
    if (persisted === 'unknown') return 'storage-unknown'
    return persisted ? 'storage-kept' : 'storage-at-risk'
  },
  space: judgeSpace,
  app: ({ installed, persisted }) => {
    if (installed) return 'app-installed'
    return persisted === false ? 'app-in-tab-at-risk' : 'app-in-tab'
  },
  backup: judgeBackup,
  integrity: judgeIntegrity,
  clock: judgeClock,
  version: ({ worker }) => {
    if (worker.waiting) return 'version-waiting'
    if (worker.lastError === 'pwa/install-failed') return 'version-incomplete'
    return worker.lastError === undefined ? 'version-newest' : 'version-unchecked'
  },
  address: ({ isSecure }) => (isSecure ? 'address-secure' : 'address-insecure'),
}

const topics = Object.keys(judges) as readonly HealthTopic[]

/** Judges what is known, line by line. */
export function healthLines(facts: HealthFacts): readonly HealthLine[] {
  return topics.map((topic) => {
    const finding = judges[topic](facts)
    const { state, action }: Meaning = meanings[finding]
    return { topic, finding, state, action }
  })
}

/** Without an answer to these, nobody can say that the vault is safe here. The others may be unknown and all is well. */
const essential: ReadonlySet<HealthTopic> = new Set(['storage', 'backup', 'integrity'])

/** One light over all lines: the worst of them. */
export function healthLight(lines: readonly HealthLine[]): HealthState {
  const has = (wanted: HealthState) => lines.some(({ state }) => state === wanted)
  if (has('bad')) return 'bad'
  if (has('attention')) return 'attention'
  return lines.some(({ topic, state }) => state === 'unknown' && essential.has(topic)) ? 'unknown' : 'good'
}

const megabyte = 1_000_000

/** A vault of ten thousand accounts takes some 10 MB, and twice that while it is written anew. */
function judgeSpace({ estimate }: HealthFacts): HealthFinding {
  if (estimate === 'unknown') return 'space-unknown'
  const { usage, quota } = estimate
  const free = quota - usage
  if (free < 5 * megabyte || usage >= 0.98 * quota) return 'space-gone'
  return free < 50 * megabyte || usage >= 0.8 * quota ? 'space-short' : 'space-enough'
}

const monthMs = 30 * 24 * 60 * 60_000

/** Whoever wants no reminders is told here all the same, after a month. */
function judgeBackup({ backup, now }: HealthFacts): HealthFinding {
  const { isNeeded, hasChanges, isDue, lastAt, autosaveFailed } = backup
  if (!isNeeded) return 'backup-not-needed'
  if (lastAt === null) return isDue ? 'backup-none-due' : 'backup-none'
  if (autosaveFailed) return 'backup-autosave-failed'
  if (!hasChanges) return 'backup-current'
  return isDue || now - lastAt >= monthMs ? 'backup-due' : 'backup-behind'
}

function judgeIntegrity({ integrity }: HealthFacts): HealthFinding {
  const { readOnlyBecause, unreadable, sound, headerRecovered } = integrity
  if (readOnlyBecause === 'too-new') return 'integrity-too-new'
  if (readOnlyBecause === 'rolled-back') return 'integrity-rolled-back'
  if (!sound) return 'integrity-changed'
  if (unreadable.length > 0) return 'integrity-unreadable'
  return headerRecovered ? 'integrity-header' : 'integrity-sound'
}

/** Codes of 30 s are refused by then, even by sites that take the one before and after. */
const uselessMs = 30_000

function judgeClock({ clock, codesCorrected }: HealthFacts): HealthFinding {
  if (clock.name === 'unknown') return 'clock-unknown'
  const off = Math.abs(clock.aheadMs)
  if (off <= clockToleranceMs) return 'clock-right'
  return off <= uselessMs || codesCorrected ? 'clock-off' : 'clock-wrong'
}
