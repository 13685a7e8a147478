import { beforeEach, describe, expect, it } from 'vitest'
import type { Anchor } from '../../../src/vault/anchor.ts'
import { defaultSettings, type AnchorStore, type LockReason, type VaultStatus } from '../../../src/vault/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { idOf } from '../../support/stored-change.ts'
import { createTabStage, passphrase, reportOf, untilStatus, untilTrue, type TabStage } from '../../support/tab-stage.ts'

let stage: TabStage<MemoryDisk>
beforeEach(() => {
  stage = createTabStage(createMemoryDisk())
})

const isLocked = (reason: LockReason): VaultStatus => ({ name: 'locked', reason })

describe('inspect', () => {
  it('finds no vault on a fresh disk, and makes none', async () => {
    const vault = await stage.openTab()
    expect(vault.status()).toEqual({ name: 'absent' })
    expect(await stage.disk.exists()).toBe(false)
  })

  it('finds a locked vault', async () => {
    await stage.createVault()
    expect((await stage.openTab()).status()).toEqual(isLocked('start'))
  })

  it('leaves an open vault open, and a lock’s reason as it is', async () => {
    const vault = await stage.createVault()
    await vault.inspect()
    expect(vault.status().name).toBe('unlocked')
    vault.lock('idle')
    await vault.inspect()
    expect(vault.status()).toEqual(isLocked('idle'))
  })

  it('tells who listens', async () => {
    const seen: string[] = []
    const vault = await stage.openTab()
    vault.subscribe((event) => seen.push(event.type === 'status' ? event.status.name : event.type))
    await vault.inspect()
    expect(seen).toEqual(['absent'])
  })
})

describe('create', () => {
  it('leaves a vault unlocked, with default settings, that the passphrase opens', async () => {
    const vault = await stage.createVault()
    expect(reportOf(vault)).toMatchObject({ sound: true, readOnlyBecause: null })
    const now = stage.clock.now()
    const settings = { ...defaultSettings, passphraseTypedAt: now, passphraseChangedAt: now }
    expect([vault.accounts(), vault.settings()]).toEqual([[], settings])
    expect(stage.anchor.read()).toEqual(vault.identity())
    expect(reportOf(await stage.unlockedTab()).sound).toBe(true)
  })

  it('hashes with today’s policy: Argon2id where it runs, else PBKDF2', async () => {
    await stage.createVault()
    expect(stage.kdf.asked[0]).toMatchObject({ name: 'argon2id', m: 65_536, t: 3, p: 1 })
    const other = createTabStage(createMemoryDisk())
    await other.createVault({ argon2: false })
    expect(other.kdf.asked[0]).toMatchObject({ name: 'pbkdf2-sha256', i: 1_000_000 })
    expect(reportOf(await other.unlockedTab({ argon2: true })).sound).toBe(true)
  })

  it.each([
    ['', 'vault/passphrase-too-short'],
    ['x'.repeat(1025), 'vault/passphrase-too-long'],
    ['half a pair \ud800', 'vault/passphrase-ill-formed'],
  ])('refuses the passphrase %j', async (text, code) => {
    const vault = await stage.openTab()
    expect(await outcomeOf(() => vault.create(text))).toBe(code)
    expect(await stage.disk.exists()).toBe(false)
  })

  it('refuses over a vault, open or locked', async () => {
    const vault = await stage.createVault()
    expect(await outcomeOf(() => vault.create('other'))).toBe('vault/exists')
    vault.lock('person')
    expect(await outcomeOf(() => vault.create('other'))).toBe('vault/exists')
    expect(await outcomeOf(() => vault.unlock(passphrase))).toBe('success')
  })

  it('lets one of two tabs make a vault', async () => {
    const [one, two] = [await stage.openTab(), await stage.openTab()]
    const outcomes = await Promise.all([outcomeOf(() => one.create('one')), outcomeOf(() => two.create('two'))])
    expect(outcomes.toSorted()).toEqual(['success', 'vault/exists'])
  })

  it('shows in a tab that stands at the welcome screen', async () => {
    const other = await stage.openTab()
    await stage.createVault()
    await untilStatus(other, 'locked')
    expect(other.status()).toEqual(isLocked('start'))
  })
})

describe('unlock', () => {
  it('refuses a wrong passphrase, after the hash ran, and stays as it is', async () => {
    await stage.createVault()
    const vault = await stage.openTab()
    const asked = stage.kdf.asked.length
    expect(await outcomeOf(() => vault.unlock('wrong'))).toBe('vault/wrong-passphrase')
    expect(stage.kdf.asked).toHaveLength(asked + 1)
    expect([vault.status(), vault.accounts()]).toEqual([isLocked('start'), []])
  })

  it('takes the passphrase in either normal form', async () => {
    await stage.createVault()
    const vault = await stage.openTab()
    await vault.unlock(passphrase.normalize('NFD'))
    expect(vault.status().name).toBe('unlocked')
  })

  it('fault 16: cancelling ends the hash and leaves no trace', async () => {
    await stage.createVault()
    const vault = await stage.openTab()
    const release = stage.kdf.hold()
    const cancel = new AbortController()
    const unlocking = vault.unlock(passphrase, { signal: cancel.signal })
    cancel.abort()
    await expect(unlocking).rejects.toMatchObject({ name: 'AbortError' })
    expect(vault.status()).toEqual(isLocked('start'))
    release()
    await vault.unlock(passphrase)
    expect(vault.status().name).toBe('unlocked')
  })

  it('does nothing when it is open already', async () => {
    const vault = await stage.createVault()
    const asked = stage.kdf.asked.length
    await vault.unlock('whatever')
    expect(stage.kdf.asked).toHaveLength(asked)
  })

  it('reads records in one query, while the hash runs', async () => {
    const maker = await stage.createVault()
    await maker.add([totpDraft()])
    const vault = await stage.openTab()
    const reads = stage.disk.counts.read
    const release = stage.kdf.hold()
    const unlocking = vault.unlock(passphrase)
    await Promise.resolve().then(() => Promise.resolve())
    release()
    await unlocking
    expect(stage.disk.counts.read).toBe(reads + 1)
  })

  it('takes what another tab has written while the hash ran', async () => {
    const other = await stage.createVault()
    const vault = await stage.openTab()
    const release = stage.kdf.hold()
    const unlocking = vault.unlock(passphrase)
    const [id = ''] = await other.add([totpDraft()])
    release()
    await unlocking
    expect(reportOf(vault).sound).toBe(true)
    expect(vault.account(id)).toBeDefined()
  })

  it('catches up with what another tab has written while records were opened', async () => {
    const other = await stage.createVault()
    const store = stage.disk.openStore()
    let looks = 0
    const slow = {
      ...store,
      readCopies: async () => {
        const copies = await store.readCopies()
        if (looks++ === 0) await other.changeSettings({ accent: 'plum' })
        return copies
      },
    }
    const vault = await stage.unlockedTab({ store: slow })
    await untilTrue(vault, () => vault.settings().accent === 'plum')
    expect(vault.identity()).toEqual(other.identity())
  })

  it('does not take a write by another tab, between reading and looking at the anchor, for an old copy', async () => {
    const other = await stage.createVault()
    const store = stage.disk.openStore()
    const slow = {
      ...store,
      readCopies: async () => {
        const copies = await store.readCopies()
        await other.changeSettings({})
        return copies
      },
    }
    const vault = await stage.unlockedTab({ store: slow })
    expect(reportOf(vault)).toMatchObject({ sound: true, olderThanAnchor: false })
  })

  it('says that the vault is gone where it is', async () => {
    await stage.createVault()
    const vault = await stage.openTab()
    await stage.disk.clear()
    expect(await outcomeOf(() => vault.unlock(passphrase))).toBe('storage/removed')
    await untilStatus(vault, 'removed')
  })
})

describe('lock', () => {
  it.each(['person', 'idle', 'hidden', 'system', 'clock', 'updated'] as const)(
    'because of %s: at once, saying why, in every tab',
    async (reason) => {
      const vault = await stage.createVault()
      const [id = ''] = await vault.add([totpDraft()])
      vault.lock(reason)
      expect(vault.status()).toEqual(isLocked(reason))
      expect(await outcomeOf(() => vault.codeAt(id, 0))).toBe('vault/locked')
      expect(stage.bus.posted.at(-1)).toEqual({ type: 'locked' })
    },
  )

  it('does nothing when nothing is open', async () => {
    await stage.createVault()
    const vault = await stage.openTab()
    vault.lock('person')
    expect(vault.status()).toEqual(isLocked('start'))
  })

  it('stops a write that has not reached the disk', async () => {
    const vault = await stage.createVault()
    const before = await stage.disk.rows('records')
    const adding = outcomeOf(() => vault.add([totpDraft()]))
    vault.lock('person')
    expect(await adding).toBe('vault/locked')
    expect(await stage.disk.rows('records')).toEqual(before)
  })

  it('never writes a secret that it has zeroed', async () => {
    const vault = await stage.createVault()
    const [id = ''] = await vault.add([totpDraft()])
    const outcomes = Promise.all([1, 2, 3].map(() => outcomeOf(() => vault.recordUse(id))))
    await Promise.resolve()
    vault.lock('person')
    await outcomes
    await vault.unlock(passphrase)
    expect(vault.codeAt(id, 59_000)).toBe('287082')
  })

  it('answers defaults for settings afterwards', async () => {
    const vault = await stage.createVault()
    await vault.changeSettings({ density: 'grid' })
    vault.lock('person')
    expect(vault.settings()).toEqual(defaultSettings)
  })
})

describe('settings', () => {
  it('change by part, and are there in the next session', async () => {
    const vault = await stage.createVault()
    await vault.changeSettings({ density: 'grid', lockAfterMs: null })
    await vault.changeSettings({ hideCodes: true })
    const now = stage.clock.now()
    const dates = { passphraseTypedAt: now, passphraseChangedAt: now }
    const expected = { ...defaultSettings, ...dates, density: 'grid', lockAfterMs: null, hideCodes: true }
    expect(vault.settings()).toEqual(expected)
    expect((await stage.unlockedTab()).settings()).toEqual(expected)
  })

  it('show in other tabs', async () => {
    const [one, two] = [await stage.createVault(), await stage.unlockedTab()]
    await one.changeSettings({ accent: 'plum' })
    await untilTrue(two, () => two.settings().accent === 'plum')
  })

  it('stay one record', async () => {
    const vault = await stage.createVault()
    await vault.changeSettings({ accent: 'plum' })
    await vault.changeSettings({ accent: 'clay' })
    expect(await stage.disk.rows('records')).toHaveLength(1)
  })
})

describe('the writing lock', () => {
  it('is held for each write', async () => {
    const asked: string[] = []
    const locks = {
      request: <T>(name: string, work: () => Promise<T>) => {
        asked.push(name)
        return work()
      },
    }
    const vault = await stage.createVault({ locks })
    await vault.add([totpDraft()])
    await vault.changeSettings({ hideCodes: true })
    expect(asked).toEqual(['mfa-manager-write', 'mfa-manager-write'])
  })
})

describe('erase', () => {
  it('leaves nothing, whether open or locked', async () => {
    const vault = await stage.createVault()
    await vault.erase()
    expect([vault.status(), await stage.disk.exists(), stage.localStorage.size]).toEqual([{ name: 'absent' }, false, 0])
    await stage.createVault()
    const locked = await stage.openTab()
    await locked.erase()
    expect([locked.status(), await stage.disk.exists()]).toEqual([{ name: 'absent' }, false])
  })

  it('makes room for a new vault', async () => {
    const vault = await stage.createVault()
    const before = vault.identity()?.vaultId
    await vault.erase()
    await vault.create('new one')
    expect(vault.identity()?.vaultId).not.toBe(before)
  })
})

describe('a tab whose vault is no more what it was', () => {
  /** A page's own view of local storage, which follows that of another page after a while. */
  const lagging = (anchor: Anchor | undefined): AnchorStore => {
    let known = anchor
    return { read: () => known, write: (next) => (known = next), remove: () => (known = undefined) }
  }

  it('takes no vault for removed that another tab has erased, though its anchor seems to be there still', async () => {
    const vault = await stage.createVault()
    const other = await stage.openTab({ anchor: lagging(stage.anchor.read()) })
    await vault.erase()
    await untilStatus(other, 'absent')
    expect(other.status()).toEqual({ name: 'absent' })
  })

  it('keeps the anchor of a vault that was made since', async () => {
    const vault = await stage.createVault()
    const later = { vaultId: idOf(3), epoch: 1 }
    const anchor = lagging(later)
    const other = await stage.openTab({ anchor })
    await vault.erase()
    await untilStatus(other, 'removed')
    expect(anchor.read()).toEqual(later)
  })

  it('looks at storage again, where another tab has erased the vault', async () => {
    const one = await stage.createVault()
    const seen: VaultStatus['name'][] = []
    one.subscribe(() => seen.push(one.status().name))
    stage.bus.join().postMessage({ type: 'erased' })
    await untilTrue(one, () => seen.includes('checking') && seen.at(-1) !== 'checking')
    expect([one.status(), one.accounts()]).toEqual([isLocked('start'), []])
  })

  it('locks, where another vault lies in its place: its keys are for nothing any more', async () => {
    const vault = await stage.createVault()
    await vault.add([totpDraft()])
    const other = createTabStage(createMemoryDisk())
    await other.createVault()
    for (const row of await other.disk.rows('headers')) await stage.disk.put('headers', row)
    stage.bus.join().postMessage({ type: 'changed', epoch: 99 })
    await untilStatus(vault, 'locked')
    expect([vault.status(), vault.accounts()]).toEqual([isLocked('other-tab'), []])
    await vault.inspect()
    expect(vault.status()).toEqual(isLocked('other-tab'))
  })

  it('says so, where no vault can be read in its place', async () => {
    const vault = await stage.createVault()
    for (const row of await stage.disk.rows('headers')) {
      await stage.disk.put('headers', { ...row, header: { format: 'something else' } })
    }
    stage.bus.join().postMessage({ type: 'changed', epoch: 99 })
    await untilStatus(vault, 'damaged')
    expect(vault.accounts()).toEqual([])
  })
})

describe('close', () => {
  it('ends the session and hears nothing more', async () => {
    const [one, two] = [await stage.createVault(), await stage.unlockedTab()]
    one.close()
    let events = 0
    one.subscribe(() => events++)
    await two.changeSettings({ hideCodes: true })
    two.lock('person')
    expect([events, one.accounts()]).toEqual([0, []])
  })
})
