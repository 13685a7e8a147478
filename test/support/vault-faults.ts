import { beforeEach, describe, expect, it } from 'vitest'
import { createAnchorStore, type Vault } from '../../src/vault/index.ts'
import type { Disk } from './disk.ts'
import { hotpDraft, totpDraft } from './drafts.ts'
import { outcomeOf } from './outcome.ts'
import { eagerSnapshots, untilChecked, untilSnapshot } from './snapshot-stage.ts'
import { idOf, recordOf } from './stored-change.ts'
import { putRecordOfNewerVersion } from './signed-by-hand.ts'
import { createTabStage, passphrase, reportOf, untilStatus, untilTrue, type TabStage } from './tab-stage.ts'

type Row = Record<string, unknown>
type Header = Row & { readonly slots: readonly Row[] }

/**
 * What the vault makes of damage, of other tabs and of a failing disk (the fault list of the design).
 *
 * @param options - `hasSnapshots`: vaults keep a snapshot, however small they are, and what was unlocked from one has been
 * checked before it is looked at. Everything must end as without.
 */
export function describeVaultFaults(makeDisk: () => Disk, { hasSnapshots = false } = {}): void {
  let stage: TabStage<Disk>
  let disk: Disk
  /** Ids of two accounts of the vault on the disk. */
  let first: string
  let second: string

  beforeEach(async () => {
    disk = makeDisk()
    stage = hasSnapshots ? checkedStage(disk) : createTabStage(disk)
    const vault = await stage.createVault()
    const ids = await vault.add([totpDraft({ issuer: 'First' }), hotpDraft({ issuer: 'Second' })])
    ;[first = '', second = ''] = ids
    if (hasSnapshots) await untilSnapshot(disk)
    vault.close()
  })

  const rowOf = async (id: string) => (await disk.rows('records')).find((row) => row['id'] === id) ?? {}
  const changeHeaders = async (change: (header: Header) => Row) => {
    for (const row of await disk.rows('headers'))
      await disk.put('headers', { ...row, header: change(row['header'] as Header) })
  }
  const changeCopy = async (copy: number, change: (header: Header) => Row) => {
    const row = (await disk.rows('headers')).find((each) => each['copy'] === copy)
    await disk.put('headers', { copy, header: change(row?.['header'] as Header) })
  }
  const changeSlot = (change: (slot: Row) => Row) =>
    changeHeaders((header) => ({ ...header, slots: header.slots.map(change) }))
  const issuersOf = (vault: Vault) =>
    vault
      .accounts()
      .map((account) => account.issuer)
      .toSorted()
  const expectReadOnly = async (vault: Vault) => {
    const rows = await disk.rows('records')
    expect(await outcomeOf(() => vault.add([totpDraft()]))).toBe('vault/read-only')
    expect(await outcomeOf(() => vault.recordUse(first))).toBe('vault/read-only')
    expect(await disk.rows('records')).toEqual(rows)
  }

  describe('records at rest', () => {
    it('fault 17: ciphertexts swapped between two records are named, the others stay usable, read-only', async () => {
      const [a, b] = [await rowOf(first), await rowOf(second)]
      await disk.put('records', { ...a, n: b['n'], c: b['c'] })
      await disk.put('records', { ...b, n: a['n'], c: a['c'] })
      const vault = await stage.unlockedTab()
      const report = reportOf(vault)
      expect(report).toMatchObject({ sound: false, readOnlyBecause: 'integrity', missing: [], extra: [] })
      expect(report.unreadable.toSorted()).toEqual([first, second].toSorted())
      expect(report.altered.toSorted()).toEqual([first, second].toSorted())
      expect(vault.settings().density).toBe('list')
      await expectReadOnly(vault)
    })

    it('fault 17: one flipped byte of a ciphertext whose tag is kept is noticed, and costs that record only', async () => {
      const row = await rowOf(first)
      const bytes = Uint8Array.from(row['c'] as Uint8Array)
      bytes[0] = (bytes[0] ?? 0) ^ 1
      await disk.put('records', { ...row, c: bytes })
      const vault = await stage.unlockedTab()
      expect(reportOf(vault)).toMatchObject({ readOnlyBecause: 'integrity', unreadable: [first], altered: [] })
      expect(issuersOf(vault)).toEqual(['Second'])
    })

    it('fault 18: an older version of one record, put back, is reported', async () => {
      const old = await rowOf(first)
      const tab = await stage.unlockedTab()
      await tab.recordUse(first)
      tab.close()
      await disk.put('records', old)
      const vault = await stage.unlockedTab()
      expect(reportOf(vault)).toMatchObject({
        sound: false,
        readOnlyBecause: 'integrity',
        altered: [first],
        unreadable: [],
        olderThanAnchor: false,
      })
      await expectReadOnly(vault)
    })

    it('fault 19: a deleted record is reported as missing', async () => {
      await disk.remove('records', first)
      const vault = await stage.unlockedTab()
      expect(reportOf(vault)).toMatchObject({ readOnlyBecause: 'integrity', missing: [first], extra: [], altered: [] })
      expect(issuersOf(vault)).toEqual(['Second'])
    })

    it('fault 19: a record copied under another id is reported as extra', async () => {
      await disk.put('records', { ...(await rowOf(first)), id: idOf(9) })
      const vault = await stage.unlockedTab()
      expect(reportOf(vault)).toMatchObject({ missing: [], extra: [idOf(9)], unreadable: [idOf(9)], altered: [] })
      expect(issuersOf(vault)).toEqual(['First', 'Second'])
    })

    it('fault 19: a record that lies twice, each under an id of its own, is shown once', async () => {
      const settings = (await disk.rows('records')).find(({ id }) => id !== first && id !== second) ?? {}
      await disk.put('records', { ...settings, id: idOf(9) })
      await disk.put('entries', { ...(await disk.rows('entries'))[0], id: idOf(9) })
      const vault = await stage.unlockedTab()
      // A line beside it is believed only as far as the signature goes.
      expect(reportOf(vault)).toMatchObject({ sound: false, readOnlyBecause: 'integrity', unreadable: [idOf(9)] })
      expect(issuersOf(vault)).toEqual(['First', 'Second'])
      await expectReadOnly(vault)
    })

    it('fault 19: a foreign record, and a row that is no record, are reported', async () => {
      await disk.put('records', recordOf(9))
      await disk.put('records', { id: 'odd', v: 'x' })
      const vault = await stage.unlockedTab()
      const report = reportOf(vault)
      expect(report).toMatchObject({ sound: false, extra: [idOf(9)] })
      expect(report.unreadable).toEqual([idOf(9), 'odd'])
      expect(vault.rawRecord('odd')).toBe('{"id":"odd","v":"x"}')
    })

    it('fault 20: a slot whose parameters were weakened opens nothing', async () => {
      await changeSlot((slot) => ({ ...slot, params: String(slot['params']).replace('t=3', 't=2') }))
      const vault = await stage.openTab()
      expect(await outcomeOf(() => vault.unlock(passphrase))).toBe('vault/wrong-passphrase')
      expect(vault.status()).toEqual({ name: 'locked', reason: 'start' })
    })

    it('fault 20: parameters out of bounds are refused before the slow hash runs', async () => {
      await changeSlot((slot) => ({ ...slot, params: String(slot['params']).replace('m=65536', 'm=4194304') }))
      const asked = stage.kdf.asked.length
      expect(await outcomeOf(() => stage.unlockedTab())).toBe('vault/damaged')
      expect(stage.kdf.asked).toHaveLength(asked)
    })

    it('fault 20: a new slot has the parameters of the policy, whatever the old one says', async () => {
      const vault = await stage.unlockedTab()
      await changeSlot((slot) => ({ ...slot, params: String(slot['params']).replace('m=65536 t=3', 'm=19456 t=2') }))
      await vault.changePassphrase(passphrase, 'another one')
      expect(stage.kdf.asked.at(-1)).toMatchObject({ name: 'argon2id', m: 65_536, t: 3, p: 1 })
      const headers = (await disk.rows('headers')).map((row) => row['header'] as Header)
      expect(headers[0]?.slots[0]?.['params']).toContain('m=65536 t=3 p=1')
    })

    it('fault 21: a slot of an unknown kind does not keep the passphrase from opening, and is noticed', async () => {
      await changeHeaders((header) => ({
        ...header,
        slots: [...header.slots, { ...header.slots[0], slotId: idOf(9), kind: 'telepathy', params: 'x' }],
      }))
      const vault = await stage.unlockedTab()
      expect(reportOf(vault)).toMatchObject({ sound: false, readOnlyBecause: 'integrity', altered: [], unreadable: [] })
    })

    it('fault 21: a slot that was removed is noticed', async () => {
      await changeHeaders((header) => ({
        ...header,
        slots: [...header.slots, { ...header.slots[0], slotId: idOf(9), kind: 'telepathy', params: 'x' }],
      }))
      const tab = await stage.unlockedTab()
      await tab.acceptState(passphrase)
      tab.close()
      expect(reportOf(await stage.unlockedTab()).sound).toBe(true)
      await changeHeaders((header) => ({ ...header, slots: header.slots.slice(0, 1) }))
      expect(reportOf(await stage.unlockedTab())).toMatchObject({ readOnlyBecause: 'integrity' })
    })

    it('fault 21: with no slot left, nothing opens it, and nothing is a wrong passphrase', async () => {
      await changeHeaders((header) => ({ ...header, slots: [] }))
      expect(await outcomeOf(() => stage.unlockedTab())).toBe('vault/damaged')
    })

    it('fault 22: records without a header are a damaged vault, not a first run', async () => {
      await disk.remove('headers', 0)
      await disk.remove('headers', 1)
      const vault = await stage.openTab()
      expect(vault.status()).toEqual({ name: 'damaged', records: 3 })
      expect(await outcomeOf(() => vault.create('new'))).toBe('vault/exists')
      expect(await outcomeOf(() => vault.unlock(passphrase))).toBe('vault/damaged')
      expect(JSON.parse(await vault.rawExport())).toMatchObject({ format: 'mfa-manager-raw', headers: [] })
    })

    it('fault 22: a header without its manifest is a damaged vault', async () => {
      await changeHeaders(({ mac: _mac, ...header }) => header)
      expect((await stage.openTab()).status()).toEqual({ name: 'damaged', records: 3 })
    })

    it.each([0, 1])(
      'fault 22: header copy %i alone damaged changes nothing, is said, and is put right',
      async (copy) => {
        await disk.put('headers', { copy, header: 'torn' })
        const vault = await stage.unlockedTab()
        expect(reportOf(vault)).toMatchObject({ sound: true, readOnlyBecause: null, headerRecovered: true })
        expect(issuersOf(vault)).toEqual(['First', 'Second'])
        await vault.recordUse(first)
        const copies = (await disk.rows('headers')).map((row) => row['header'])
        expect(copies[0]).toMatchObject({ format: 'mfa-manager-vault' })
        expect(copies[1]).toEqual(copies[0])
        expect(reportOf(vault)).toMatchObject({ sound: true, headerRecovered: false })
        expect(reportOf(await stage.unlockedTab())).toMatchObject({ sound: true, headerRecovered: false })
      },
    )

    it.each([0, 1])('fault 22: header copy %i alone missing is said, too', async (copy) => {
      await disk.remove('headers', copy)
      const vault = await stage.unlockedTab()
      expect(reportOf(vault)).toMatchObject({ sound: true, headerRecovered: true })
      await vault.recordUse(first)
      expect(await disk.rows('headers')).toHaveLength(2)
    })

    it('fault 22: two copies that are not the same are said, and the newer one counts', async () => {
      const [old] = await disk.rows('headers')
      const tab = await stage.unlockedTab()
      await tab.recordUse(first)
      tab.close()
      await disk.put('headers', { ...old, copy: 1 })
      expect(reportOf(await stage.unlockedTab())).toMatchObject({ sound: true, headerRecovered: true })
    })

    it.each([0, 1])(
      'fault 22: header copy %i alone with a higher epoch gives way to the one the manifest speaks for, and writing goes on',
      async (copy) => {
        await changeCopy(copy, (header) => ({ ...header, epoch: Number(header['epoch']) + 40 }))
        const vault = await stage.unlockedTab()
        expect(reportOf(vault)).toMatchObject({ sound: true, readOnlyBecause: null, headerRecovered: true })
        expect(issuersOf(vault)).toEqual(['First', 'Second'])
        await vault.recordUse(first)
        await vault.recordUse(first)
        expect(reportOf(vault)).toMatchObject({ sound: true, headerRecovered: false })
        const after = await stage.unlockedTab()
        expect(reportOf(after)).toMatchObject({ sound: true, headerRecovered: false })
        expect(after.account(first)?.useCount).toBe(2)
      },
    )

    const otherBytes = 'A'.repeat(64)
    const slotDamages: readonly (readonly [string, (slot: Row) => Row])[] = [
      ['another wrapped key', (slot) => ({ ...slot, wrapped: otherBytes })],
      ['another commitment', (slot) => ({ ...slot, slotCommit: 'A'.repeat(43) })],
      ['parameters that nobody may use', (slot) => ({ ...slot, params: 'argon2id' })],
    ]
    it.each(slotDamages.flatMap(([what, change]) => [0, 1].map((copy) => ({ what, change, copy }))))(
      'fault 22: a slot with $what in header copy $copy alone opens by the other',
      async ({ change, copy }) => {
        await changeCopy(copy, (header) => ({ ...header, epoch: 9, slots: header.slots.map(change) }))
        const vault = await stage.unlockedTab()
        expect(reportOf(vault)).toMatchObject({ sound: true, headerRecovered: true })
        expect(await outcomeOf(() => stage.openTab().then((tab) => tab.unlock('wrong')))).not.toBe('success')
        await vault.recordUse(first)
        await changeCopy(1 - copy, () => ({}))
        expect(reportOf(await stage.unlockedTab()).sound).toBe(true)
      },
    )

    it('fault 22: a header copy that changes under an open vault does not stop its writes', async () => {
      const vault = await stage.unlockedTab()
      await changeCopy(0, (header) => ({ ...header, epoch: Number(header['epoch']) + 3, vaultCommit: 'A'.repeat(43) }))
      await vault.recordUse(first)
      expect(reportOf(await stage.unlockedTab())).toMatchObject({ sound: true, headerRecovered: false })
    })

    it('fault 22: accepting a state keeps the slots by which the vault was opened', async () => {
      await changeCopy(0, (header) => ({
        ...header,
        epoch: Number(header['epoch']) + 3,
        slots: header.slots.map((slot) => ({ ...slot, wrapped: otherBytes })),
      }))
      await disk.remove('records', second)
      const vault = await stage.unlockedTab()
      expect(reportOf(vault)).toMatchObject({ sound: false, missing: [second] })
      await vault.acceptState(passphrase)
      const after = await stage.unlockedTab()
      expect(reportOf(after).sound).toBe(true)
      expect(issuersOf(after)).toEqual(['First'])
    })

    it('fault 22: an epoch beyond all counting is damage, and is never counted on from', async () => {
      await changeCopy(0, (header) => ({ ...header, epoch: Number.MAX_SAFE_INTEGER }))
      const vault = await stage.unlockedTab()
      expect(reportOf(vault)).toMatchObject({ sound: true, headerRecovered: true })
      await vault.recordUse(first)
      expect(reportOf(await stage.unlockedTab()).sound).toBe(true)
    })

    it('fault 22: another tab that writes puts a damaged copy right, and this one stops saying it', async () => {
      await disk.put('headers', { copy: 1, header: 'torn' })
      const [one, two] = [await stage.unlockedTab(), await stage.unlockedTab()]
      expect(reportOf(two).headerRecovered).toBe(true)
      await one.recordUse(first)
      await untilTrue(two, () => reportOf(two).headerRecovered === false)
      expect(reportOf(two).sound).toBe(true)
    })

    it('fault 22: a commitment that is not the key’s makes the vault read-only, and accepting puts it right', async () => {
      await changeHeaders((header) => ({ ...header, vaultCommit: 'A'.repeat(43) }))
      const vault = await stage.unlockedTab()
      expect(reportOf(vault)).toMatchObject({ sound: false, readOnlyBecause: 'integrity', altered: [] })
      await vault.acceptState(passphrase)
      expect(reportOf(await stage.unlockedTab()).sound).toBe(true)
    })

    it('fault 23: an older copy of the whole database is noticed by the anchor', async () => {
      const old = { headers: await disk.rows('headers'), records: await disk.rows('records') }
      const tab = await stage.unlockedTab()
      await tab.recordUse(first)
      tab.close()
      for (const row of old.headers) await disk.put('headers', row)
      for (const row of old.records) await disk.put('records', row)
      const vault = await stage.unlockedTab()
      expect(reportOf(vault)).toMatchObject({ sound: false, readOnlyBecause: 'rolled-back', olderThanAnchor: true })
      expect(issuersOf(vault)).toEqual(['First', 'Second'])
      await expectReadOnly(vault)
    })

    it('fault 23: an older copy under an open vault is noticed, anchor or not', async () => {
      const old = { headers: await disk.rows('headers'), records: await disk.rows('records') }
      const vault = await stage.unlockedTab({ anchor: createAnchorStore(() => undefined) })
      await vault.recordUse(first)
      for (const row of old.headers) await disk.put('headers', row)
      for (const row of old.records) await disk.put('records', row)
      stage.bus.join().postMessage({ type: 'changed', epoch: 1000 })
      await untilTrue(vault, () => !reportOf(vault).sound)
      expect(reportOf(vault)).toMatchObject({ readOnlyBecause: 'rolled-back', altered: [] })
      await expectReadOnly(vault)
    })

    it('fault 23: a lower epoch written into the header is an altered header', async () => {
      await changeHeaders((header) => ({ ...header, epoch: 1 }))
      expect(reportOf(await stage.unlockedTab())).toMatchObject({ readOnlyBecause: 'integrity', olderThanAnchor: true })
    })

    it.each([47, 49, 64])('fault 24: a wrapped key of %i bytes is refused', async (length) => {
      const wrapped = 'A'.repeat(Math.ceil((length * 4) / 3))
      await changeSlot((slot) => ({ ...slot, wrapped }))
      expect(await outcomeOf(() => stage.unlockedTab())).toBe('vault/damaged')
    })

    it('fault 25: a vault that only newer writers may change opens read-only', async () => {
      await changeHeaders((header) => ({ ...header, minWriter: 2 }))
      const vault = await stage.unlockedTab()
      expect(reportOf(vault)).toMatchObject({ sound: true, readOnlyBecause: 'too-new' })
      expect(issuersOf(vault)).toEqual(['First', 'Second'])
      expect(await outcomeOf(() => vault.recordUse(first))).toBe('vault/too-new')
      expect(await outcomeOf(() => vault.changePassphrase(passphrase, 'next'))).toBe('vault/too-new')
    })

    it('fault 25: a header of a newer format says so instead of looking damaged', async () => {
      await changeHeaders((header) => ({ ...header, version: 2 }))
      expect((await stage.openTab()).status()).toEqual({ name: 'too-new' })
    })

    it('fault 26: the same content never gives the same nonce or bytes twice', async () => {
      const vault = await stage.unlockedTab()
      const seen = new Set<string>()
      for (let round = 0; round < 20; round++) {
        await vault.changeSettings({})
        for (const { id, n } of await disk.rows('records')) seen.add(`${String(id)} ${String(n)}`)
      }
      const nonces = [...seen].map((text) => text.split(' ')[1])
      expect(new Set(nonces).size).toBe(seen.size)
      expect(seen.size).toBe(2 + 20)
    })
  })

  describe('tabs', () => {
    it('fault 57: edits of different accounts in two tabs are both kept', async () => {
      const [one, two] = [await stage.unlockedTab(), await stage.unlockedTab()]
      const basedOn = (id: string) => one.account(id)?.updatedAt ?? 0
      await Promise.all([
        one.edit(first, { note: 'from one' }, basedOn(first)),
        two.edit(second, { note: 'from two' }, basedOn(second)),
      ])
      const third = await stage.unlockedTab()
      expect([third.account(first)?.note, third.account(second)?.note]).toEqual(['from one', 'from two'])
      expect(reportOf(third).sound).toBe(true)
    })

    it('fault 57: edits of the same account in two tabs end in a conflict for one of them', async () => {
      const [one, two] = [await stage.unlockedTab(), await stage.unlockedTab()]
      const basedOn = one.account(first)?.updatedAt ?? 0
      stage.clock.advance(1000)
      const outcomes = await Promise.all([
        outcomeOf(() => one.edit(first, { note: 'from one' }, basedOn)),
        outcomeOf(() => two.edit(first, { note: 'from two' }, basedOn)),
      ])
      expect(outcomes.toSorted()).toEqual(['success', 'vault/conflict'])
      const kept = outcomes[0] === 'success' ? 'from one' : 'from two'
      expect((await stage.unlockedTab()).account(first)?.note).toBe(kept)
    })

    it('fault 57: the epoch grows by one with each write, whoever writes', async () => {
      const [one, two] = [await stage.unlockedTab(), await stage.unlockedTab()]
      const start = one.identity()?.epoch ?? 0
      await Promise.all([1, 2, 3].flatMap(() => [one.recordUse(first), two.recordUse(first)]))
      const after = await stage.unlockedTab()
      expect(after.identity()?.epoch).toBe(start + 6)
      expect(after.account(first)?.useCount).toBe(6)
    })

    it('fault 57: a counter is spent once, whichever tab asks', async () => {
      const [one, two] = [await stage.unlockedTab(), await stage.unlockedTab()]
      const codes = await Promise.all([one.nextCode(second), two.nextCode(second), one.nextCode(second)])
      expect(new Set(codes.map(({ counter }) => counter))).toEqual(new Set([0, 1, 2]))
      expect(codes.find(({ counter }) => counter === 0)?.code).toBe('755224')
    })

    it('fault 57: a change in one tab shows in the other', async () => {
      const [one, two] = [await stage.unlockedTab(), await stage.unlockedTab()]
      await one.edit(first, { issuer: 'Renamed' }, one.account(first)?.updatedAt ?? 0)
      await untilTrue(two, () => two.account(first)?.issuer === 'Renamed')
      expect(two.identity()).toEqual(one.identity())
    })

    it('fault 58: locking one tab locks all and leaves nothing to see', async () => {
      const [one, two] = [await stage.unlockedTab(), await stage.unlockedTab()]
      one.lock('person')
      await untilStatus(two, 'locked')
      expect(one.status()).toEqual({ name: 'locked', reason: 'person' })
      expect(two.status()).toEqual({ name: 'locked', reason: 'other-tab' })
      for (const vault of [one, two]) {
        expect([vault.accounts(), vault.bin(), vault.account(first), vault.identity()]).toEqual([
          [],
          [],
          undefined,
          undefined,
        ])
        expect(() => vault.codeAt(first, 0)).toThrow('locked')
        expect(() => vault.accountsForBackup()).toThrow('locked')
      }
    })

    it('fault 60: erasing in one tab ends the vault in every tab', async () => {
      const [one, two] = [await stage.unlockedTab(), await stage.unlockedTab()]
      await one.erase()
      await untilStatus(two, 'absent')
      expect([one.status(), two.status()]).toEqual([{ name: 'absent' }, { name: 'absent' }])
      expect([await disk.exists(), stage.anchor.read(), two.accounts()]).toEqual([false, undefined, []])
    })
  })

  describe('storage', () => {
    it('fault 60: a database that is deleted under an open vault can still be saved, and is not made anew', async () => {
      const vault = await stage.unlockedTab()
      await disk.clear()
      await untilStatus(vault, 'removed')
      expect(vault.status()).toEqual({ name: 'removed', inMemory: true })
      expect(new Set(vault.accountsForBackup().map(({ issuer }) => issuer))).toEqual(new Set(['First', 'Second']))
      expect(await outcomeOf(() => vault.recordUse(first))).toBe('storage/removed')
      expect(await disk.exists()).toBe(false)
    })

    it('fault 60: only the person gives up the last copy', async () => {
      const vault = await stage.unlockedTab()
      await disk.clear()
      await untilStatus(vault, 'removed')
      vault.lock('idle')
      expect(vault.accountsForBackup()).toHaveLength(2)
      vault.lock('person')
      expect(vault.status()).toEqual({ name: 'removed', inMemory: false })
      expect(vault.accounts()).toEqual([])
    })

    it('fault 60: a vault that the browser removed is not a first run', async () => {
      await disk.clear()
      const vault = await stage.openTab()
      expect(vault.status()).toEqual({ name: 'removed', inMemory: false })
      expect(await disk.exists()).toBe(false)
    })

    it('fault 60: a new vault can be made in place of a removed one', async () => {
      await disk.clear()
      const vault = await stage.openTab()
      await vault.create('new passphrase')
      expect(reportOf(vault).sound).toBe(true)
      expect(vault.accounts()).toEqual([])
      expect(stage.anchor.read()).toEqual(vault.identity())
    })

    it('fault 62: a crash between commit and anchor is no alarm', async () => {
      const tab = await stage.unlockedTab()
      const before = new Map(stage.localStorage)
      await tab.recordUse(first)
      tab.close()
      for (const [key, value] of before) stage.localStorage.set(key, value)
      const vault = await stage.unlockedTab()
      expect(reportOf(vault)).toMatchObject({ sound: true, olderThanAnchor: false })
      expect(stage.anchor.read()).toEqual(vault.identity())
    })
  })

  describe('accepting a state', () => {
    it('makes the rest writable, keeps the bytes of what does not open, and does not forget that it is lost', async () => {
      await disk.remove('records', second)
      await disk.put('records', recordOf(9))
      const vault = await stage.unlockedTab()
      await vault.acceptState(passphrase)
      const accepted = { sound: true, readOnlyBecause: null, missing: [], extra: [], altered: [] }
      expect(reportOf(vault)).toMatchObject({ ...accepted, unreadable: [idOf(9)] })
      await vault.edit(first, { note: 'kept' }, vault.account(first)?.updatedAt ?? 0)
      const again = await stage.unlockedTab()
      expect(reportOf(again)).toMatchObject({ ...accepted, unreadable: [idOf(9)] })
      expect(again.account(first)?.note).toBe('kept')
      expect(await rowOf(idOf(9))).toEqual(recordOf(9))
      expect(again.rawRecord(idOf(9))).toContain(idOf(9))
    })

    it('needs the passphrase', async () => {
      await disk.remove('records', second)
      const vault = await stage.unlockedTab()
      expect(await outcomeOf(() => vault.acceptState('wrong'))).toBe('vault/wrong-passphrase')
      expect(reportOf(vault).sound).toBe(false)
    })

    it('raises the alarm again over damage that came later', async () => {
      await disk.put('records', recordOf(9))
      const tab = await stage.unlockedTab()
      await tab.acceptState(passphrase)
      tab.close()
      await disk.put('records', recordOf(8))
      expect(reportOf(await stage.unlockedTab())).toMatchObject({ sound: false, extra: [idOf(8)] })
    })

    it('accepts what is no record at all, and goes on looking after what a newer version wrote', async () => {
      const later = await putRecordOfNewerVersion(stage, idOf(7))
      await disk.put('records', { id: idOf(9), v: 'torn' })
      const vault = await stage.unlockedTab()
      const { sound, unreadable } = reportOf(vault)
      expect({ sound, unreadable: unreadable.toSorted() }).toEqual({
        sound: false,
        unreadable: [idOf(7), idOf(9)].toSorted(),
      })
      await vault.acceptState(passphrase)
      expect(reportOf(await stage.unlockedTab())).toMatchObject({ sound: true, readOnlyBecause: null })
      await disk.put('records', { ...later, c: later.c.map((byte, at) => (at === 0 ? byte ^ 1 : byte)) })
      expect(reportOf(await stage.unlockedTab())).toMatchObject({ sound: false, readOnlyBecause: 'integrity' })
    })

    it('takes an older copy as the truth above whatever the anchor has seen', async () => {
      const old = { headers: await disk.rows('headers'), records: await disk.rows('records') }
      const tab = await stage.unlockedTab()
      await tab.recordUse(first)
      await tab.recordUse(first)
      const seen = tab.identity()?.epoch ?? 0
      tab.close()
      for (const row of old.headers) await disk.put('headers', row)
      for (const row of old.records) await disk.put('records', row)
      const vault = await stage.unlockedTab()
      await vault.acceptState(passphrase)
      expect(vault.identity()?.epoch).toBeGreaterThan(seen)
      expect(reportOf(await stage.unlockedTab()).sound).toBe(true)
    })

    it('changes nothing about a sound vault', async () => {
      const vault = await stage.unlockedTab()
      const before = vault.identity()
      await vault.acceptState(passphrase)
      expect(vault.identity()).toEqual(before)
    })
  })
}

function checkedStage(disk: Disk): TabStage<Disk> {
  const stage = createTabStage(disk, eagerSnapshots)
  return {
    ...stage,
    unlockedTab: async (options) => {
      const vault = await stage.unlockedTab(options)
      await untilChecked(vault)
      return vault
    },
  }
}
