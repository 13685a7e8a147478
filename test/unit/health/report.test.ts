import { describe, expect, it } from 'vitest'
import { capabilitiesOf, formatReport, type ReportParts } from '../../../src/health/index.ts'
import { goodFacts } from '../../support/health-facts.ts'

const parts: ReportParts = {
  facts: goodFacts,
  version: '1.0.0',
  commit: '0123456789ab',
  hash: 'ab'.repeat(32),
  userAgent: 'Mozilla/5.0 (test)',
  capabilities: { webLocks: true },
  slowHash: 'argon2id v=19 m=65536 t=3 p=1',
  isInFolder: false,
  selfTest: undefined,
}

const reportOf = (change: Partial<ReportParts>) => JSON.parse(formatReport({ ...parts, ...change }))

describe('the diagnostic report', () => {
  it('says what the app runs on', () => {
    expect(reportOf({})).toEqual({
      report: 'mfa-manager-diagnostics',
      reportVersion: 1,
      madeAt: '2026-11-22T10:00:00.000Z',
      app: { version: '1.0.0', commit: '0123456789ab', indexHtmlSha256: 'ab'.repeat(32) },
      browser: 'Mozilla/5.0 (test)',
      address: { scheme: 'https', host: 'left out', isInFolder: false, isSecureContext: true },
      capabilities: { webLocks: true },
      storage: { persisted: true, usageBytes: 400_000, quotaBytes: 10_000_000_000 },
      installed: true,
      serviceWorker: { controlled: true, offlineReady: true, waiting: false, lastError: null },
      slowHash: 'argon2id v=19 m=65536 t=3 p=1',
      integrity: { sound: true, readOnlyBecause: null, headerRecovered: false },
      clock: { aheadMs: 400, withinMs: 300 },
      lastBackupDaysAgo: 2,
      selfTest: 'not run',
    })
  })

  it('is a text of several lines that a person can read', () => {
    const text = formatReport(parts)
    expect(text.split('\n').length).toBeGreaterThan(20)
    expect(text.endsWith('}\n')).toBe(true)
  })

  it.each([
    ['https://codes.alice.example', 'left out'],
    ['http://192.168.1.20:5000', 'left out'],
    ['https://localhost.alice.example', 'left out'],
    ['http://localhost:5000', 'this device'],
    ['http://127.0.0.1:5000', 'this device'],
    ['http://[::1]:5000', 'this device'],
  ])('says of %s only: %s', (origin, host) => {
    const text = formatReport({ ...parts, facts: { ...goodFacts, origin } })
    expect(JSON.parse(text)).toMatchObject({ address: { host } })
    expect(text).not.toMatch(/alice|192\.168/)
  })

  it('counts nothing of the vault, and names no record', () => {
    const integrity = {
      ...goodFacts.integrity,
      sound: false,
      readOnlyBecause: 'integrity',
      missing: ['MARKEDmissing'],
      extra: ['MARKEDextra'],
      altered: ['MARKEDaltered'],
      unreadable: ['MARKEDunreadable'],
    } as const
    const text = formatReport({ ...parts, facts: { ...goodFacts, integrity } })
    expect(text).not.toContain('MARKED')
    expect(JSON.parse(text)).toMatchObject({ integrity: { sound: false, readOnlyBecause: 'integrity' } })
  })

  it('rounds what is used, which would say how much is in the vault', () => {
    const facts = { ...goodFacts, estimate: { usage: 1_234_567, quota: 5_000_000_001 } }
    expect(reportOf({ facts }).storage).toMatchObject({ usageBytes: 1_200_000, quotaBytes: 5_000_000_000 })
  })

  it('says what is not known', () => {
    const facts = {
      ...goodFacts,
      persisted: 'unknown',
      estimate: 'unknown',
      clock: { name: 'unknown' },
      backup: { ...goodFacts.backup, lastAt: null },
    } as const
    expect(reportOf({ facts, hash: undefined })).toMatchObject({
      app: { indexHtmlSha256: 'unknown' },
      storage: { persisted: 'unknown', usageBytes: 'unknown', quotaBytes: 'unknown' },
      clock: 'unknown',
      lastBackupDaysAgo: null,
    })
  })

  it('has the self-test with codes, never with messages', () => {
    const error = new Error('MARKED secret')
    const selfTest = [
      { step: 'derive', outcome: 'passed', took: 251.6 },
      { step: 'write', outcome: 'failed', took: 3.2, code: 'storage/quota', error },
    ] as const
    const text = formatReport({ ...parts, selfTest })
    expect(text).not.toContain('MARKED')
    expect(JSON.parse(text).selfTest).toEqual([
      { step: 'derive', outcome: 'passed', ms: 252 },
      { step: 'write', outcome: 'failed', ms: 3, code: 'storage/quota' },
    ])
  })
})

describe('capabilities', () => {
  it('are looked at, not called, and survive a browser that throws', () => {
    const view = {
      crypto: { subtle: {} },
      BroadcastChannel: EventTarget,
      get localStorage(): never {
        throw new DOMException('denied', 'SecurityError')
      },
      navigator: { locks: {}, storage: {} },
    }
    const found = capabilitiesOf(view)
    expect(Object.keys(found).filter((name) => found[name])).toEqual(['webCrypto', 'broadcastChannel', 'webLocks'])
    expect(Object.values(found).every((value) => typeof value === 'boolean')).toBe(true)
  })
})
