import { beforeEach, describe, expect, it } from 'vitest'
import { blockSite, changeAccounts, forgetSite } from '../../../../../../src/ui/screens/settings/sites/site-changes.ts'
import type { ConnectedSite, Vault } from '../../../../../../src/vault/index.ts'
import { createMemoryDisk } from '../../../../../support/memory-disk.ts'
import { createTabStage } from '../../../../../support/tab-stage.ts'

const origin = 'https://deploy.example'
const site: ConnectedSite = {
  origin,
  accountIds: ['a', 'b'],
  isBlocked: false,
  createdAt: 1,
  lastUsedAt: 2,
  uses: 3,
}

let vault: Vault

beforeEach(async () => {
  vault = await createTabStage(createMemoryDisk()).createVault()
  await vault.putSite(site)
})

describe('forgetting a site', () => {
  it('removes it, and Undo brings all of it back', async () => {
    const undo = await forgetSite(vault, site)
    expect(vault.sites()).toEqual([])
    await undo()
    expect(vault.sites()).toEqual([site])
  })

  it('is not taken back over a newer answer', async () => {
    const undo = await forgetSite(vault, site)
    const answered = { ...site, accountIds: ['c'], createdAt: 9 }
    await vault.putSite(answered)
    await undo()
    expect(vault.sites()).toEqual([answered])
  })

  it('changes nothing where the vault cannot write', async () => {
    vault.lock('person')
    await expect(forgetSite(vault, site)).rejects.toMatchObject({ code: 'vault/locked' })
  })
})

describe('blocking a site', () => {
  it('forgets its accounts, so that it has none when it may ask again', async () => {
    await blockSite(vault, origin, 50)
    const [blocked] = vault.sites()
    expect(blocked).toEqual({ origin, accountIds: [], isBlocked: true, createdAt: 50, lastUsedAt: 0, uses: 0 })
    if (blocked) await forgetSite(vault, blocked)
    expect(vault.sites()).toEqual([])
  })

  it('gives them back with Undo', async () => {
    const undo = await blockSite(vault, origin, 50)
    await undo()
    expect(vault.sites()).toEqual([site])
  })

  it('works on one that is not remembered, and Undo leaves nothing behind', async () => {
    const undo = await blockSite(vault, 'https://other.example', 50)
    expect(vault.sites()).toHaveLength(2)
    await undo()
    expect(vault.sites()).toEqual([site])
  })

  it('is not taken back where it was lifted meanwhile', async () => {
    const undo = await blockSite(vault, origin, 50)
    await vault.removeSite(origin)
    await undo()
    expect(vault.sites()).toEqual([])
  })
})

describe('changing the accounts of a site', () => {
  it('keeps the rest of what is remembered, also what was counted since', async () => {
    await vault.recordSiteUse(origin, 4)
    const undo = await changeAccounts(vault, site, ['b', 'c'])
    expect(vault.sites()).toMatchObject([{ accountIds: ['b', 'c'], uses: 7, createdAt: 1 }])
    await vault.recordSiteUse(origin, 1)
    await undo()
    expect(vault.sites()).toMatchObject([{ accountIds: ['a', 'b'], uses: 8, createdAt: 1 }])
  })

  it('does not bring back a site that was removed meanwhile', async () => {
    await vault.removeSite(origin)
    const undo = await changeAccounts(vault, site, ['c'])
    await undo()
    expect(vault.sites()).toEqual([])
  })

  it.each([
    ['changed again', ['d']],
    ['changed to as many others', ['c', 'b']],
  ])('is not taken back where they were %s', async (_what, later) => {
    const undo = await changeAccounts(vault, site, ['b', 'c'])
    await changeAccounts(vault, site, later)
    await undo()
    expect(vault.sites()).toMatchObject([{ accountIds: later }])
  })
})
