import { beforeEach, describe, expect, it } from 'vitest'
import { backupState, makeBackup, type BackupPlace } from '../../../src/backups/index.ts'
import type { Kdf } from '../../../src/crypto/index.ts'
import { readBackup } from '../../../src/transfer/index.ts'
import type { Vault } from '../../../src/vault/index.ts'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'
import { nodeKdf } from '../../support/kdf.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { createQuickKdf } from '../../support/quick-kdf.ts'
import { createTabStage, type TabStage } from '../../support/tab-stage.ts'

/** What becomes of a file is the same under any hash; one test has the slow one. */
const quick = createQuickKdf()
const day = 24 * 60 * 60_000

let stage: TabStage<MemoryDisk>
let vault: Vault
let stored: Uint8Array | undefined

const place: BackupPlace = {
  put: (bytes) => {
    stored = bytes.slice()
    return Promise.resolve(stored)
  },
}
const make = (at: BackupPlace = place, kdf: Kdf = quick) =>
  makeBackup('copper lantern', at, { vault, kdf, clock: stage.clock })
const everything = () => [...vault.accounts(), ...vault.bin()]
const state = () => backupState(everything(), vault.settings(), stage.clock.now())

beforeEach(async () => {
  stage = createTabStage(createMemoryDisk())
  vault = await stage.createVault()
  stored = undefined
  await vault.apply({
    adds: [totpDraft({ note: 'n', tags: ['a'] }), hotpDraft()],
    edits: [],
    kept: [{ label: 'unread', text: 'raw' }],
  })
})

describe('a backup', () => {
  it('holds accounts, settings and kept entries, and is remembered once it was opened again', async () => {
    const kdf = nodeKdf()
    const last = await make(place, kdf)
    expect(vault.settings().lastBackup).toEqual(last)
    expect(last).toMatchObject({ at: stage.clock.now(), accounts: 2 })
    const contents = await readBackup(stored ?? new Uint8Array(), 'copper lantern', { kdf })
    expect(contents).toMatchObject({ kept: [{ label: 'unread', text: 'raw' }], settings: { density: 'list' } })
    expect(contents.accounts.map(({ issuer }) => issuer)).toEqual(['GitHub', 'Old Bank'])
    expect(contents.settings).not.toHaveProperty('lastBackup')
    expect(contents.settings).not.toHaveProperty('recoveryCode')
    expect(contents.settings).not.toHaveProperty('clockCorrection')
  })

  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['cut off', (bytes) => bytes.slice(0, -10)],
    ['empty', () => new Uint8Array()],
    ['another file', () => new TextEncoder().encode('{}')],
  ])('whose file comes back %s is none', async (_, spoil) => {
    const bad: BackupPlace = { put: (bytes) => Promise.resolve(spoil(bytes)) }
    expect(await outcomeOf(() => make(bad))).not.toBe('success')
    expect(vault.settings().lastBackup).toBeNull()
  })

  it('that cannot be put anywhere is none', async () => {
    const full: BackupPlace = { put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) }
    await expect(make(full)).rejects.toThrow('full')
    expect(vault.settings().lastBackup).toBeNull()
  })
})

describe('the state of the backup', () => {
  it('asks for the first one after the person’s time', async () => {
    expect(state()).toEqual({ isNeeded: true, hasChanges: true, isDue: false })
    stage.clock.advance(7 * day)
    expect(state().isDue).toBe(true)
    await vault.changeSettings({ remindBackupAfterMs: null })
    expect(state().isDue).toBe(false)
  })

  it('has changes after an edit, a deletion, a new account and a used counter, and none after a copied code', async () => {
    await make()
    const [first, second] = vault.accounts()
    await vault.recordUse(first?.id ?? '')
    expect(state().hasChanges).toBe(false)
    await vault.nextCode(second?.id ?? '')
    expect(state().hasChanges).toBe(true)
    await make()
    stage.clock.advance(1)
    const undo = await vault.moveToBin([first?.id ?? ''])
    expect(state().hasChanges).toBe(true)
    await undo()
    expect(state().hasChanges).toBe(false)
    await vault.add([totpDraft()])
    expect(state().hasChanges).toBe(true)
    stage.clock.advance(7 * day)
    expect(state().isDue).toBe(true)
    await make()
    expect(state()).toEqual({ isNeeded: true, hasChanges: false, isDue: false })
  })

  it('needs none in a vault that never had an account', () => {
    expect(backupState([], { lastBackup: null, remindBackupAfterMs: 0 }, 0)).toEqual({
      isNeeded: false,
      hasChanges: false,
      isDue: false,
    })
  })
})
