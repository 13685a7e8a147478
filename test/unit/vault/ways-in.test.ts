import { beforeEach, describe, expect, it } from 'vitest'
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
    expect(await outcomeOf(() => vault.unlockWithPasskey(passkey.secret))).toBe('vault/wrong-passphrase')
  })

  it('never is the only way in: the passphrase’s slot cannot be removed as one', async () => {
    const header = (await stage.disk.rows('headers'))[0]?.['header'] as { slots: readonly { slotId: string }[] }
    expect(await outcomeOf(() => vault.removePasskey(header.slots[0]?.slotId ?? ''))).toBe('vault/no-such-slot')
    expect(await outcomeOf(() => vault.addPasskey('not it', passkey))).toBe('vault/wrong-passphrase')
  })

  it('stays when the passphrase changes', async () => {
    await vault.addPasskey(passphrase, passkey)
    await vault.changePassphrase(passphrase, 'another passphrase')
    vault.lock('person')
    await vault.unlockWithPasskey(passkey.secret)
    expect(issuers(vault)).toEqual(['GitHub'])
  })
})
