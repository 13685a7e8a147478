import { beforeEach, describe, expect, it } from 'vitest'
import { formatRecoveryCode } from '../../../src/crypto/index.ts'
import { StorageError } from '../../../src/storage/index.ts'
import type { Vault } from '../../../src/vault/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { createTabStage, passphrase, reportOf, type TabStage } from '../../support/tab-stage.ts'

const code = new Uint8Array(20).map((_, place) => place * 7)
const written = (await formatRecoveryCode(code)).join(' ')
const otherCode = (await formatRecoveryCode(new Uint8Array(20))).join('-')
const fresh = 'a new passphrase of mine'

let stage: TabStage<MemoryDisk>
let vault: Vault

beforeEach(async () => {
  stage = createTabStage(createMemoryDisk())
  vault = await stage.createVault()
  await vault.add([totpDraft({ issuer: 'GitHub' })])
})

const issuers = (of: Vault) => of.accounts().map(({ issuer }) => issuer)
const setCode = async (bytes: Uint8Array) => (await vault.prepareRecoveryCode(passphrase, bytes))()
const slots = async () => {
  const rows = (await stage.disk.rows('headers')).map((row) => row['header'] as { epoch: number; slots: object[] })
  return rows.reduce((newest, row) => (row.epoch > newest.epoch ? row : newest)).slots as { kind: string }[]
}
const kinds = async () => (await slots()).map(({ kind }) => kind)

describe('a vault that is made with a recovery code', () => {
  let other: TabStage<MemoryDisk>
  beforeEach(async () => {
    other = createTabStage(createMemoryDisk())
    vault = await other.openTab()
  })

  it('has it from the first write on, with one slow hash, and does not count it as confirmed', async () => {
    await vault.create(passphrase, { recoveryCode: code })
    expect(other.kdf.asked).toHaveLength(1)
    expect(vault.identity()?.epoch).toBe(1)
    expect(await vault.recoveryCode()).toEqual({ madeAt: other.clock.now(), isConfirmed: false })
    expect(vault.settings()).toMatchObject({ recoveryCode: { isConfirmed: false } })
    vault.lock('person')
    const elsewhere = await other.openTab()
    await elsewhere.recover(written, fresh)
    expect(reportOf(elsewhere).sound).toBe(true)
  })

  it('knows it as confirmed once it was typed back, in every tab', async () => {
    await vault.create(passphrase, { recoveryCode: code })
    const madeAt = other.clock.now()
    other.clock.advance(60_000)
    await vault.confirmRecoveryCode()
    expect(await vault.recoveryCode()).toEqual({ madeAt, isConfirmed: true })
    expect(await (await other.unlockedTab()).recoveryCode()).toEqual({ madeAt, isConfirmed: true })
  })

  it('has none once the person goes on without', async () => {
    await vault.create(passphrase, { recoveryCode: code })
    await vault.removeRecoveryCode()
    expect([await vault.recoveryCode(), vault.settings().recoveryCode]).toEqual([undefined, null])
    expect(await vault.checkRecoveryCode(written)).toBe(false)
  })

  it('is not made at all where the passphrase is none, or there is one', async () => {
    expect(await outcomeOf(() => vault.create('', { recoveryCode: code }))).toBe('vault/passphrase-too-short')
    expect(await other.disk.exists()).toBe(false)
    await vault.create(passphrase)
    const second = await other.openTab()
    expect(await outcomeOf(() => second.create(passphrase, { recoveryCode: code }))).toBe('vault/exists')
    expect(await vault.hasRecoveryCode()).toBe(false)
  })

  it('keeps nothing of the code itself', async () => {
    await vault.create(passphrase, { recoveryCode: code })
    const stored = JSON.stringify([await other.disk.rows('headers'), await other.disk.rows('records')])
    for (const group of written.split(' ').slice(1)) expect(stored).not.toContain(group)
    expect([...other.localStorage.values()].join()).not.toContain(written.slice(-4))
  })
})

describe('a recovery code', () => {
  it('leads to a new passphrase; the old one opens nothing then', async () => {
    await setCode(code)
    vault.lock('person')
    await vault.recover(written.toLowerCase(), fresh)
    expect(issuers(vault)).toEqual(['GitHub'])
    vault.lock('person')
    expect(await outcomeOf(() => vault.unlock(passphrase))).toBe('vault/wrong-passphrase')
    await vault.unlock(fresh)
    expect(issuers(vault)).toEqual(['GitHub'])
    expect(await vault.checkRecoveryCode(written)).toBe(true)
  })

  it('is known to be there, checked, replaced and removed', async () => {
    expect([await vault.hasRecoveryCode(), await vault.recoveryCode()]).toEqual([false, undefined])
    await setCode(new Uint8Array(20))
    await setCode(code)
    expect(await kinds()).toEqual(['passphrase', 'recovery'])
    expect([await vault.checkRecoveryCode(written), await vault.checkRecoveryCode(otherCode)]).toEqual([true, false])
    expect(await vault.recoveryCode()).toEqual({ madeAt: stage.clock.now(), isConfirmed: true })
    vault.lock('person')
    expect(await vault.hasRecoveryCode()).toBe(true)
    expect(await outcomeOf(() => vault.recoveryCode())).toBe('vault/locked')
    await vault.unlock(passphrase)
    await vault.removeRecoveryCode()
    expect([await vault.hasRecoveryCode(), await vault.checkRecoveryCode(written)]).toEqual([false, false])
    expect(await outcomeOf(() => vault.confirmRecoveryCode())).toBe('vault/no-such-slot')
  })

  it('that is only being prepared changes nothing', async () => {
    await setCode(code)
    await vault.prepareRecoveryCode(passphrase, new Uint8Array(20))
    expect([await vault.checkRecoveryCode(written), await vault.checkRecoveryCode(otherCode)]).toEqual([true, false])
  })

  it('that was prepared is not put into a vault that was locked, or is another one by now', async () => {
    const put = await vault.prepareRecoveryCode(passphrase, code)
    vault.lock('person')
    expect(await outcomeOf(put)).toBe('vault/locked')
    await vault.erase()
    await vault.create(passphrase)
    expect(await outcomeOf(put)).toBe('vault/conflict')
    expect(await vault.hasRecoveryCode()).toBe(false)
  })

  it('is told apart from a slip of the pen', async () => {
    await setCode(code)
    vault.lock('person')
    expect(await outcomeOf(() => vault.recover(`${written.slice(0, -1)}#`, fresh))).toBe('crypto/recovery-code')
    expect(await outcomeOf(() => vault.recover(otherCode, fresh))).toBe('vault/wrong-passphrase')
    expect(vault.status().name).toBe('locked')
  })

  it('needs the passphrase to be made', async () => {
    expect(await outcomeOf(() => vault.prepareRecoveryCode('not it', code))).toBe('vault/wrong-passphrase')
    expect(await vault.hasRecoveryCode()).toBe(false)
  })

  it('of which the settings know nothing is there, and counts as never confirmed', async () => {
    await setCode(code)
    await vault.changeSettings({ recoveryCode: { slotId: 'of another vault', madeAt: 1, isConfirmed: true } })
    expect(await vault.recoveryCode()).toEqual({ isConfirmed: false })
    await vault.confirmRecoveryCode()
    expect(await vault.recoveryCode()).toEqual({ madeAt: stage.clock.now(), isConfirmed: true })
  })

  it('is not touched by the settings of a backup', async () => {
    await setCode(code)
    const before = await vault.recoveryCode()
    await vault.apply({ adds: [], edits: [], settings: { hideCodes: true, recoveryCode: null } })
    expect([vault.settings().hideCodes, await vault.recoveryCode()]).toEqual([true, before])
  })
})

describe('recovering', () => {
  beforeEach(() => setCode(code))

  it('shows nobody an open vault before the new passphrase is on the disk', async () => {
    vault.lock('person')
    const seen: string[] = []
    vault.subscribe((event) => seen.push(event.type === 'status' ? event.status.name : event.type))
    await vault.recover(written, fresh)
    expect(seen.filter((one) => one !== 'changed')).toEqual(['unlocked'])
    expect(await vault.confirmPassphrase(fresh)).toBe(true)
  })

  it('with a passphrase that is none leaves the vault locked', async () => {
    vault.lock('person')
    expect(await outcomeOf(() => vault.recover(written, ''))).toBe('vault/passphrase-too-short')
    expect(vault.status()).toEqual({ name: 'locked', reason: 'person' })
    await vault.unlock(passphrase)
  })

  it('that cannot be written leaves the vault locked, under its old passphrase', async () => {
    const store = stage.disk.openStore()
    const full = {
      ...store,
      commit: () => Promise.reject(new StorageError('storage/quota', 'full')),
    }
    const tab = await stage.openTab({ store: full })
    expect(await outcomeOf(() => tab.recover(written, fresh))).toBe('storage/quota')
    expect(tab.status()).toEqual({ name: 'locked', reason: 'start' })
    expect(tab.accounts()).toEqual([])
    await tab.unlock(passphrase)
    expect(issuers(tab)).toEqual(['GitHub'])
  })

  it('that another tab’s lock interrupts leaves the vault locked', async () => {
    const store = stage.disk.openStore()
    const tab = await stage.openTab({
      store: {
        ...store,
        commit: (...given: Parameters<typeof store.commit>) => {
          tab.lock('other-tab')
          return store.commit(...given)
        },
      },
    })
    expect(await outcomeOf(() => tab.recover(written, fresh))).toBe('vault/locked')
    expect(tab.status().name).toBe('locked')
  })

  it('in a tab that was unlocked meanwhile changes the passphrase of the open vault', async () => {
    await vault.recover(written, fresh)
    expect(issuers(vault)).toEqual(['GitHub'])
    expect([await vault.confirmPassphrase(fresh), await vault.confirmPassphrase(passphrase)]).toEqual([true, false])
  })

  it('opens a vault that may only be read, and leaves its passphrase', async () => {
    vault.lock('person')
    const [record] = await stage.disk.rows('records')
    await stage.disk.remove('records', String(record?.['id']))
    const tab = await stage.openTab()
    expect(await outcomeOf(() => tab.recover(written, fresh))).toBe('vault/read-only')
    expect(reportOf(tab).sound).toBe(false)
    expect(await tab.confirmPassphrase(passphrase)).toBe(true)
  })
})
