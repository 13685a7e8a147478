import { describe, expect, it } from 'vitest'
import { formatSettings, parseSettings } from '../../../src/vault/settings-record.ts'
import { defaultSettings, type VaultSettings } from '../../../src/vault/settings.ts'

const backup = { at: 1, accounts: 2, content: 'abc' }
const code = { slotId: 'slot', madeAt: 1, isConfirmed: true }
const autosave = { kind: 'folder', name: 'Backups', keep: 5, savedAt: null, failed: null }
const correction = { aheadMs: -47_000, at: 1 }
const passkey = { name: 'Phone', createdAt: 1 }

/** What a setting may be, and what looks nearly like it. */
const cases: { readonly [Name in keyof VaultSettings]: readonly [good: readonly unknown[], bad: readonly unknown[]] } =
  {
    lockAfterMs: [
      [null, 0, 60_000],
      [-1, 0.5, '60000', Infinity],
    ],
    lockWhenHidden: [
      [true, false],
      [0, null, 'true'],
    ],
    clearClipboardAfterMs: [
      [null, 10_000],
      [-1, true],
    ],
    hideCodes: [[true], [1]],
    density: [
      ['list', 'compact', 'grid'],
      ['', 'rows', 1],
    ],
    sort: [
      ['name', 'last-used', 'most-used', 'date-added', 'by-hand'],
      ['', 'size'],
    ],
    nextCode: [
      ['ending', 'always', 'never'],
      ['', true],
    ],
    digitSize: [
      [1, 1.2, 1.45],
      [2, '1'],
    ],
    accent: [
      ['pine', 'ocean', 'plum', 'clay', 'graphite'],
      ['', 'red'],
    ],
    issuerIcons: [[false], [0]],
    singleKeys: [[false], [0]],
    swipeActions: [[false], [0]],
    remindBackupAfterMs: [
      [null, 1],
      ['never', -1],
    ],
    warnOfStorage: [[false], [0]],
    letSitesAsk: [[false], [0]],
    passkeys: [
      [{}, { a: passkey }, { a: { ...passkey, lastUsedAt: 5 }, b: passkey }],
      [
        null,
        [],
        { a: null },
        { a: passkey, b: {} },
        { a: { createdAt: 1 } },
        { a: { name: 'Phone' } },
        { a: { name: 1, createdAt: 1 } },
        { a: { ...passkey, createdAt: '1' } },
        { a: { ...passkey, lastUsedAt: 'today' } },
      ],
    ],
    recoveryCode: [
      [null, code],
      [{}, 'code', { ...code, slotId: 1 }, { ...code, madeAt: -1 }, { ...code, isConfirmed: 1 }],
    ],
    keyStrength: [
      ['standard', 'strong', 'strongest'],
      ['', 'weak', 3],
    ],
    passphraseTypedAt: [
      [null, 1],
      ['1', -1],
    ],
    passphraseChangedAt: [
      [null, 1],
      ['1', -1],
    ],
    lastBackup: [
      [null, backup],
      [{}, true, { ...backup, at: -1 }, { ...backup, accounts: '2' }, { ...backup, content: 3 }],
    ],
    autosave: [
      [null, autosave, { ...autosave, kind: 'file', savedAt: 1, failed: 'autosave/failed' }],
      [
        {},
        'folder',
        { ...autosave, kind: 'cloud' },
        { ...autosave, name: 1 },
        { ...autosave, keep: 0 },
        { ...autosave, keep: '5' },
        { ...autosave, savedAt: 'now' },
        { ...autosave, failed: true },
      ],
    ],
    clockCorrection: [
      [null, correction, { aheadMs: 0, at: 0 }],
      [{}, 47_000, { ...correction, aheadMs: 0.5 }, { aheadMs: 1 }, { ...correction, at: -1 }],
    ],
    dismissedUntil: [
      [{}, { storage: 1, backup: 2 }],
      [null, [], 'storage', { storage: 1, backup: 'never' }],
    ],
  }

describe('a setting in its record', () => {
  describe.each(Object.entries(cases))('%s', (name, [good, bad]) => {
    const read = (value: unknown): unknown =>
      parseSettings({ kind: 'settings', [name]: value }).settings[name as keyof VaultSettings]

    it.each(good.map((value) => [value]))('is %j', (value) => {
      expect(read(value)).toEqual(value)
    })

    it.each(bad.map((value) => [value]))('is as in a new vault where the record says %j', (value) => {
      expect(read(value)).toEqual(defaultSettings[name as keyof VaultSettings])
    })
  })
})

it('what a newer version says beside is kept, and is no setting', () => {
  const json = { kind: 'settings', density: 'grid', later: { deep: [1] } }
  const content = parseSettings(json)
  expect(content.settings).toEqual({ ...defaultSettings, density: 'grid' })
  expect(content.rest).toEqual({ later: { deep: [1] } })
  expect(formatSettings(content)).toEqual({ ...defaultSettings, ...json })
})
