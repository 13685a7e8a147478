import { describe, expect, it } from 'vitest'
import { StorageError } from '../../../src/storage/index.ts'
import { manyDrafts, totpDraft } from '../../support/drafts.ts'
import { createMemoryDisk } from '../../support/memory-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { describeVaultFaults } from '../../support/vault-faults.ts'
import { createTabStage, passphrase, reportOf, untilStatus } from '../../support/tab-stage.ts'

describe('faults, over a disk in memory', () => describeVaultFaults(createMemoryDisk))

describe('faults, with snapshots', () => describeVaultFaults(createMemoryDisk, { hasSnapshots: true }))

describe('faults that only a disk in memory can have at will', () => {
  it('fault 14: an import that fails half way leaves the old vault', async () => {
    const stage = createTabStage(createMemoryDisk())
    const vault = await stage.createVault()
    await vault.add([totpDraft({ issuer: 'Before' })])
    stage.disk.failNextWrite(new StorageError('storage/failed', 'the tab died'))
    expect(await outcomeOf(() => vault.add(manyDrafts(50)))).toBe('storage/failed')
    const again = await stage.unlockedTab()
    expect(again.accounts().map((account) => account.issuer)).toEqual(['Before'])
    expect(reportOf(again).sound).toBe(true)
  })

  it('fault 61: a full disk refuses a save, keeps everything, and the next save works', async () => {
    const stage = createTabStage(createMemoryDisk())
    const vault = await stage.createVault()
    const [id = ''] = await vault.add([totpDraft({ note: 'old' })])
    const before = { identity: vault.identity(), anchor: stage.anchor.read(), rows: await stage.disk.rows('records') }
    stage.disk.failNextWrite(new StorageError('storage/quota', 'full'))
    const basedOn = vault.account(id)?.updatedAt ?? 0
    expect(await outcomeOf(() => vault.edit(id, { note: 'new' }, basedOn))).toBe('storage/quota')
    expect(vault.account(id)?.note).toBe('old')
    expect({ identity: vault.identity(), anchor: stage.anchor.read(), rows: await stage.disk.rows('records') }).toEqual(
      before,
    )
    await vault.edit(id, { note: 'new' }, basedOn)
    expect(vault.account(id)?.note).toBe('new')
  })

  it('fault 61: a counter that could not be stored shows no code', async () => {
    const stage = createTabStage(createMemoryDisk())
    const vault = await stage.createVault()
    const [id = ''] = await vault.add([{ ...totpDraft(), type: 'hotp', counter: 5 }])
    stage.disk.failNextWrite(new StorageError('storage/quota', 'full'))
    expect(await outcomeOf(() => vault.nextCode(id))).toBe('storage/quota')
    expect((await vault.nextCode(id)).counter).toBe(5)
  })

  it('fault 59: an upgrade in another tab locks this one, which then stops writing', async () => {
    const stage = createTabStage(createMemoryDisk())
    const vault = await stage.createVault()
    const [id = ''] = await vault.add([totpDraft()])
    stage.disk.upgrade()
    expect(vault.status()).toEqual({ name: 'locked', reason: 'updated' })
    await vault.unlock(passphrase)
    expect(reportOf(vault).readOnlyBecause).toBe('too-new')
    expect(await outcomeOf(() => vault.recordUse(id))).toBe('vault/too-new')
  })

  it.each([
    ['storage/unavailable', 'storage/unavailable'],
    ['storage/blocked', 'storage/blocked'],
    ['storage/failed', 'storage/unavailable'],
  ] as const)('fault 63: %s becomes a status', async (code, shown) => {
    const stage = createTabStage(createMemoryDisk())
    stage.disk.refuse(new StorageError(code, 'refused'))
    const vault = await stage.openTab()
    expect(vault.status()).toEqual({ name: 'unavailable', code: shown })
    stage.disk.refuse(undefined)
    await vault.inspect()
    expect(vault.status()).toEqual({ name: 'absent' })
  })

  it('fault 63: a deletion that is held up is not claimed, and the anchor stays', async () => {
    const stage = createTabStage(createMemoryDisk())
    const vault = await stage.createVault()
    stage.disk.refuse(new StorageError('storage/blocked', 'held'))
    expect(await outcomeOf(() => vault.erase())).toBe('storage/blocked')
    expect(vault.status()).toEqual({ name: 'unavailable', code: 'storage/blocked' })
    expect(stage.anchor.read()).toBeDefined()
  })

  it('fault 57: gives up after losing to other tabs again and again', async () => {
    const stage = createTabStage(createMemoryDisk())
    const [vault, other] = [await stage.createVault({}), await stage.unlockedTab()]
    const [id = ''] = await vault.add([totpDraft()])
    let isNested = false
    stage.disk.beforeCommit(async () => {
      if (isNested) return
      isNested = true
      await other.changeSettings({})
      isNested = false
    })
    expect(await outcomeOf(() => vault.recordUse(id))).toBe('vault/conflict')
    stage.disk.beforeCommit(undefined)
    expect(await outcomeOf(() => vault.recordUse(id))).toBe('success')
  })

  it('fault 60: a tab that was locked learns that the vault is gone', async () => {
    const stage = createTabStage(createMemoryDisk())
    await stage.createVault()
    const vault = await stage.openTab()
    await stage.disk.clear()
    await untilStatus(vault, 'removed')
    expect(vault.status()).toEqual({ name: 'removed', inMemory: false })
  })
})
