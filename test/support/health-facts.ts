import type { HealthFacts } from '../../src/health/index.ts'

/** A device on which all is well. */
export const goodFacts: HealthFacts = {
  now: Date.UTC(2026, 10, 22, 10),
  persisted: true,
  estimate: { usage: 400_000, quota: 10_000_000_000 },
  installed: true,
  worker: { controlled: true, offlineReady: true, waiting: false, lastError: undefined },
  backup: {
    isNeeded: true,
    hasChanges: false,
    isDue: false,
    lastAt: Date.UTC(2026, 10, 20, 10),
    autosaveFailed: false,
  },
  integrity: {
    sound: true,
    readOnlyBecause: null,
    missing: [],
    extra: [],
    altered: [],
    unreadable: [],
    olderThanAnchor: false,
    headerRecovered: false,
  },
  clock: { name: 'measured', aheadMs: 400, withinMs: 300, at: 0 },
  codesCorrected: false,
  origin: 'https://codes.example',
  isSecure: true,
}
