import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAnchorStore, createVault, type Vault, type VaultOptions } from '../../../src/vault/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { freshDatabaseName } from '../../support/indexeddb-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { createQuickKdf } from '../../support/quick-kdf.ts'
import { passphrase, reportOf } from '../../support/tab-stage.ts'

let databaseName: string
let tabs: Vault[]

/** A tab of a browser without Web Locks, without BroadcastChannel, and with local storage denied. */
async function openTab(options: Partial<VaultOptions> = {}): Promise<Vault> {
  const anchor = createAnchorStore(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  const vault = createVault({ kdf: createQuickKdf(), databaseName, anchor, ...options })
  tabs.push(vault)
  await vault.inspect()
  return vault
}

beforeEach(() => {
  databaseName = freshDatabaseName()
  tabs = []
})

afterEach(() => {
  for (const vault of tabs) vault.close()
  indexedDB.deleteDatabase(databaseName)
})

describe('a vault in a browser that lacks what it would like to have', () => {
  it('is made, locked and opened again', async () => {
    const vault = await openTab()
    await vault.create(passphrase)
    const [id = ''] = await vault.add([totpDraft()])
    vault.lock('person')
    await vault.unlock(passphrase)
    expect(vault.codeAt(id, 59_000)).toBe('287082')
    expect(reportOf(vault).sound).toBe(true)
  })

  it('fault 57: two tabs that cannot hear each other write at once, and nothing is lost', async () => {
    const one = await openTab()
    await one.create(passphrase)
    const two = await openTab()
    await two.unlock(passphrase)
    await Promise.all([1, 2, 3].flatMap(() => [one.add([totpDraft()]), two.add([totpDraft()])]))
    const third = await openTab()
    await third.unlock(passphrase)
    expect(third.accounts()).toHaveLength(6)
    expect(reportOf(third).sound).toBe(true)
  })

  it('fault 57: a tab that has heard nothing of an edit does not write over it', async () => {
    const one = await openTab()
    await one.create(passphrase)
    const [id = ''] = await one.add([totpDraft({ issuer: 'First' })])
    const two = await openTab()
    await two.unlock(passphrase)
    const basedOn = two.account(id)?.updatedAt ?? 0
    await one.edit(id, { issuer: 'Renamed' }, basedOn)
    expect(await outcomeOf(() => two.edit(id, { note: 'late' }, basedOn))).toBe('vault/conflict')
    expect(two.account(id)).toMatchObject({ issuer: 'Renamed', note: '' })
  })
})
