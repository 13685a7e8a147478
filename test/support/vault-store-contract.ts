import { beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionLoss, VaultStore } from '../../src/storage/index.ts'
import { pickHeader } from '../../src/vault/header-copies.ts'
import type { Disk } from './disk.ts'
import { outcomeOf } from './outcome.ts'
import { changeOf, headerOf, idOf, recordOf } from './stored-change.ts'

/** What every VaultStore does, whatever it lies on. */
export function describeVaultStore(makeDisk: () => Disk): void {
  let disk: Disk
  let store: VaultStore
  beforeEach(() => {
    disk = makeDisk()
    store = disk.openStore()
  })

  describe('inspect', () => {
    it('finds nothing where there is nothing, and makes nothing', async () => {
      expect(await store.inspect()).toEqual({ state: 'absent' })
      expect(await store.inspect()).toEqual({ state: 'absent' })
      expect(await disk.exists()).toBe(false)
    })

    it('tells an empty database from none', async () => {
      await store.create(changeOf(1, [recordOf(1)]))
      await disk.remove('headers', 0)
      await disk.remove('headers', 1)
      await disk.remove('records', idOf(1))
      expect(await disk.openStore().inspect()).toEqual({ state: 'empty' })
    })

    it('answers the header copies as they lie there, and how many records there are', async () => {
      await store.create(changeOf(1, [recordOf(1), recordOf(2)]))
      const copies = [headerOf(1), headerOf(1)]
      expect(await disk.openStore().inspect()).toEqual({ state: 'present', copies, records: 2, isNewer: false })
    })

    it('counts records although no header is left', async () => {
      await store.create(changeOf(1, [recordOf(1)]))
      await disk.remove('headers', 0)
      await disk.remove('headers', 1)
      expect(await disk.openStore().inspect()).toEqual({ state: 'present', copies: [], records: 1, isNewer: false })
    })
  })

  describe('create', () => {
    it('makes the database with its first rows', async () => {
      await store.create(changeOf(1, [recordOf(1)]))
      expect(await store.read()).toEqual({ copies: [headerOf(1), headerOf(1)], records: [recordOf(1)], malformed: [] })
    })

    it('refuses to write over a vault', async () => {
      await store.create(changeOf(1, [recordOf(1)]))
      const other = disk.openStore()
      expect(await outcomeOf(() => other.create(changeOf(1, [recordOf(2)])))).toBe('storage/conflict')
      expect((await store.read()).records).toEqual([recordOf(1)])
    })

    it('refuses to write over records that have lost their header', async () => {
      await store.create(changeOf(1, [recordOf(1)]))
      await disk.remove('headers', 0)
      await disk.remove('headers', 1)
      expect(await outcomeOf(() => store.create(changeOf(1, [])))).toBe('storage/conflict')
    })
  })

  describe('commit', () => {
    beforeEach(() => store.create(changeOf(1, [recordOf(1), recordOf(2)])))

    it('puts, replaces and removes in one go, and moves both header copies on', async () => {
      await store.commit(1, changeOf(2, [recordOf(1, 2), recordOf(3)], [idOf(2)]))
      const { copies, records } = await store.read()
      expect(records).toEqual([recordOf(1, 2), recordOf(3)])
      expect(copies).toEqual([headerOf(2), headerOf(2)])
    })

    it('keeps the lines of the manifest beside the records', async () => {
      await store.commit(1, changeOf(2, [recordOf(1, 2)], [idOf(2)]))
      const { entries } = await store.readWithEntries()
      expect(entries).toEqual(changeOf(2, [recordOf(1, 2)]).entries)
    })

    it.each([0, 2, 7])('changes nothing when made for epoch %i while the disk has 1', async (epoch) => {
      expect(await outcomeOf(() => store.commit(epoch, changeOf(epoch + 1, [recordOf(3)], [idOf(1)])))).toBe(
        'storage/conflict',
      )
      const { copies, records } = await store.read()
      expect(records).toEqual([recordOf(1), recordOf(2)])
      expect(copies).toEqual([headerOf(1), headerOf(1)])
    })

    it('lets one of two tabs through when both write for the same epoch', async () => {
      const other = disk.openStore()
      await other.inspect()
      const outcomes = await Promise.all([
        outcomeOf(() => store.commit(1, changeOf(2, [recordOf(3)]))),
        outcomeOf(() => other.commit(1, changeOf(2, [recordOf(4)]))),
      ])
      expect(outcomes.toSorted()).toEqual(['storage/conflict', 'success'])
      expect((await store.read()).records).toHaveLength(3)
    })

    it('goes by the copy that can be read', async () => {
      await disk.put('headers', { copy: 1, header: { ...headerOf(99), mac: 'not a digest' } })
      await store.commit(1, changeOf(2, []))
      expect(pickHeader(await store.readCopies())).toEqual(headerOf(2))
    })

    it('goes by the copy with the highest epoch', async () => {
      await disk.put('headers', { copy: 0, header: headerOf(5) })
      expect(await outcomeOf(() => store.commit(1, changeOf(2, [])))).toBe('storage/conflict')
      expect(await outcomeOf(() => store.commit(5, changeOf(6, [])))).toBe('success')
    })
  })

  describe('read', () => {
    it('sets rows apart that cannot be sealed records', async () => {
      await store.create(changeOf(1, [recordOf(1)]))
      const rows = [
        { ...recordOf(2), v: '1' },
        { ...recordOf(3), c: 'text' },
        { ...recordOf(4), id: `${idOf(4)} 1 x\n${idOf(1)}` },
        { ...recordOf(5), v: 0 },
      ]
      for (const row of rows) await disk.put('records', row)
      const { records, malformed } = await store.read()
      expect(records).toEqual([recordOf(1)])
      expect(new Set(malformed.map((row) => row.id))).toEqual(new Set(rows.map((row) => row.id)))
    })
  })

  describe('snapshots', () => {
    const snapshotOf = (epoch: number) => ({
      epoch,
      blocks: [{ n: new Uint8Array(12), c: new Uint8Array(16).fill(epoch) }],
    })
    beforeEach(() => store.create(changeOf(1, [recordOf(1)])))

    it('there is none at first', async () => {
      expect(await store.readSnapshot()).toBeUndefined()
    })

    it('come back as they were put, the last one only', async () => {
      await store.putSnapshot(snapshotOf(1))
      await store.putSnapshot(snapshotOf(2))
      expect(await store.readSnapshot()).toEqual(snapshotOf(2))
      expect(await disk.rows('snapshots')).toHaveLength(1)
    })

    it('go with the next commit, and stay where there is a conflict', async () => {
      await store.putSnapshot(snapshotOf(1))
      expect(await outcomeOf(() => store.commit(7, changeOf(8, [])))).toBe('storage/conflict')
      expect(await store.readSnapshot()).toEqual(snapshotOf(1))
      await store.commit(1, changeOf(2, []))
      expect(await store.readSnapshot()).toBeUndefined()
    })

    it('of another shape are none', async () => {
      await disk.put('snapshots', { id: 0, epoch: 1, blocks: [1] })
      expect(await store.readSnapshot()).toBeUndefined()
    })
  })

  describe('remove', () => {
    it('leaves no database behind', async () => {
      await store.create(changeOf(1, [recordOf(1)]))
      await store.remove()
      expect(await disk.exists()).toBe(false)
      expect(await store.inspect()).toEqual({ state: 'absent' })
    })

    it('is content where there is none', async () => {
      expect(await outcomeOf(() => store.remove())).toBe('success')
    })

    it('tells the other tabs, whose connections give way', async () => {
      const losses: ConnectionLoss[] = []
      await store.create(changeOf(1, []))
      const other = disk.openStore()
      other.subscribe((loss) => losses.push(loss))
      await other.inspect()
      await store.remove()
      expect(losses).toEqual(['removed'])
    })
  })

  describe('after a loss', () => {
    beforeEach(async () => {
      await store.create(changeOf(1, [recordOf(1)]))
      await disk.clear()
    })

    it('rejects everything and brings nothing back to life', async () => {
      expect(await outcomeOf(() => store.read())).toBe('storage/removed')
      expect(await outcomeOf(() => store.readCopies())).toBe('storage/removed')
      expect(await outcomeOf(() => store.commit(1, changeOf(2, [])))).toBe('storage/removed')
      expect(await disk.exists()).toBe(false)
    })

    it('finds nothing when it looks again', async () => {
      expect(await store.inspect()).toEqual({ state: 'absent' })
      expect(await disk.exists()).toBe(false)
    })

    it('can make a new vault when it is told to', async () => {
      await store.create(changeOf(1, [recordOf(2)]))
      expect((await store.read()).records).toEqual([recordOf(2)])
    })
  })

  it('rejects everything but looking and making before there is a connection', async () => {
    expect(await outcomeOf(() => store.read())).toBe('storage/removed')
    expect(await outcomeOf(() => store.commit(1, changeOf(2, [])))).toBe('storage/removed')
    expect(await disk.exists()).toBe(false)
  })

  it('tells nobody about its own closing', async () => {
    const losses: ConnectionLoss[] = []
    store.subscribe((loss) => losses.push(loss))
    await store.create(changeOf(1, []))
    store.close()
    expect(losses).toEqual([])
  })
}
