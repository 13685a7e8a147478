import * as fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newRecoveryCode, parseHeader, parseKdfText, kdfText } from '../../../src/crypto/index.ts'
import { CodedError } from '../../../src/errors.ts'
import type { Vault } from '../../../src/vault/index.ts'
import { formatRecord, parseRecord } from '../../../src/vault/record.ts'
import { anyCharacter } from '../../support/any-character.ts'
import type { ObjectStoreName } from '../../support/disk.ts'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { moves, mutated, type Move } from '../../support/mutate-value.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { eagerSnapshots, untilChecked, untilSnapshot } from '../../support/snapshot-stage.ts'
import { idOf } from '../../support/stored-change.ts'
import { createTabStage, passphrase } from '../../support/tab-stage.ts'

const isSlow = process.env['SLOW'] === '1'
const unlockRuns = { numRuns: isSlow ? 6000 : 120 }
const parserRuns = { numRuns: isSlow ? 50_000 : 1000 }

type Rows = Readonly<Record<ObjectStoreName, readonly Record<string, unknown>[]>>
const stores = ['headers', 'records', 'entries', 'snapshots'] as const
const keys = { headers: 'copy', records: 'id', entries: 'id', snapshots: 'id' } as const

const rowsOf = async (disk: MemoryDisk): Promise<Rows> => ({
  headers: await disk.rows('headers'),
  records: await disk.rows('records'),
  entries: await disk.rows('entries'),
  snapshots: await disk.rows('snapshots'),
})

/** A vault with something of every kind, as it lies on the disk, and what it shows. */
interface Sample {
  readonly rows: Rows
  readonly localStorage: ReadonlyMap<string, string>
  readonly shown: ReadonlyMap<string, unknown>
}

/** Copies: locking zeroes secrets. */
const shownBy = (vault: Vault): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>([
    ...vault.accountsForBackup().map((account) => [account.id, structuredClone(account)] as const),
    ['settings', structuredClone(vault.settings())],
    ['sites', structuredClone(vault.sites())],
    ['kept', structuredClone(vault.keptRows())],
  ])

async function makeSample(hasSnapshot: boolean): Promise<Sample> {
  const disk = createMemoryDisk()
  const stage = createTabStage(disk, hasSnapshot ? eagerSnapshots : {})
  const vault = await stage.createVault()
  const [first = ''] = await vault.add([totpDraft({ issuer: 'First', note: 'a note', tags: ['x'] }), hotpDraft()])
  const putCode = await vault.prepareRecoveryCode(
    passphrase,
    newRecoveryCode(() => new Uint8Array(20).fill(3)),
  )
  await putCode()
  const secret = new Uint8Array(32).fill(4)
  const passkey = { credentialId: new Uint8Array(16), salt: new Uint8Array(32), secret, name: 'Phone' }
  await vault.addPasskey(passphrase, passkey)
  const site = { origin: 'https://site.example', accountIds: [first], isBlocked: false, createdAt: 1, lastUsedAt: 0 }
  await vault.putSite({ ...site, uses: 0 })
  await vault.apply({ adds: [], edits: [], kept: [{ label: 'odd', text: 'kept' }] })
  if (hasSnapshot) await untilSnapshot(disk)
  const sample = { rows: await rowsOf(disk), localStorage: new Map(stage.localStorage), shown: shownBy(vault) }
  vault.close()
  return sample
}

/** What is done to the disk: changes inside a row (both copies of the header alike, or one), or rows that come and go. */
interface Attack {
  readonly store: ObjectStoreName
  readonly row: number
  readonly copies: 'both' | 'one'
  readonly whole: 'no' | 'gone' | 'moved' | 'odd'
  readonly moves: readonly Move[]
}

const attacks = fc.array(
  fc.record<Attack>({
    store: fc.constantFrom('headers', 'headers', 'records', 'records', 'entries', 'snapshots'),
    row: fc.nat(20),
    copies: fc.constantFrom('both', 'both', 'one'),
    whole: fc.constantFrom('no', 'no', 'no', 'no', 'gone', 'moved', 'odd'),
    moves,
  }),
  { minLength: 1, maxLength: 2 },
)

async function diskOf({ rows }: Sample): Promise<MemoryDisk> {
  const disk = createMemoryDisk()
  const store = disk.openStore()
  await store.create({ puts: [], entries: [], removes: [], header: parseHeader(rows.headers[0]?.['header']) })
  store.close()
  for (const name of stores) for (const row of rows[name]) await disk.put(name, row)
  return disk
}

async function strike(disk: MemoryDisk, { store, row, copies, whole, moves }: Attack): Promise<void> {
  const all = await disk.rows(store)
  const chosen = store === 'headers' && copies === 'both' ? all : all.slice(row % all.length, (row % all.length) + 1)
  for (const each of chosen) {
    const key = each[keys[store]] as string | number
    if (whole === 'gone') await disk.remove(store, key)
    else if (whole === 'moved') await disk.put(store, { ...each, [keys[store]]: store === 'headers' ? 1 : idOf(row) })
    else if (whole === 'odd') await disk.put(store, { [keys[store]]: key })
    else {
      const next = mutated(each, moves)
      // IndexedDB takes objects only, and finds them under their own key.
      await disk.put(store, { ...(isPlain(next) ? next : { value: next }), [keys[store]]: key })
    }
  }
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

const statuses = new Set(['locked', 'damaged', 'too-new', 'removed', 'unlocked'])
const refusals = new Set(['success', 'vault/wrong-passphrase', 'vault/damaged', 'storage/removed'])

/** Unlocks what an attacker left. Everything must end in a status, a code, or a report that hides nothing. */
async function unlockAttacked(sample: Sample, list: readonly Attack[], hasSnapshot: boolean): Promise<string> {
  const disk = await diskOf(sample)
  for (const attack of list) await strike(disk, attack)
  const before = await rowsOf(disk)
  const stage = createTabStage(disk, hasSnapshot ? eagerSnapshots : {})
  for (const [key, value] of sample.localStorage) stage.localStorage.set(key, value)
  const vault = await stage.openTab()
  try {
    expect(statuses).toContain(vault.status().name)
    const outcome = await outcomeOf(() => vault.unlock(passphrase))
    expect(refusals).toContain(outcome)
    // One for each passphrase slot at most; the Kdf itself refuses what is out of bounds.
    expect(stage.kdf.asked.length).toBeLessThanOrEqual(64)
    if (outcome !== 'success') return outcome
    if (hasSnapshot) await untilChecked(vault)
    return judge(sample, vault, before, await rowsOf(disk))
  } finally {
    vault.close()
  }
}

function judge(sample: Sample, vault: Vault, before: Rows, after: Rows): string {
  const status = vault.status()
  if (status.name !== 'unlocked') return status.name
  const { sound, readOnlyBecause } = status.integrity
  const shown = shownBy(vault)
  if (sound) expect(shown).toEqual(sample.shown)
  else {
    expect(readOnlyBecause).not.toBeNull()
    // What is still shown is what was sealed; nothing is made up, and nothing repairs itself.
    for (const { id } of vault.accountsForBackup()) expect(shown.get(id)).toEqual(sample.shown.get(id))
    // The snapshot is a cache, and comes and goes.
    expect({ ...after, snapshots: [] }).toEqual({ ...before, snapshots: [] })
  }
  return sound ? 'sound' : (readOnlyBecause ?? '')
}

const prototype = Object.getOwnPropertyNames(Object.prototype).toSorted()

afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).toEqual(prototype)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

describe.each([
  ['without snapshots', false],
  ['with snapshots', true],
] as const)('a vault that somebody has altered, %s', (_, hasSnapshot) => {
  let sample: Sample
  beforeAll(async () => {
    sample = await makeSample(hasSnapshot)
  })

  it('ends in a status, a code or a report, and never passes altered content for sound', async () => {
    const seen = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(attacks, async (list) => {
        const end = await unlockAttacked(sample, list, hasSnapshot)
        seen.set(end, (seen.get(end) ?? 0) + 1)
      }),
      unlockRuns,
    )
    // The attacks get somewhere: some are refused, some are noticed, some change nothing that counts.
    expect([...seen.keys()]).toEqual(expect.arrayContaining(['integrity', 'sound', 'vault/damaged']))
  })
})

describe('the header’s parser', () => {
  let header: unknown
  beforeAll(async () => {
    header = (await makeSample(false)).rows.headers[0]?.['header']
  })

  it('gives a header or a code for anything, and what it gives reads the same again', () => {
    fc.assert(
      fc.property(moves, (list) => {
        try {
          const read = parseHeader(mutated(header, list))
          expect(parseHeader(structuredClone(read))).toEqual(read)
          expect(read.slots.length).toBeLessThanOrEqual(64)
        } catch (error) {
          if (!(error instanceof CodedError)) throw error
          expect(['crypto/header', 'crypto/header-version']).toContain(error.code)
        }
      }),
      parserRuns,
    )
  })

  it('gives parameters of the slow hash that write back as they were, or a code', () => {
    const text = 'argon2id v=19 m=65536 t=3 p=1 salt=AAECAwQFBgcICQoLDA0ODw'
    fc.assert(
      fc.property(fc.oneof(moves, fc.string({ unit: anyCharacter })), (input) => {
        const given = typeof input === 'string' ? input : mutated(text, input)
        if (typeof given !== 'string') return
        try {
          expect(kdfText(parseKdfText(given))).toBe(given)
        } catch (error) {
          if (!(error instanceof CodedError)) throw error
          expect(error.code).toBe('crypto/kdf-text')
        }
      }),
      parserRuns,
    )
  })
})

describe('the record’s parser', () => {
  const account = { type: 'totp', secret: 'AAECAwQFBgcICQ', algorithm: 'SHA1', digits: 6, period: 30 }
  const samples: readonly object[] = [
    {
      kind: 'account',
      ...account,
      issuer: 'A',
      account: 'b',
      note: '',
      tags: ['x'],
      icon: { letters: 'AB' },
      order: 1,
    },
    { kind: 'account', type: 'motp', secret: 'AAECAwQFBgcICQ', digits: 6, period: 10, pin: '1234', deletedAt: 5 },
    { kind: 'settings', lockAfterMs: 1000, passkeys: { a: { name: 'x', createdAt: 1 } }, dismissedUntil: { a: 1 } },
    {
      kind: 'settings',
      lastBackup: { at: 1, accounts: 2, content: 'x' },
      autosave: { kind: 'file', name: 'x', keep: 7 },
    },
    { kind: 'accepted', ids: ['a', 'b'] },
    { kind: 'kept', rows: [{ label: 'x' }] },
    { kind: 'backup-key', kdf: 'pbkdf2-sha256 i=1000000 salt=AAECAwQFBgcICQoLDA0ODw', prk: 'AAEC' },
    {
      kind: 'site',
      origin: 'https://a.example',
      accountIds: ['a'],
      isBlocked: false,
      createdAt: 1,
      lastUsedAt: 1,
      uses: 1,
    },
    {
      kind: 'request-log',
      requests: [{ at: 1, origin: 'https://a.example', method: 'm', accountIds: [], outcome: 'ok' }],
    },
    { kind: 'of a later version', any: 1 },
  ]

  const expectStable = (text: string): void => {
    const content = parseRecord(idOf(1), text)
    if (content === undefined || content.kind === 'other') return
    const again = parseRecord(idOf(1), formatRecord(content))
    expect(again && again.kind !== 'other' && formatRecord(again)).toBe(formatRecord(content))
  }

  it('reads every sample', () => {
    expect(samples.map((json) => parseRecord(idOf(1), JSON.stringify(json)) !== undefined)).toEqual(
      samples.map(() => true),
    )
  })

  it('gives a record or nothing for members of every kind and size, and what it gives reads the same again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), moves, (json, list) => {
        expectStable(JSON.stringify(mutated(json, list)) ?? '')
      }),
      parserRuns,
    )
  })

  it('gives a record or nothing for texts that were JSON', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), moves, (json, list) => {
        const text = mutated(
          JSON.stringify(json),
          list.map((move) => ({ ...move, how: 4 })),
        )
        expectStable(String(text))
      }),
      parserRuns,
    )
  })
})
