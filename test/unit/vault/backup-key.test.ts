import { beforeEach, describe, expect, it } from 'vitest'
import type { BackupKey, Vault } from '../../../src/vault/index.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { createTabStage, type TabStage } from '../../support/tab-stage.ts'

const key: BackupKey = {
  kdf: { name: 'argon2id', v: 19, m: 65_536, t: 3, p: 1, salt: new Uint8Array(16).fill(3) },
  prk: new Uint8Array(32).fill(9),
}

let stage: TabStage<MemoryDisk>
let vault: Vault

beforeEach(async () => {
  stage = createTabStage(createMemoryDisk())
  vault = await stage.createVault()
})

describe('the key of automatic backups', () => {
  it('is kept sealed, and another takes its place', async () => {
    expect(vault.backupKey()).toBeUndefined()
    await vault.keepBackupKey({ ...key, prk: new Uint8Array(32).fill(1) })
    await vault.keepBackupKey(key)
    const other = await stage.unlockedTab()
    expect(other.backupKey()).toEqual(key)
    expect(await stage.disk.rows('records')).toHaveLength(2)
  })

  it('is handed out as a copy', async () => {
    await vault.keepBackupKey(key)
    vault.backupKey()?.prk.fill(0)
    expect(vault.backupKey()).toEqual(key)
  })

  it('is forgotten', async () => {
    await vault.keepBackupKey(key)
    await vault.keepBackupKey(null)
    expect((await stage.unlockedTab()).backupKey()).toBeUndefined()
    expect(await stage.disk.rows('records')).toHaveLength(1)
  })

  it('is not there while the vault is locked', async () => {
    await vault.keepBackupKey(key)
    vault.lock('person')
    expect(vault.backupKey()).toBeUndefined()
    expect(await outcomeOf(() => vault.keepBackupKey(key))).toBe('vault/locked')
  })
})
