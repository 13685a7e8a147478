import { beforeEach, describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../../src/encoding/index.ts'
import { StorageError } from '../../../src/storage/index.ts'
import type { Vault } from '../../../src/vault/index.ts'
import { manyDrafts, totpDraft } from '../../support/drafts.ts'
import { createHandIdle, type HandIdle } from '../../support/hand-idle.ts'
import { createHandTimer } from '../../support/hand-timer.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { eagerSnapshots, untilChecked, untilSnapshot } from '../../support/snapshot-stage.ts'
import { idOf, recordOf } from '../../support/stored-change.ts'
import { createTabStage, passphrase, reportOf, untilTrue, type TabStage } from '../../support/tab-stage.ts'

let disk: MemoryDisk
let stage: TabStage<MemoryDisk>
/** Ids of the accounts on the disk, by issuer. */
let ids: ReadonlyMap<string, string>

beforeEach(async () => {
  disk = createMemoryDisk()
  stage = createTabStage(disk, eagerSnapshots)
  const vault = await stage.createVault()
  const issuers = ['Cobalt', 'Arbor', 'Basalt']
  const added = await vault.add(issuers.map((issuer) => totpDraft({ issuer })))
  ids = new Map(issuers.map((issuer, index) => [issuer, added[index] ?? '']))
  await untilSnapshot(disk)
  vault.close()
})

const idFor = (issuer: string) => ids.get(issuer) ?? ''
const rowFor = async (issuer: string) => (await disk.rows('records')).find((row) => row['id'] === idFor(issuer)) ?? {}
const issuersOf = (vault: Vault) => vault.accounts().map((account) => account.issuer)

/** Flips a byte of a record's ciphertext, before the tag or in it. */
async function damage(issuer: string, part: 'body' | 'tag'): Promise<void> {
  const row = await rowFor(issuer)
  const bytes = Uint8Array.from(row['c'] as Uint8Array)
  const at = part === 'body' ? 0 : bytes.length - 1
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await disk.put('records', { ...row, c: bytes })
}

interface Snapshot {
  readonly id: number
  readonly epoch: number
  readonly blocks: readonly { readonly n: Uint8Array; readonly c: Uint8Array }[]
}
const snapshot = async () => (await disk.rows('snapshots'))[0] as unknown as Snapshot
const changeSnapshot = async (change: (snapshot: Snapshot) => unknown) =>
  disk.put('snapshots', change(await snapshot()))

/** A tab that was unlocked, and in which nothing has been idle yet. */
async function freshTab(): Promise<{ readonly vault: Vault; readonly idle: HandIdle }> {
  const idle = createHandIdle()
  return { vault: await stage.unlockedTab({ whenIdle: idle.whenIdle }), idle }
}

describe('unlocking from a snapshot', () => {
  it('shows the accounts in the order of the list before any row has been read', async () => {
    const reads = disk.counts.read
    const { vault, idle } = await freshTab()
    expect(disk.counts.read).toBe(reads)
    expect(issuersOf(vault)).toEqual(['Arbor', 'Basalt', 'Cobalt'])
    expect(reportOf(vault).sound).toBe(true)
    idle.release()
    await untilChecked(vault)
    expect(disk.counts.read).toBe(reads + 1)
  })

  it('changes nothing about a sound vault when the rows have been read', async () => {
    const { vault, idle } = await freshTab()
    const [accounts, events] = [vault.accounts(), [] as string[]]
    vault.subscribe((event) => events.push(event.type))
    idle.release()
    await untilChecked(vault)
    expect(vault.accounts()).toBe(accounts)
    expect(events).toEqual([])
    expect(reportOf(vault).sound).toBe(true)
  })

  it('shows the same accounts as the rows, whatever their state', async () => {
    const writer = await stage.unlockedTab()
    await writer.edit(
      idFor('Arbor'),
      { note: 'n', tags: ['t'], icon: { letters: 'AB' } },
      writer.account(idFor('Arbor'))?.updatedAt ?? 0,
    )
    await writer.recordUse(idFor('Basalt'))
    await writer.moveToBin([idFor('Cobalt')])
    await writer.changeSettings({ accent: 'plum' })
    await untilSnapshot(disk)
    const all = (vault: Vault) => [...vault.accountsForBackup()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const [{ vault }, rows] = [await freshTab(), await stage.unlockedTab({ snapshotFrom: 1000 })]
    expect(all(vault)).toEqual(all(rows))
    expect(vault.bin()).toEqual(rows.bin())
    expect(vault.settings()).toEqual(rows.settings())
    expect(vault.identity()).toEqual(rows.identity())
  })

  it('lets a write wait until the rows have been read', async () => {
    const { vault, idle } = await freshTab()
    const order: string[] = []
    const write = vault.recordUse(idFor('Arbor')).then(() => order.push('written'))
    await Promise.resolve()
    order.push('released')
    idle.release()
    await write
    expect(order).toEqual(['released', 'written'])
    expect(vault.account(idFor('Arbor'))?.useCount).toBe(1)
  })

  it.each(['body', 'tag'] as const)(
    'reports a record whose %s was altered behind it, and refuses what was asked before',
    async (part) => {
      await damage('Arbor', part)
      const { vault, idle } = await freshTab()
      expect(issuersOf(vault)).toContain('Arbor')
      expect(reportOf(vault).sound).toBe(true)
      const rows = await disk.rows('records')
      const early = outcomeOf(() => vault.recordUse(idFor('Basalt')))
      idle.release()
      expect(await early).toBe('vault/read-only')
      expect(reportOf(vault)).toMatchObject({
        sound: false,
        readOnlyBecause: 'integrity',
        unreadable: [idFor('Arbor')],
      })
      expect(issuersOf(vault).toSorted()).toEqual(['Basalt', 'Cobalt'])
      expect(await outcomeOf(() => vault.add([totpDraft()]))).toBe('vault/read-only')
      expect(await disk.rows('records')).toEqual(rows)
    },
  )

  it('reports an older version of a record that was put back', async () => {
    const old = await rowFor('Arbor')
    const writer = await stage.unlockedTab()
    await writer.recordUse(idFor('Arbor'))
    await untilSnapshot(disk)
    await disk.put('records', old)
    const { vault, idle } = await freshTab()
    expect(vault.account(idFor('Arbor'))?.useCount).toBe(1)
    idle.release()
    await untilChecked(vault)
    expect(reportOf(vault)).toMatchObject({ readOnlyBecause: 'integrity', altered: [idFor('Arbor')], unreadable: [] })
    expect(vault.account(idFor('Arbor'))?.useCount).toBe(0)
  })

  it('tells who listens what was found behind it', async () => {
    await damage('Arbor', 'body')
    const { vault, idle } = await freshTab()
    const told = untilTrue(vault, () => !reportOf(vault).sound)
    idle.release()
    await told
    expect(reportOf(vault).unreadable).toEqual([idFor('Arbor')])
  })

  it('takes over what another tab has written before the rows were read', async () => {
    const { vault, idle } = await freshTab()
    const other = await stage.unlockedTab()
    await other.edit(idFor('Arbor'), { issuer: 'Renamed' }, other.account(idFor('Arbor'))?.updatedAt ?? 0)
    idle.release()
    await untilTrue(vault, () => issuersOf(vault).includes('Renamed'))
    expect(reportOf(vault).sound).toBe(true)
    expect(vault.identity()).toEqual(other.identity())
  })

  it('leaves no trace in a session that was locked before', async () => {
    const { vault, idle } = await freshTab()
    const reads = disk.counts.read
    vault.lock('person')
    idle.release()
    await vault.unlock(passphrase)
    await untilChecked(vault)
    expect(issuersOf(vault)).toHaveLength(3)
    expect(disk.counts.read).toBe(reads + 1)
  })
})

describe('a snapshot that is not what the signed manifest names', () => {
  const cases: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['of another epoch', () => changeSnapshot((one) => ({ ...one, epoch: one.epoch + 1 }))],
    [
      'with an altered block',
      () =>
        changeSnapshot((one) => ({
          ...one,
          blocks: one.blocks.map(({ n, c }) => ({ n, c: c.map((byte) => byte ^ 1) })),
        })),
    ],
    ['with a block too many', () => changeSnapshot((one) => ({ ...one, blocks: [...one.blocks, ...one.blocks] }))],
    ['without blocks', () => changeSnapshot((one) => ({ ...one, blocks: [] }))],
    ['of another shape', () => changeSnapshot(({ id }) => ({ id, epoch: 'x' }))],
    ['beside a record too many', () => disk.put('records', recordOf(9))],
    ['beside a record too few', () => disk.remove('records', idFor('Arbor'))],
    [
      'beside other slots',
      async () => {
        for (const row of await disk.rows('headers'))
          await disk.put('headers', {
            ...row,
            header: {
              ...(row['header'] as object),
              slots: [
                { ...(row['header'] as { slots: object[] }).slots[0] },
                { ...(row['header'] as { slots: object[] }).slots[0], slotId: idOf(9), kind: 'telepathy', params: 'x' },
              ],
            },
          })
      },
    ],
  ]

  it.each(cases)('%s is not used', async (_what, change) => {
    await change()
    const reads = disk.counts.read
    const { vault } = await freshTab()
    expect(disk.counts.read).toBeGreaterThan(reads)
    expect(issuersOf(vault)).toContain('Basalt')
  })

  it('does not raise an alarm, since nothing is lost with it', async () => {
    await changeSnapshot((one) => ({ ...one, blocks: [] }))
    const { vault } = await freshTab()
    expect(reportOf(vault).sound).toBe(true)
  })

  it('from before a write was rolled back does not stand for the state after it', async () => {
    const old = {
      headers: await disk.rows('headers'),
      records: await disk.rows('records'),
      entries: await disk.rows('entries'),
    }
    const writer = await stage.unlockedTab()
    await writer.edit(idFor('Arbor'), { issuer: 'Lost' }, writer.account(idFor('Arbor'))?.updatedAt ?? 0)
    await untilSnapshot(disk)
    const [taken] = await disk.rows('snapshots')
    writer.close()
    for (const store of ['headers', 'records', 'entries'] as const)
      for (const row of old[store]) await disk.put(store, row)
    stage.localStorage.clear()
    const again = await stage.unlockedTab()
    await again.edit(idFor('Arbor'), { issuer: 'Kept' }, again.account(idFor('Arbor'))?.updatedAt ?? 0)
    again.close()
    await disk.put('snapshots', taken)
    const { vault } = await freshTab()
    expect((await snapshot()).epoch).toBe(vault.identity()?.epoch)
    expect(issuersOf(vault)).toContain('Kept')
  })
})

describe('a snapshot', () => {
  it('shows nothing of what is in it', async () => {
    const bytes = (await snapshot()).blocks.map(({ c }) => String.fromCharCode(...c)).join('')
    for (const word of ['Arbor', 'account', idFor('Arbor')]) {
      expect(bytes).not.toContain(String.fromCharCode(...encodeUtf8(word)))
    }
    expect((await snapshot()).blocks.map(({ c }) => (c.length - 16) % 4096)).toEqual([0])
  })

  it('goes with each write, so that what was deleted for good is not kept in it', async () => {
    const timer = createHandTimer()
    const vault = await stage.unlockedTab({ startTimer: timer.startTimer })
    await vault.moveToBin([idFor('Arbor')])
    await vault.deleteForGood([idFor('Arbor')])
    expect(await disk.rows('snapshots')).toEqual([])
    timer.ring()
    await untilSnapshot(disk)
    const { vault: next } = await freshTab()
    expect(issuersOf(next)).toEqual(['Basalt', 'Cobalt'])
  })

  it('is made once the vault has rested, however many writes came before', async () => {
    const timer = createHandTimer()
    const vault = await stage.unlockedTab({ startTimer: timer.startTimer })
    for (let round = 0; round < 3; round++) await vault.recordUse(idFor('Arbor'))
    expect(timer.running()).toEqual([1000])
  })

  it('is made after an unlock that found none', async () => {
    await disk.remove('snapshots', 0)
    const vault = await stage.unlockedTab()
    await untilSnapshot(disk)
    expect((await snapshot()).epoch).toBe(vault.identity()?.epoch)
  })

  it('holds a large vault in several blocks', async () => {
    const vault = await stage.unlockedTab()
    await vault.add(manyDrafts(600))
    await untilSnapshot(disk)
    vault.close()
    expect((await snapshot()).blocks).toHaveLength(3)
    const { vault: next } = await freshTab()
    expect(next.accounts()).toHaveLength(603)
  })

  it('is not made of a vault that opens as fast without', async () => {
    const other = createTabStage(createMemoryDisk(), { ...eagerSnapshots, snapshotFrom: 256 })
    const timer = createHandTimer()
    const vault = await other.createVault({ startTimer: timer.startTimer })
    await vault.add(manyDrafts(254))
    expect(timer.running()).toEqual([])
    await vault.add(manyDrafts(1))
    expect(timer.running()).toEqual([1000])
  })

  it('is not made of a vault in which something does not open', async () => {
    await damage('Arbor', 'body')
    const vault = await stage.unlockedTab()
    await untilChecked(vault)
    await vault.acceptState(passphrase)
    await vault.recordUse(idFor('Basalt'))
    await untilChecked(vault)
    expect(await disk.rows('snapshots')).toEqual([])
  })

  it('is given up when the vault is locked meanwhile', async () => {
    await disk.remove('snapshots', 0)
    const [timer, idle] = [createHandTimer(), createHandIdle()]
    const vault = await stage.unlockedTab({ startTimer: timer.startTimer, whenIdle: idle.whenIdle })
    timer.ring()
    expect(idle.waiting()).toBe(1)
    vault.lock('person')
    idle.release()
    await vault.unlock(passphrase)
    await untilChecked(vault)
    expect(await disk.rows('snapshots')).toEqual([])
  })

  it('is given up when another write comes meanwhile, which has one of its own', async () => {
    await disk.remove('snapshots', 0)
    const [timer, idle] = [createHandTimer(), createHandIdle()]
    const vault = await stage.unlockedTab({ startTimer: timer.startTimer, whenIdle: idle.whenIdle })
    timer.ring()
    await vault.recordUse(idFor('Arbor'))
    idle.release()
    await untilChecked(vault)
    expect(await disk.rows('snapshots')).toEqual([])
    expect(timer.running()).toEqual([1000])
  })

  it('that cannot be written costs nothing but time', async () => {
    const full = disk.openStore()
    const store = { ...full, putSnapshot: () => Promise.reject(new StorageError('storage/quota', 'full')) }
    const vault = await stage.unlockedTab({ store })
    await vault.recordUse(idFor('Arbor'))
    await untilChecked(vault)
    expect(await outcomeOf(() => vault.recordUse(idFor('Arbor')))).toBe('success')
    expect(reportOf(vault).sound).toBe(true)
  })
})
