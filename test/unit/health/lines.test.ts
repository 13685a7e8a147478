import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { healthLight, healthLines, type HealthFacts, type HealthTopic } from '../../../src/health/index.ts'
import { goodFacts } from '../../support/health-facts.ts'

const lineOf = (topic: HealthTopic, change: Partial<HealthFacts>) =>
  healthLines({ ...goodFacts, ...change }).find((line) => line.topic === topic)
const worker = (change: Partial<HealthFacts['worker']>) => ({ worker: { ...goodFacts.worker, ...change } })
const backup = (change: Partial<HealthFacts['backup']>) => ({ backup: { ...goodFacts.backup, ...change } })
const integrity = (change: Partial<HealthFacts['integrity']>) => ({
  integrity: { ...goodFacts.integrity, ...change },
})
const space = (usage: number, quota: number) => ({ estimate: { usage, quota } })
const ahead = (aheadMs: number): Partial<HealthFacts> => ({
  clock: { name: 'measured', aheadMs, withinMs: 500, at: 0 },
})
const dayMs = 24 * 60 * 60_000
const ago = (days: number) => goodFacts.now - days * dayMs

describe('a line', () => {
  test.each([
    ['offline', {}, 'offline-ready', 'good'],
    ['offline', worker({ offlineReady: false }), 'offline-not-yet', 'attention'],
    ['offline', worker({ offlineReady: false, lastError: 'pwa/unsupported' }), 'offline-never', 'attention'],
    ['storage', {}, 'storage-kept', 'good'],
    ['storage', { persisted: false }, 'storage-at-risk', 'attention'],
    ['storage', { persisted: 'unknown' }, 'storage-unknown', 'unknown'],
    ['space', {}, 'space-enough', 'good'],
    ['space', space(85, 100), 'space-gone', 'bad'],
    ['space', space(60e6, 100e6), 'space-short', 'attention'],
    ['space', space(800e6, 1000e6), 'space-short', 'attention'],
    ['space', space(799e6, 1000e6), 'space-enough', 'good'],
    ['space', space(96e6, 100e6), 'space-gone', 'bad'],
    ['space', space(985e6, 1000e6), 'space-gone', 'bad'],
    ['space', space(0, 0), 'space-gone', 'bad'],
    ['space', { estimate: 'unknown' }, 'space-unknown', 'unknown'],
    ['app', {}, 'app-installed', 'good'],
    ['app', { installed: false }, 'app-in-tab', 'good'],
    ['app', { installed: false, persisted: false }, 'app-in-tab-at-risk', 'attention'],
    ['app', { installed: true, persisted: false }, 'app-installed', 'good'],
    ['backup', backup({ isNeeded: false, lastAt: null }), 'backup-not-needed', 'good'],
    ['backup', {}, 'backup-current', 'good'],
    ['backup', backup({ hasChanges: true }), 'backup-behind', 'good'],
    ['backup', backup({ hasChanges: true, isDue: true }), 'backup-due', 'attention'],
    ['backup', backup({ hasChanges: true, lastAt: ago(29) }), 'backup-behind', 'good'],
    ['backup', backup({ hasChanges: true, lastAt: ago(30) }), 'backup-due', 'attention'],
    ['backup', backup({ autosaveFailed: true }), 'backup-autosave-failed', 'attention'],
    ['backup', backup({ lastAt: null, hasChanges: true }), 'backup-none', 'attention'],
    ['backup', backup({ lastAt: null, hasChanges: true, isDue: true }), 'backup-none-due', 'bad'],
    ['integrity', {}, 'integrity-sound', 'good'],
    ['integrity', integrity({ headerRecovered: true }), 'integrity-header', 'attention'],
    ['integrity', integrity({ unreadable: ['a'] }), 'integrity-unreadable', 'attention'],
    ['integrity', integrity({ readOnlyBecause: 'too-new' }), 'integrity-too-new', 'attention'],
    ['integrity', integrity({ sound: false, readOnlyBecause: 'integrity' }), 'integrity-changed', 'bad'],
    ['integrity', integrity({ sound: false, readOnlyBecause: 'rolled-back' }), 'integrity-rolled-back', 'bad'],
    ['clock', {}, 'clock-right', 'good'],
    ['clock', ahead(10_000), 'clock-right', 'good'],
    ['clock', ahead(-10_001), 'clock-off', 'attention'],
    ['clock', ahead(30_000), 'clock-off', 'attention'],
    ['clock', ahead(-47_000), 'clock-wrong', 'bad'],
    ['clock', { clock: { name: 'unknown' } }, 'clock-unknown', 'unknown'],
    ['version', {}, 'version-newest', 'good'],
    ['version', worker({ waiting: true, lastError: 'pwa/check-failed' }), 'version-waiting', 'attention'],
    ['version', worker({ lastError: 'pwa/install-failed' }), 'version-incomplete', 'attention'],
    ['version', worker({ lastError: 'pwa/check-failed' }), 'version-unchecked', 'unknown'],
    ['address', {}, 'address-secure', 'good'],
    ['address', { isSecure: false }, 'address-insecure', 'bad'],
  ] as const)('about %s with %j says %s: %s', (topic, change, finding, state) => {
    expect(lineOf(topic, change)).toMatchObject({ finding, state })
  })

  test.each([
    ['storage', { persisted: false }, 'keep'],
    ['app', { installed: false }, 'install'],
    ['backup', backup({ hasChanges: true }), 'back-up'],
    ['integrity', integrity({ sound: false, readOnlyBecause: 'integrity' }), 'accounts'],
  ] as const)('about %s with %j offers to %s', (topic, change, action) => {
    expect(lineOf(topic, change)?.action).toBe(action)
  })

  it('offers nothing where all is well', () => {
    expect(healthLines(goodFacts).filter(({ action }) => action !== undefined)).toEqual([])
  })
})

describe('the light', () => {
  const lightOf = (change: Partial<HealthFacts>) => healthLight(healthLines({ ...goodFacts, ...change }))

  test.each([
    ['good', {}],
    ['good', { clock: { name: 'unknown' }, estimate: 'unknown' }],
    ['unknown', { persisted: 'unknown' }],
    ['attention', { persisted: false }],
    ['attention', { persisted: 'unknown', ...worker({ waiting: true }) }],
    ['bad', { persisted: false, ...integrity({ sound: false, readOnlyBecause: 'integrity' }) }],
  ] as const)('is %s with %j', (state, change) => {
    expect(lightOf(change)).toBe(state)
  })

  it('is never better than a line', () => {
    const facts = fc.record({
      persisted: fc.constantFrom(true, false, 'unknown' as const),
      installed: fc.boolean(),
      isSecure: fc.boolean(),
      estimate: fc.oneof(fc.constant('unknown' as const), fc.record({ usage: fc.nat(), quota: fc.nat() })),
      backup: fc.record({
        isNeeded: fc.boolean(),
        hasChanges: fc.boolean(),
        isDue: fc.boolean(),
        autosaveFailed: fc.boolean(),
        lastAt: fc.oneof(fc.constant(null), fc.nat()),
      }),
    })
    fc.assert(
      fc.property(facts, (change) => {
        const lines = healthLines({ ...goodFacts, ...change })
        const states = new Set(lines.map(({ state }) => state))
        const light = healthLight(lines)
        if (light === 'good') expect(states.has('bad') || states.has('attention')).toBe(false)
        if (light === 'attention') expect(states.has('bad')).toBe(false)
        expect(states.has('bad') ? light : 'bad').toBe('bad')
      }),
      { numRuns: 200 },
    )
  })
})
