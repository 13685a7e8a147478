import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { createKdf } from '../../../src/crypto/index.ts'
import { StorageError } from '../../../src/storage/index.ts'
import {
  chosenPlan,
  openExports,
  planImport,
  writeBackup,
  type OpenImport,
  type PlanRow,
} from '../../../src/transfer/index.ts'
import type { Vault } from '../../../src/vault/index.ts'
import { backupFile } from '../../e2e/support/backup-file.ts'
import { manyDrafts, totpDraft } from '../../support/drafts.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { createTabStage, reportOf, type TabStage } from '../../support/tab-stage.ts'

const backupPassphrase = 'harbour lantern seventeen kites'

/** Stands for Argon2id in what is written and in what reads it: what a file holds is not up to the slow hash. */
const quickHash = (passphrase: Uint8Array, salt: Uint8Array) =>
  createHash('sha256').update(salt).update(passphrase).digest()
const kdf = { name: 'argon2id', v: 19, m: 65_536, t: 3, p: 1 } as const
const argon2 = (passphrase: Uint8Array, { salt }: { readonly salt: Uint8Array }) =>
  Promise.resolve(Uint8Array.from(quickHash(passphrase, salt)))

let stage: TabStage<MemoryDisk>
let vault: Vault

beforeEach(async () => {
  stage = createTabStage(createMemoryDisk())
  vault = await stage.createVault()
})

async function open(bytes: Uint8Array, passphrase = backupPassphrase): Promise<OpenImport> {
  const [opened] = await openExports([{ name: 'file', bytes }], { now: 0, argon2 })
  if (opened?.state === 'locked') return opened.unlock(passphrase)
  if (opened?.state !== 'open') throw new Error(`it is ${opened?.state}`)
  return opened
}

const listOf = (...links: readonly string[]) => new TextEncoder().encode(links.join('\n'))
const linkTo = (issuer: string, more = '') =>
  `otpauth://totp/${issuer}:ada?secret=JBSWY3DPEHPK3PXP&issuer=${issuer}${more}`
const backupOf = (of: Vault) =>
  writeBackup(of.accountsForBackup(), backupPassphrase, { kdf: createKdf({ argon2id: argon2 }) })
const rowsFor = async (bytes: Uint8Array) => planImport((await open(bytes)).entries, vault)

/** Applies what the table proposes before anybody has touched it, or `choice` where a row offers that. */
function applyTo(rows: readonly PlanRow[], choice?: PlanRow['choices'][number]) {
  const choices = rows.map((row) => (choice !== undefined && row.choices.includes(choice) ? choice : row.choices[0]))
  return vault.apply(chosenPlan(rows, choices))
}

describe('a backup that is authentic and not what it should be', () => {
  const account = { issuer: 'Forge', account: 'ada', secret: 'JBSWY3DPEHPK3PXP' }

  test.each([
    ['50,001 accounts', Array.from({ length: 50_001 }, () => account)],
    ['a name of 1 MB', [account, { ...account, account: 'x'.repeat(1_000_000) }]],
    ['an account without a secret', [account, { ...account, secret: undefined as unknown as string }]],
  ])('fault 13: is refused for %s, and nothing of it comes in', async (_, accounts) => {
    const { buffer } = backupFile(accounts, backupPassphrase, {}, { kdf, derive: quickHash })
    expect(await outcomeOf(() => open(new Uint8Array(buffer)))).toBe('backup/payload')
    expect(vault.accounts()).toEqual([])
  })
})

describe('an import that is interrupted', () => {
  test.each(['storage/failed', 'storage/quota'] as const)(
    'fault 14: leaves the old vault (%s), and can be done again',
    async (code) => {
      await vault.add([totpDraft({ issuer: 'Before' })])
      const stored = () =>
        Promise.all((['headers', 'records', 'entries'] as const).map((each) => stage.disk.rows(each)))
      const before = { epoch: vault.identity()?.epoch, rows: await stored() }
      const links = manyDrafts(200).map(({ issuer }, place) =>
        linkTo(encodeURIComponent(issuer), `&digits=${6 + (place % 3)}`),
      )
      const rows = await rowsFor(listOf(...links))
      stage.disk.failNextWrite(new StorageError(code, 'it ends here'))
      expect(await outcomeOf(() => applyTo(rows))).toBe(code)
      expect({ epoch: vault.identity()?.epoch, rows: await stored() }).toEqual(before)
      const again = await stage.unlockedTab()
      expect(again.accounts().map(({ issuer }) => issuer)).toEqual(['Before'])
      expect(reportOf(again).sound).toBe(true)
      expect((await applyTo(rows)).added).toHaveLength(200)
      expect((await stage.unlockedTab()).accounts()).toHaveLength(201)
    },
  )
})

describe('the same file twice', () => {
  test('fault 15: adds nothing, whichever way it came in', async () => {
    await applyTo(await rowsFor(listOf(linkTo('Forge'), linkTo('Mill', '&digits=8'))))
    const backup = await backupOf(vault)
    const before = { accounts: vault.accounts(), epoch: vault.identity()?.epoch }
    for (const file of [listOf(linkTo('Forge'), linkTo('Mill', '&digits=8')), backup, backup]) {
      const rows = await rowsFor(file)
      expect(rows.map(({ status }) => status)).toEqual(['duplicate', 'duplicate'])
      expect(await applyTo(rows)).toMatchObject({ added: [], changed: 0 })
    }
    expect({ accounts: vault.accounts(), epoch: vault.identity()?.epoch }).toEqual(before)
  })

  test('fault 15: within one import comes in once', async () => {
    const rows = await rowsFor(listOf(linkTo('Forge'), linkTo('Forge')))
    expect(rows.map(({ status }) => status)).toEqual(['new', 'duplicate'])
    expect((await applyTo(rows)).added).toHaveLength(1)
  })

  test('fault 15: shows what was edited since as a conflict, and never writes over it unasked', async () => {
    const [id = ''] = await vault.add([totpDraft({ issuer: 'Forge', note: 'old' })])
    const backup = await backupOf(vault)
    await vault.edit(id, { note: 'mine', digits: 8 }, vault.account(id)?.updatedAt ?? 0)
    const edited = vault.account(id)
    const rows = await rowsFor(backup)
    expect(rows).toMatchObject([{ status: 'conflict', ours: { id }, choices: ['keep-both', 'take-theirs', 'skip'] }])
    expect(rows[0]?.differences).toEqual([
      { field: 'digits', ours: 8, theirs: 6 },
      { field: 'note', ours: 'mine', theirs: 'old' },
    ])
    await (await applyTo(rows, 'skip')).undo()
    expect(vault.accounts()).toEqual([edited])
    // As proposed: theirs comes beside ours, which stays as it is.
    const both = await applyTo(rows)
    expect(both.added).toHaveLength(1)
    expect(vault.account(id)).toEqual(edited)
    await both.undo()
    expect(await applyTo(rows, 'take-theirs')).toMatchObject({ added: [], changed: 1 })
    expect(vault.accounts()).toMatchObject([{ id, note: 'old', digits: 6 }])
  })
})
