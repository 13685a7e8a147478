import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createVault, type Vault } from '../../../src/vault/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { databaseNames, freshDatabaseName } from '../../support/indexeddb-disk.ts'
import { createQuickKdf } from '../../support/quick-kdf.ts'
import { passphrase, untilStatus, untilTrue } from '../../support/tab-stage.ts'

const anchorKey = 'mfa-manager:anchor'
const kdf = createQuickKdf()
let databaseName: string
let tabs: Vault[]

/** A tab over the browser's own IndexedDB, BroadcastChannel, Web Locks and localStorage. */
async function openTab(): Promise<Vault> {
  const channel = new BroadcastChannel(databaseName)
  const vault = createVault({ kdf, databaseName, channel, locks: navigator.locks })
  tabs.push(vault)
  await vault.inspect()
  return vault
}

beforeEach(() => {
  databaseName = freshDatabaseName()
  localStorage.removeItem(anchorKey)
  tabs = []
})

afterEach(() => {
  for (const vault of tabs) vault.close()
  indexedDB.deleteDatabase(databaseName)
  localStorage.removeItem(anchorKey)
})

describe('a vault over the parts of a real browser', () => {
  it('is made, locked and opened again, and leaves an anchor', async () => {
    const vault = await openTab()
    expect(vault.status()).toEqual({ name: 'absent' })
    await vault.create(passphrase)
    const [id = ''] = await vault.add([totpDraft()])
    vault.lock('person')
    await vault.unlock(passphrase)
    expect(vault.codeAt(id, 59_000)).toBe('287082')
    const { vaultId = '', epoch = 0 } = vault.identity() ?? {}
    expect(localStorage.getItem(anchorKey)).toBe(`${vaultId}:${epoch}`)
  })

  it('fault 57: two tabs write at once, and nothing is lost', async () => {
    const one = await openTab()
    await one.create(passphrase)
    const two = await openTab()
    await two.unlock(passphrase)
    await Promise.all([1, 2, 3, 4].flatMap(() => [one.add([totpDraft()]), two.add([totpDraft()])]))
    await untilTrue(one, () => one.accounts().length === 8)
    await untilTrue(two, () => two.accounts().length === 8)
    expect(one.identity()).toEqual(two.identity())
  })

  it('fault 58: locking one tab locks the other', async () => {
    const one = await openTab()
    await one.create(passphrase)
    const two = await openTab()
    await two.unlock(passphrase)
    two.lock('person')
    await untilStatus(one, 'locked')
    expect(one.status()).toEqual({ name: 'locked', reason: 'other-tab' })
  })

  it('fault 60: erasing empties database and anchor, and the other tab stands at the beginning', async () => {
    const one = await openTab()
    await one.create(passphrase)
    const two = await openTab()
    await two.unlock(passphrase)
    await one.erase()
    await untilStatus(two, 'absent')
    expect([(await databaseNames()).includes(databaseName), localStorage.getItem(anchorKey)]).toEqual([false, null])
  })
})
