import { beforeEach, describe, expect, it } from 'vitest'
import type { Vault } from '../../../src/vault/index.ts'
import { hotpDraft, manyDrafts, totpDraft } from '../../support/drafts.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { createTabStage, passphrase, type TabStage } from '../../support/tab-stage.ts'

let stage: TabStage<MemoryDisk>
let vault: Vault

beforeEach(async () => {
  stage = createTabStage(createMemoryDisk())
  vault = await stage.createVault()
})

const issuers = (of = vault) =>
  of
    .accounts()
    .map(({ issuer }) => issuer)
    .toSorted()
const epoch = () => vault.identity()?.epoch
const nothing = { adds: [], edits: [] }

describe('a plan', () => {
  it('adds and changes in one transaction, and counts what is stored', async () => {
    const [id = ''] = await vault.add([totpDraft({ issuer: 'Ours' })])
    const before = epoch() ?? 0
    const { added, changed } = await vault.apply({
      adds: [totpDraft({ issuer: 'New' }), hotpDraft({ issuer: 'Newer' })],
      edits: [{ id, edit: { issuer: 'Theirs' } }],
    })
    expect([added.length, changed, epoch()]).toEqual([2, 1, before + 1])
    expect(issuers()).toEqual(['New', 'Newer', 'Theirs'])
    const other = await stage.unlockedTab()
    expect(issuers(other)).toEqual(['New', 'Newer', 'Theirs'])
  })

  it.each([
    ['an account that no vault may hold', { ...nothing, adds: [totpDraft(), totpDraft({ issuer: 'x'.repeat(1025) })] }],
    ['a secret without bytes', { ...nothing, adds: [totpDraft(), totpDraft({ secret: new Uint8Array() })] }],
    ['a change of an account that is gone', { adds: [totpDraft()], edits: [{ id: 'gone', edit: { issuer: 'x' } }] }],
  ])('is refused whole for %s', async (_, plan) => {
    const rows = await stage.disk.rows('records')
    expect(await outcomeOf(() => vault.apply(plan))).not.toBe('success')
    expect(await stage.disk.rows('records')).toEqual(rows)
  })

  it('counts no change that changes nothing', async () => {
    const [id = ''] = await vault.add([totpDraft({ issuer: 'Ours' })])
    const rows = await stage.disk.rows('records')
    expect(await vault.apply({ adds: [], edits: [{ id, edit: { issuer: 'Ours' } }] })).toMatchObject({ changed: 0 })
    expect(await stage.disk.rows('records')).toEqual(rows)
  })

  it('is refused where the vault would hold more than a backup can, the bin included', async () => {
    const [, id = ''] = await vault.add([totpDraft({ issuer: 'Ours' }), totpDraft({ issuer: 'Old' })])
    await vault.moveToBin([id])
    const draft = totpDraft({ issuer: 'Theirs' })
    const adds = Array.from({ length: 49_999 }, () => draft)
    expect(await outcomeOf(() => vault.apply({ adds, edits: [] }))).toBe('vault/limits')
  })

  it('that was stopped before the write leaves nothing', async () => {
    const rows = await stage.disk.rows('records')
    const signal = AbortSignal.abort()
    await expect(vault.apply({ adds: manyDrafts(3), edits: [] }, { signal })).rejects.toThrow(/abort/i)
    expect(await stage.disk.rows('records')).toEqual(rows)
  })

  it('that is stopped while records are sealed leaves nothing, and says how far it was', async () => {
    const rows = await stage.disk.rows('records')
    const controller = new AbortController()
    const seen: number[] = []
    const onSealed = (sealed: number): void => {
      seen.push(sealed)
      if (sealed === 2) controller.abort()
    }
    const applying = vault.apply({ adds: manyDrafts(5), edits: [] }, { signal: controller.signal, onSealed })
    await expect(applying).rejects.toThrow(/abort/i)
    expect(seen.slice(0, 2)).toEqual([1, 2])
    expect(await stage.disk.rows('records')).toEqual(rows)
    await vault.apply({ adds: manyDrafts(2), edits: [] })
    expect(vault.accounts()).toHaveLength(2)
  })

  it('tells of each record that is sealed', async () => {
    const seen: number[] = []
    await vault.apply({ adds: manyDrafts(3), edits: [] }, { onSealed: (sealed) => seen.push(sealed) })
    expect(seen).toEqual([1, 2, 3])
  })

  it('keeps the ids of a backup where they are free, and gives new ones where not', async () => {
    const [taken = ''] = await vault.add([totpDraft({ issuer: 'Ours' })])
    const free = 'AAECAwQFBgcICQoLDA0ODw'
    const adds = [taken, free, free, 'no id'].map((id) => ({ ...totpDraft(), id }))
    const { added } = await vault.apply({ adds, edits: [] })
    expect(added).toContain(free)
    expect(new Set([...added, taken]).size).toBe(5)
    expect(vault.account(taken)?.issuer).toBe('Ours')
  })

  it('keeps what a newer version said of an account, and gives it back for a backup', async () => {
    await vault.apply({ adds: [{ ...totpDraft(), unknownMembers: { colour: 'mauve' } }], edits: [] })
    const other = await stage.unlockedTab()
    expect(other.accountsForBackup()[0]?.unknownMembers).toEqual({ colour: 'mauve' })
  })

  it('takes settings over, those that it knows', async () => {
    await vault.apply({ ...nothing, settings: { density: 'grid', sort: 'sideways' } })
    expect(vault.settings()).toMatchObject({ density: 'grid', sort: 'name' })
  })

  it('is refused in a locked vault', async () => {
    vault.lock('person')
    expect(await outcomeOf(() => vault.apply({ adds: [totpDraft()], edits: [] }))).toBe('vault/locked')
  })
})

describe('undoing a plan', () => {
  it('takes additions, changes and kept entries back', async () => {
    const [id = ''] = await vault.add([totpDraft({ issuer: 'Ours' })])
    const { undo } = await vault.apply({
      adds: manyDrafts(20),
      edits: [{ id, edit: { issuer: 'Theirs', note: 'theirs' } }],
      kept: [{ label: 'x' }],
    })
    await undo()
    expect(issuers()).toEqual(['Ours'])
    expect([vault.account(id)?.note, vault.keptRows(), vault.bin()]).toEqual(['', [], []])
    await undo()
    expect(issuers()).toEqual(['Ours'])
  })

  it('leaves what has been edited since', async () => {
    const { added, undo } = await vault.apply({ adds: manyDrafts(2), edits: [] })
    const edited = vault.account(added[0] ?? '')
    stage.clock.advance(1000)
    await vault.edit(edited?.id ?? '', { issuer: 'Mine now' }, edited?.updatedAt ?? 0)
    await undo()
    expect(issuers()).toEqual(['Mine now'])
  })

  it('does nothing after a lock', async () => {
    const { undo } = await vault.apply({ adds: manyDrafts(2), edits: [] })
    vault.lock('person')
    await vault.unlock(passphrase)
    await undo()
    expect(vault.accounts()).toHaveLength(2)
  })
})

describe('entries that could not be read', () => {
  const row = { format: 'aegis', label: 'Bank', code: 'otp/invalid-secret', text: '{"secret":"0"}' }

  it('stay sealed in the vault until they are given up', async () => {
    await vault.apply({ ...nothing, kept: [row] })
    const other = await stage.unlockedTab()
    expect(other.keptRows()).toEqual([row])
    expect(JSON.stringify(await stage.disk.rows('records'))).not.toContain('Bank')
    await other.forgetKeptRows()
    expect(other.keptRows()).toEqual([])
  })

  it('are not shown while the vault is locked', async () => {
    await vault.apply({ ...nothing, kept: [row] })
    vault.lock('person')
    expect(vault.keptRows()).toEqual([])
  })
})

describe('holders of a secret', () => {
  it('are found whatever their parameters and names, but not in the bin', async () => {
    const [a = '', b = ''] = await vault.add([totpDraft({ digits: 8 }), totpDraft({ issuer: 'Other' })])
    await vault.add([totpDraft({ secret: new Uint8Array(20) })])
    expect(vault.holdersOf(totpDraft()).map(({ id }) => id)).toEqual([a, b])
    await vault.moveToBin([a])
    expect(vault.holdersOf(totpDraft()).map(({ id }) => id)).toEqual([b])
    vault.lock('person')
    expect(vault.holdersOf(totpDraft())).toEqual([])
  })
})
