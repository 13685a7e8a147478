import { beforeEach, describe, expect, it } from 'vitest'
import type { AccountDraft } from '../../../src/account.ts'
import { binKeptForMs, type Vault } from '../../../src/vault/index.ts'
import { hotpDraft, manyDrafts, rfcSecret, totpDraft } from '../../support/drafts.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { idOf } from '../../support/stored-change.ts'
import { createTabStage, passphrase, untilTrue, type TabStage } from '../../support/tab-stage.ts'

let stage: TabStage<MemoryDisk>
let vault: Vault

beforeEach(async () => {
  stage = createTabStage(createMemoryDisk())
  vault = await stage.createVault()
})

async function addOne(draft: AccountDraft = totpDraft()): Promise<string> {
  const [id = ''] = await vault.add([draft])
  return id
}

const viewOf = (id: string) => vault.account(id) ?? expect.fail('no such account')
const editNow = (id: string, edit: Parameters<Vault['edit']>[1]) => vault.edit(id, edit, viewOf(id).updatedAt)

describe('add', () => {
  it('puts what is new behind what is there', async () => {
    await vault.add([totpDraft({ issuer: 'A', order: 3 }), totpDraft({ issuer: 'B', order: 1 })])
    const before = vault.accounts().map(({ order }) => order)
    const id = await addOne(totpDraft({ issuer: 'C' }))
    expect(viewOf(id).order).toBe(Math.max(...before) + 1)
  })

  it('counts what is there and what lies in the bin towards the most that a vault may hold', async () => {
    await vault.moveToBin([await addOne()])
    expect(await outcomeOf(() => vault.add(manyDrafts(50_000)))).toBe('vault/limits')
    expect(vault.accounts()).toEqual([])
  })

  it('answers new ids in the order of the drafts, and fills in what they leave out', async () => {
    const [first = '', second = ''] = await vault.add([totpDraft({ issuer: 'A' }), hotpDraft({ issuer: 'B' })])
    const now = stage.clock.now()
    expect(viewOf(first)).toEqual({
      id: first,
      type: 'totp',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: 'A',
      account: 'ada@example.org',
      note: '',
      tags: [],
      pinned: false,
      hidden: false,
      order: 0,
      createdAt: now,
      updatedAt: now,
      useCount: 0,
    })
    expect(viewOf(second)).toMatchObject({ type: 'hotp', counter: 0, order: 1, issuer: 'B' })
  })

  it('keeps what an import says about use, place and time', async () => {
    const said = { createdAt: 5, updatedAt: 6, lastUsedAt: 7, useCount: 8, order: -1.5, pinned: true, tags: ['a'] }
    expect(viewOf(await addOne(totpDraft(said)))).toMatchObject(said)
  })

  it('puts what was in the bin there again', async () => {
    const id = await addOne(totpDraft({ deletedAt: stage.clock.now() }))
    expect([vault.accounts().length, vault.bin().map((view) => view.id)]).toEqual([0, [id]])
  })

  it('never shows a secret or a PIN', async () => {
    const secret = Uint8Array.from({ length: 16 }, (_, index) => index)
    const id = await addOne(totpDraft({ type: 'yandex', pin: '7391', secret }))
    expect(viewOf(id)).not.toHaveProperty('secret')
    expect(viewOf(id)).not.toHaveProperty('pin')
  })

  it('copies the secret: the caller may zero its own', async () => {
    const draft = totpDraft()
    const id = await addOne(draft)
    draft.secret.fill(0)
    expect(vault.codeAt(id, 59_000)).toBe('287082')
  })

  it('writes nothing for no drafts', async () => {
    const before = vault.identity()
    expect(await vault.add([])).toEqual([])
    expect(vault.identity()).toEqual(before)
  })

  it.each([
    ['a secret without bytes', totpDraft({ secret: new Uint8Array() }), 'otp/empty-secret'],
    ['too many digits', totpDraft({ digits: 11 }), 'otp/invalid-digits'],
    ['a name that is too long', totpDraft({ issuer: 'x'.repeat(1025) }), 'vault/limits'],
    ['a note that is too long', totpDraft({ note: 'x'.repeat(10_001) }), 'vault/limits'],
    ['too many tags', totpDraft({ tags: Array.from({ length: 101 }, String) }), 'vault/limits'],
    ['an order that is no number', totpDraft({ order: Number.NaN }), 'vault/limits'],
    ['a time before 1970', totpDraft({ createdAt: -1 }), 'vault/limits'],
  ])('adds none of them where one has %s', async (_what, draft, code) => {
    expect(await outcomeOf(() => vault.add([totpDraft(), draft]))).toBe(code)
    expect(vault.accounts()).toEqual([])
    expect((await stage.unlockedTab()).accounts()).toEqual([])
  })

  it('takes names of as many characters as a backup does, whatever they are', async () => {
    const id = await addOne(totpDraft({ issuer: '😀'.repeat(1024) }))
    expect(viewOf(id).issuer).toBe('😀'.repeat(1024))
  })

  it('writes many at once', async () => {
    await vault.add(manyDrafts(300))
    expect(stage.disk.counts.commit).toBe(1)
    expect((await stage.unlockedTab()).accounts()).toHaveLength(300)
  })
})

describe('accounts', () => {
  it('is a new array after a change, of the same views where they are unchanged', async () => {
    const [first = '', second = ''] = await vault.add([totpDraft(), totpDraft({ issuer: 'B' })])
    const before = vault.accounts()
    expect(vault.accounts()).toBe(before)
    const kept = viewOf(second)
    await editNow(first, { note: 'x' })
    expect(vault.accounts()).not.toBe(before)
    expect(viewOf(second)).toBe(kept)
  })

  it('is empty while locked', async () => {
    await addOne()
    vault.lock('person')
    expect([vault.accounts(), vault.bin(), vault.twinsOf(totpDraft())]).toEqual([[], [], []])
  })

  it('tells of each change', async () => {
    let events = 0
    const stop = vault.subscribe((event) => {
      if (event.type === 'changed') events++
    })
    const id = await addOne()
    await editNow(id, { note: 'x' })
    stop()
    await vault.recordUse(id)
    expect(events).toBe(2)
  })
})

describe('edit', () => {
  it('changes what it names, and when the account was changed', async () => {
    const id = await addOne()
    stage.clock.advance(5000)
    await editNow(id, { issuer: 'New', tags: ['x'], icon: { letters: 'N' } })
    expect(viewOf(id)).toMatchObject({
      issuer: 'New',
      account: 'ada@example.org',
      tags: ['x'],
      icon: { letters: 'N' },
      updatedAt: stage.clock.now(),
    })
    expect((await stage.unlockedTab()).account(id)).toEqual(viewOf(id))
  })

  it('takes an icon away', async () => {
    const id = await addOne(totpDraft({ icon: { service: 'github' } }))
    await editNow(id, { icon: null })
    expect(viewOf(id)).not.toHaveProperty('icon')
  })

  it('changes the secret, and the codes with it', async () => {
    const id = await addOne(totpDraft({ secret: Uint8Array.of(1, 2, 3) }))
    expect(vault.codeAt(id, 59_000)).not.toBe('287082')
    await editNow(id, { secret: rfcSecret })
    expect(vault.codeAt(id, 59_000)).toBe('287082')
  })

  it('makes a counter-based account of a time-based one, without a period', async () => {
    const id = await addOne()
    await editNow(id, { type: 'hotp' })
    expect(viewOf(id)).toMatchObject({ type: 'hotp', counter: 0 })
    expect(viewOf(id)).not.toHaveProperty('period')
  })

  it('gives an account its PIN', async () => {
    const id = await addOne(totpDraft({ type: 'motp', secret: new Uint8Array(16) }))
    expect(() => vault.codeAt(id, 0)).toThrow('PIN')
    await editNow(id, { pin: '1234' })
    expect(vault.codeAt(id, 0)).toMatch(/^[0-9a-f]{6}$/)
  })

  it.each([
    [{ digits: 3 }, 'otp/invalid-digits'],
    [{ secret: new Uint8Array() }, 'otp/empty-secret'],
    [{ note: 'x'.repeat(10_001) }, 'vault/limits'],
  ])('refuses %j and changes nothing', async (edit, code) => {
    const id = await addOne()
    const before = viewOf(id)
    expect(await outcomeOf(() => editNow(id, edit))).toBe(code)
    expect(viewOf(id)).toBe(before)
  })

  it('writes nothing where nothing changes', async () => {
    const id = await addOne(totpDraft({ tags: ['a'] }))
    const before = vault.identity()
    await editNow(id, { tags: ['a'], issuer: 'GitHub', secret: rfcSecret.slice() })
    expect(vault.identity()).toEqual(before)
  })

  it('is a conflict when the account was edited since the form was opened', async () => {
    const id = await addOne()
    const basedOn = viewOf(id).updatedAt
    await vault.edit(id, { note: 'first' }, basedOn)
    expect(await outcomeOf(() => vault.edit(id, { note: 'second' }, basedOn))).toBe('vault/conflict')
    expect(viewOf(id).note).toBe('first')
  })

  it('tells two edits in the same millisecond apart, and edits after the clock was set back', async () => {
    const id = await addOne()
    const times = [viewOf(id).updatedAt]
    for (const note of ['a', 'b', 'c']) {
      await editNow(id, { note })
      times.push(viewOf(id).updatedAt)
      stage.clock.set(stage.clock.now() - 1000)
    }
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(new Set(times).size).toBe(4)
  })

  it('is no conflict when a code was merely used meanwhile', async () => {
    const id = await addOne()
    const basedOn = viewOf(id).updatedAt
    await vault.recordUse(id)
    expect(await outcomeOf(() => vault.edit(id, { note: 'x' }, basedOn))).toBe('success')
    expect(viewOf(id)).toMatchObject({ note: 'x', useCount: 1 })
  })

  it('is a conflict when the account was deleted meanwhile', async () => {
    const id = await addOne()
    const basedOn = viewOf(id).updatedAt
    await vault.moveToBin([id])
    expect(await outcomeOf(() => vault.edit(id, { note: 'x' }, basedOn))).toBe('vault/conflict')
    await vault.deleteForGood([id])
    expect(await outcomeOf(() => vault.edit(id, { note: 'x' }, basedOn))).toBe('vault/conflict')
  })
})

describe('editMany', () => {
  it('changes all in one write', async () => {
    const ids = await vault.add(manyDrafts(5))
    const commits = stage.disk.counts.commit
    await vault.editMany(ids.map((id, index) => ({ id, edit: { order: 5 - index, tags: ['all'] } })))
    expect(stage.disk.counts.commit).toBe(commits + 1)
    expect(ids.map((id) => viewOf(id).order)).toEqual([5, 4, 3, 2, 1])
  })

  it('changes none where one is unknown', async () => {
    const id = await addOne()
    const changes = [id, idOf(9)].map((one) => ({ id: one, edit: { pinned: true } }))
    expect(await outcomeOf(() => vault.editMany(changes))).toBe('vault/no-such-account')
    expect(viewOf(id).pinned).toBe(false)
  })
})

describe('the bin', () => {
  it('takes accounts out of the list and gives them back, newest first', async () => {
    const [first = '', second = ''] = await vault.add(manyDrafts(2))
    await vault.moveToBin([first])
    stage.clock.advance(1000)
    await vault.moveToBin([second])
    expect(vault.accounts()).toEqual([])
    expect(vault.bin().map((view) => view.id)).toEqual([second, first])
    await vault.restore([first])
    expect(vault.accounts().map((view) => view.id)).toEqual([first])
    expect(viewOf(first)).not.toHaveProperty('deletedAt')
  })

  it('does not count as an edit', async () => {
    const id = await addOne()
    const { updatedAt } = viewOf(id)
    stage.clock.advance(1000)
    await vault.moveToBin([id])
    await vault.restore([id])
    expect(viewOf(id).updatedAt).toBe(updatedAt)
  })

  it('keeps the day of the first deletion', async () => {
    const id = await addOne()
    await vault.moveToBin([id])
    const { deletedAt } = viewOf(id)
    stage.clock.advance(1000)
    await vault.moveToBin([id])
    expect(viewOf(id).deletedAt).toBe(deletedAt)
  })

  it('gives back nothing that was deleted for good', async () => {
    const id = await addOne()
    await vault.moveToBin([id])
    await vault.deleteForGood([id])
    expect(vault.account(id)).toBeUndefined()
    expect(await outcomeOf(() => vault.restore([id]))).toBe('vault/no-such-account')
    expect((await stage.disk.rows('records')).map((row) => row['id'])).not.toContain(id)
  })

  it('deletes nothing for good that is not in it', async () => {
    const [first = '', second = ''] = await vault.add(manyDrafts(2))
    await vault.moveToBin([first])
    expect(await outcomeOf(() => vault.deleteForGood([first, second]))).toBe('vault/no-such-account')
    expect(vault.bin()).toHaveLength(1)
  })

  it('does not mind that another tab has emptied it', async () => {
    const id = await addOne()
    await vault.moveToBin([id])
    await vault.deleteForGood([id])
    expect(await outcomeOf(() => vault.deleteForGood([id]))).toBe('success')
  })

  it('is emptied of what has lain in it for 30 days at the next unlock, and of nothing else', async () => {
    const [old = '', young = '', kept = ''] = await vault.add(manyDrafts(3))
    await vault.moveToBin([old])
    stage.clock.advance(1)
    await vault.moveToBin([young])
    vault.lock('person')
    stage.clock.advance(binKeptForMs - 1)
    await vault.unlock(passphrase)
    await untilTrue(vault, () => vault.account(old) === undefined)
    expect([vault.account(young)?.id, vault.account(kept)?.id]).toEqual([young, kept])
  })
})

describe('undo', () => {
  it('puts back what an edit changed, and leaves the rest', async () => {
    const id = await addOne(totpDraft({ note: 'old', tags: ['a'] }))
    const undo = await editNow(id, { note: 'new' })
    await editNow(id, { pinned: true })
    await undo()
    expect(viewOf(id)).toMatchObject({ note: 'old', tags: ['a'], pinned: true })
  })

  it('does nothing when the same member was changed since', async () => {
    const id = await addOne(totpDraft({ note: 'old' }))
    const undo = await editNow(id, { note: 'new' })
    await editNow(id, { note: 'newer' })
    await undo()
    expect(viewOf(id).note).toBe('newer')
  })

  it('does nothing the second time', async () => {
    const id = await addOne(totpDraft({ note: 'old' }))
    const undo = await editNow(id, { note: 'new' })
    await undo()
    await editNow(id, { note: 'new' })
    await undo()
    expect(viewOf(id).note).toBe('new')
  })

  it('brings back a secret and an icon', async () => {
    const id = await addOne(totpDraft({ icon: { letters: 'A' } }))
    const undo = await editNow(id, { secret: Uint8Array.of(9), icon: null })
    await undo()
    expect(vault.codeAt(id, 59_000)).toBe('287082')
    expect(viewOf(id).icon).toEqual({ letters: 'A' })
  })

  it('never takes a counter back over codes that were shown', async () => {
    const id = await addOne(hotpDraft({ counter: 3 }))
    const undo = await editNow(id, { counter: 10 })
    await vault.nextCode(id)
    await undo()
    expect(viewOf(id).counter).toBe(11)
  })

  it('takes many edits back in one write, except where somebody was there since', async () => {
    const ids = await vault.add(manyDrafts(3))
    const undo = await vault.editMany(ids.map((id) => ({ id, edit: { tags: ['x'] } })))
    await editNow(ids[1] ?? '', { tags: ['y'] })
    const commits = stage.disk.counts.commit
    await undo()
    expect(stage.disk.counts.commit).toBe(commits + 1)
    expect(ids.map((id) => viewOf(id).tags)).toEqual([[], ['y'], []])
  })

  it('takes accounts out of the bin again, but not those deleted anew', async () => {
    const [first = '', second = ''] = await vault.add(manyDrafts(2))
    const undo = await vault.moveToBin([first, second])
    await vault.restore([second])
    stage.clock.advance(1000)
    await vault.moveToBin([second])
    await undo()
    expect(vault.accounts().map((view) => view.id)).toEqual([first])
  })

  it('puts restored accounts back with the days they had left', async () => {
    const id = await addOne()
    await vault.moveToBin([id])
    const { deletedAt } = viewOf(id)
    stage.clock.advance(1000)
    const undo = await vault.restore([id])
    await undo()
    expect(viewOf(id).deletedAt).toBe(deletedAt)
  })

  it('does nothing where the account is gone', async () => {
    const id = await addOne()
    const undo = await vault.moveToBin([id])
    await vault.deleteForGood([id])
    expect(await outcomeOf(undo)).toBe('success')
    expect(vault.account(id)).toBeUndefined()
  })

  it('ends with the lock', async () => {
    const id = await addOne(totpDraft({ note: 'old' }))
    const undo = await editNow(id, { note: 'new' })
    vault.lock('person')
    await undo()
    await vault.unlock(passphrase)
    await undo()
    expect(viewOf(id).note).toBe('new')
  })
})

describe('twinsOf', () => {
  it('finds accounts with the same codes, whatever they are called', async () => {
    const id = await addOne(totpDraft({ issuer: 'Elsewhere' }))
    expect(vault.twinsOf(totpDraft()).map((view) => view.id)).toEqual([id])
  })

  it.each([
    ['secret', { secret: Uint8Array.of(1) }],
    ['type', { type: 'steam' as const }],
    ['algorithm', { algorithm: 'SHA256' as const }],
    ['digits', { digits: 8 }],
    ['period', { period: 60 }],
  ])('tells accounts apart by %s', async (_what, members) => {
    await addOne()
    expect(vault.twinsOf(totpDraft(members))).toEqual([])
  })

  it('does not tell counters apart', async () => {
    const id = await addOne(hotpDraft({ counter: 5 }))
    expect(vault.twinsOf(hotpDraft({ counter: 9 })).map((view) => view.id)).toEqual([id])
  })

  it('fills in defaults before it compares', async () => {
    const id = await addOne()
    const { period: _period, ...draft } = totpDraft()
    expect(vault.twinsOf(draft).map((view) => view.id)).toEqual([id])
  })

  it('does not look into the bin', async () => {
    await vault.moveToBin([await addOne()])
    expect(vault.twinsOf(totpDraft())).toEqual([])
  })

  it('finds all of several, and follows changes', async () => {
    const [first = '', second = ''] = await vault.add([totpDraft(), totpDraft()])
    expect(vault.twinsOf(totpDraft())).toHaveLength(2)
    await editNow(first, { digits: 8 })
    expect(vault.twinsOf(totpDraft()).map((view) => view.id)).toEqual([second])
  })
})
