import { beforeEach, describe, expect, it } from 'vitest'
import { StorageError } from '../../../src/storage/index.ts'
import type { Vault } from '../../../src/vault/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { createTabStage, passphrase, type TabStage } from '../../support/tab-stage.ts'

const passkey = {
  credentialId: new Uint8Array([1, 2, 3]),
  salt: new Uint8Array(32).fill(4),
  secret: new Uint8Array(32).fill(5),
  name: 'Laptop',
}

let stage: TabStage<MemoryDisk>
let vault: Vault

beforeEach(async () => {
  stage = createTabStage(createMemoryDisk())
  vault = await stage.createVault()
  await vault.add([totpDraft({ issuer: 'GitHub' })])
})

const issuers = (of: Vault) => of.accounts().map(({ issuer }) => issuer)

describe('a passkey', () => {
  it('unlocks, without the slow hash, beside the passphrase', async () => {
    await vault.addPasskey(passphrase, passkey)
    vault.lock('person')
    const asked = stage.kdf.asked.length
    await vault.unlockWithPasskey(passkey.secret)
    expect([issuers(vault), stage.kdf.asked.length]).toEqual([['GitHub'], asked])
    vault.lock('person')
    await vault.unlock(passphrase)
  })

  it('is listed with what the browser needs while locked, and its name while unlocked', async () => {
    await vault.addPasskey(passphrase, passkey)
    await vault.addPasskey(passphrase, { ...passkey, credentialId: new Uint8Array([9]), name: 'Phone' })
    const [laptop, phone] = await vault.passkeys()
    expect(laptop).toMatchObject({ name: 'Laptop', createdAt: stage.clock.now() })
    expect(phone?.name).toBe('Phone')
    vault.lock('person')
    expect(await vault.passkeys()).toEqual([
      { slotId: laptop?.slotId, credentialId: passkey.credentialId, salt: passkey.salt },
      { slotId: phone?.slotId, credentialId: new Uint8Array([9]), salt: passkey.salt },
    ])
    expect(JSON.stringify(await stage.disk.rows('headers'))).not.toContain('Laptop')
  })

  it('that was removed opens nothing', async () => {
    await vault.addPasskey(passphrase, passkey)
    const [{ slotId } = { slotId: '' }] = await vault.passkeys()
    await vault.removePasskey(slotId)
    expect(await outcomeOf(() => vault.removePasskey(slotId))).toBe('vault/no-such-slot')
    vault.lock('person')
    expect(await outcomeOf(() => vault.unlockWithPasskey(passkey.secret))).toBe('vault/wrong-passkey')
    await vault.unlock(passphrase)
    expect([await vault.passkeys(), vault.settings().passkeys]).toEqual([[], {}])
  })

  it('never is the only way in: the passphrase’s slot cannot be removed as one', async () => {
    const header = (await stage.disk.rows('headers'))[0]?.['header'] as { slots: readonly { slotId: string }[] }
    expect(await outcomeOf(() => vault.removePasskey(header.slots[0]?.slotId ?? ''))).toBe('vault/no-such-slot')
    expect(await outcomeOf(() => vault.addPasskey('not it', passkey))).toBe('vault/wrong-passphrase')
  })

  it('fault 69: whatever is removed and refused, the passphrase stays a way in', async () => {
    await vault.addPasskey(passphrase, passkey)
    await vault.addPasskey(passphrase, { ...passkey, secret: new Uint8Array(32).fill(6), name: 'Phone' })
    for (const { slotId } of await vault.passkeys()) await vault.removePasskey(slotId)
    const header = (await stage.disk.rows('headers'))[0]?.['header'] as { slots: readonly { kind: string }[] }
    expect(header.slots.map(({ kind }) => kind)).toEqual(['passphrase'])
    vault.lock('person')
    await vault.unlock(passphrase)
    expect(issuers(vault)).toEqual(['GitHub'])
  })

  it('fault 69: is there whole or not at all, when storage fails as it is written', async () => {
    await vault.addPasskey(passphrase, passkey)
    const before = await stage.disk.rows('headers')
    stage.disk.failNextWrite(new StorageError('storage/quota', 'full'))
    const phone = { ...passkey, secret: new Uint8Array(32).fill(6), name: 'Phone' }
    expect(await outcomeOf(() => vault.addPasskey(passphrase, phone))).toBe('storage/quota')
    expect(await stage.disk.rows('headers')).toEqual(before)
    expect((await vault.passkeys()).map(({ name }) => name)).toEqual(['Laptop'])
  })

  it('remembers the day of its last use, written once a day, and sealed', async () => {
    await vault.addPasskey(passphrase, passkey)
    const useIt = async () => {
      vault.lock('person')
      await vault.unlockWithPasskey(passkey.secret)
      // A write comes after those that were asked for before it.
      await vault.recordUse(vault.accounts()[0]?.id ?? '')
      const [{ lastUsedAt } = { lastUsedAt: 0 }] = await vault.passkeys()
      return { lastUsedAt, epoch: vault.identity()?.epoch ?? 0 }
    }
    expect((await vault.passkeys())[0]?.lastUsedAt).toBeUndefined()
    const first = await useIt()
    expect(first.lastUsedAt).toBe(stage.clock.now())
    stage.clock.advance(60_000)
    const second = await useIt()
    expect([second.lastUsedAt, second.epoch - first.epoch]).toEqual([first.lastUsedAt, 1])
    stage.clock.advance(24 * 60 * 60_000)
    expect((await useIt()).lastUsedAt).toBe(stage.clock.now())
    vault.lock('person')
    expect((await vault.passkeys())[0]?.lastUsedAt).toBeUndefined()
  })

  it('unlocks although its use could not be written', async () => {
    await vault.addPasskey(passphrase, passkey)
    vault.lock('person')
    stage.disk.failNextWrite(new StorageError('storage/quota', 'full'))
    await vault.unlockWithPasskey(passkey.secret)
    expect(issuers(vault)).toEqual(['GitHub'])
    expect(await vault.add([totpDraft({ issuer: 'GitLab' })])).toHaveLength(1)
  })

  it('does not keep others from being listed when its slot was altered', async () => {
    await vault.addPasskey(passphrase, passkey)
    await vault.addPasskey(passphrase, { ...passkey, secret: new Uint8Array(32).fill(6), name: 'Phone' })
    vault.lock('person')
    for (const row of await stage.disk.rows('headers')) {
      const { slots } = row['header'] as { slots: { kind: string; params: string }[] }
      const [first] = slots.filter(({ kind }) => kind === 'passkey')
      if (first) first.params = 'cred=B salt=B'
      await stage.disk.put('headers', row)
    }
    expect(await vault.passkeys()).toHaveLength(1)
  })

  it('stays when the passphrase changes', async () => {
    await vault.addPasskey(passphrase, passkey)
    await vault.changePassphrase(passphrase, 'another passphrase')
    vault.lock('person')
    await vault.unlockWithPasskey(passkey.secret)
    expect(issuers(vault)).toEqual(['GitHub'])
  })
})
