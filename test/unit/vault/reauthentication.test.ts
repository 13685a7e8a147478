import { beforeEach, describe, expect, it } from 'vitest'
import { decodeBase32 } from '../../../src/encoding/index.ts'
import type { Vault } from '../../../src/vault/index.ts'
import { rfcSecret, totpDraft } from '../../support/drafts.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { idOf } from '../../support/stored-change.ts'
import { createTabStage, passphrase, reportOf, type TabStage } from '../../support/tab-stage.ts'

let stage: TabStage<MemoryDisk>
let vault: Vault
beforeEach(async () => {
  stage = createTabStage(createMemoryDisk())
  vault = await stage.createVault()
})

const opensWith = async (text: string) => outcomeOf(async () => (await stage.openTab()).unlock(text))

describe('confirmPassphrase', () => {
  it.each([
    [passphrase, true],
    ['wrong', false],
    ['', false],
    ['\ud800', false],
    ['x'.repeat(2000), false],
  ])('of %j is %s', async (text, isRight) => {
    expect(await vault.confirmPassphrase(text)).toBe(isRight)
  })

  it('changes nothing, and works while locked as well', async () => {
    const before = vault.identity()
    await vault.confirmPassphrase(passphrase)
    expect(vault.identity()).toEqual(before)
    vault.lock('person')
    expect(await vault.confirmPassphrase(passphrase)).toBe(true)
    expect(vault.status().name).toBe('locked')
  })
})

describe('a passkey in the place of the passphrase', () => {
  const secret = new Uint8Array(32).fill(5)
  const wrong = { passkeySecret: new Uint8Array(32).fill(6) }
  beforeEach(() =>
    vault.addPasskey(passphrase, {
      credentialId: new Uint8Array([1]),
      salt: new Uint8Array(32),
      secret,
      name: 'Laptop',
    }),
  )

  it('confirms, and reveals, without the slow hash; the caller’s bytes are left to the caller', async () => {
    const [id = ''] = await vault.add([totpDraft({ secret: rfcSecret })])
    const asked = stage.kdf.asked.length
    expect(await vault.confirmProof({ passkeySecret: secret })).toBe(true)
    expect(decodeBase32((await vault.reveal(id, { passkeySecret: secret })).secret)).toEqual(rfcSecret)
    expect([stage.kdf.asked.length - asked, secret[0]]).toEqual([0, 5])
  })

  it('of another vault reveals and accepts nothing', async () => {
    const [id = ''] = await vault.add([totpDraft({ secret: rfcSecret })])
    expect(await vault.confirmProof(wrong)).toBe(false)
    expect(await outcomeOf(() => vault.reveal(id, wrong))).toBe('vault/wrong-passkey')
    expect(await outcomeOf(() => vault.acceptState(wrong))).toBe('vault/wrong-passkey')
  })

  it('proves nothing while the vault is locked', async () => {
    const [id = ''] = await vault.add([totpDraft({ secret: rfcSecret })])
    vault.lock('person')
    expect(await outcomeOf(() => vault.reveal(id, { passkeySecret: secret }))).toBe('vault/locked')
  })
})

describe('changePassphrase', () => {
  it('lets the new one in and the old one no more', async () => {
    await vault.changePassphrase(passphrase, 'the next one')
    expect(await opensWith('the next one')).toBe('success')
    expect(await opensWith(passphrase)).toBe('vault/wrong-passphrase')
    expect(reportOf(await stage.openTab().then(async (tab) => (await tab.unlock('the next one'), tab))).sound).toBe(
      true,
    )
  })

  it('leaves one slot, and writes no record but that of the settings', async () => {
    const [account] = await vault.add([totpDraft()])
    const accountRow = async () => (await stage.disk.rows('records')).find(({ id }) => id === account)
    const before = await accountRow()
    await vault.changePassphrase(passphrase, 'the next one')
    expect(await accountRow()).toEqual(before)
    expect(await stage.disk.rows('records')).toHaveLength(2)
    const [row] = await stage.disk.rows('headers')
    expect(row?.['header']).toMatchObject({ slots: [{ kind: 'passphrase' }], epoch: vault.identity()?.epoch })
  })

  it('changes nothing with a wrong passphrase', async () => {
    const before = await stage.disk.rows('headers')
    expect(await outcomeOf(() => vault.changePassphrase('wrong', 'next'))).toBe('vault/wrong-passphrase')
    expect(await stage.disk.rows('headers')).toEqual(before)
  })

  it.each([
    ['', 'vault/passphrase-too-short'],
    ['\ud800', 'vault/passphrase-ill-formed'],
    ['x'.repeat(1025), 'vault/passphrase-too-long'],
  ])('refuses the new passphrase %j before it hashes the old one', async (next, code) => {
    const asked = stage.kdf.asked.length
    expect(await outcomeOf(() => vault.changePassphrase(passphrase, next))).toBe(code)
    expect(stage.kdf.asked).toHaveLength(asked)
  })

  it('goes through although another tab writes meanwhile', async () => {
    const other = await stage.unlockedTab()
    await Promise.all([vault.changePassphrase(passphrase, 'next'), other.add([totpDraft()])])
    const tab = await stage.openTab()
    await tab.unlock('next')
    expect([reportOf(tab).sound, tab.accounts().length]).toEqual([true, 1])
  })

  it('is a conflict where another tab has changed it first', async () => {
    const other = await stage.unlockedTab()
    const outcomes = await Promise.all([
      outcomeOf(() => vault.changePassphrase(passphrase, 'one')),
      outcomeOf(() => other.changePassphrase(passphrase, 'two')),
    ])
    expect(outcomes.toSorted()).toEqual(['success', 'vault/conflict'])
    expect(await opensWith(outcomes[0] === 'success' ? 'one' : 'two')).toBe('success')
  })

  it('is not for a locked vault', async () => {
    vault.lock('person')
    expect(await outcomeOf(() => vault.changePassphrase(passphrase, 'next'))).toBe('vault/locked')
  })
})

describe('reveal', () => {
  it('gives secret and link', async () => {
    const [id = ''] = await vault.add([totpDraft()])
    const { secret, uri } = await vault.reveal(id, passphrase)
    expect(decodeBase32(secret)).toEqual(rfcSecret)
    expect(uri).toBe(
      `otpauth://totp/GitHub:ada%40example.org?secret=${secret}&issuer=GitHub&algorithm=SHA1&digits=6&period=30`,
    )
  })

  it('gives nothing without the passphrase, and nothing of what is not there', async () => {
    const [id = ''] = await vault.add([totpDraft()])
    expect(await outcomeOf(() => vault.reveal(id, 'wrong'))).toBe('vault/wrong-passphrase')
    expect(await outcomeOf(() => vault.reveal(idOf(9), passphrase))).toBe('vault/no-such-account')
  })

  it('gives nothing when the vault is locked while the hash runs', async () => {
    const [id = ''] = await vault.add([totpDraft()])
    const release = stage.kdf.hold()
    const revealing = outcomeOf(() => vault.reveal(id, passphrase))
    vault.lock('idle')
    release()
    expect(await revealing).toBe('vault/locked')
  })
})

describe('what leaves the vault for a backup', () => {
  it('is every account with its secret, the bin included, as copies', async () => {
    const [kept = '', binned = ''] = await vault.add([totpDraft(), totpDraft({ issuer: 'B' })])
    await vault.moveToBin([binned])
    const accounts = vault.accountsForBackup()
    expect(new Set(accounts.map((account) => account.id))).toEqual(new Set([kept, binned]))
    for (const account of accounts) account.secret.fill(0)
    expect(vault.codeAt(kept, 59_000)).toBe('287082')
  })

  it('is nothing while locked', async () => {
    vault.lock('person')
    expect(await outcomeOf(() => vault.accountsForBackup())).toBe('vault/locked')
  })

  it('as raw rows holds ciphertext only', async () => {
    await vault.add([totpDraft({ issuer: 'Very Secret Bank' })])
    const text = await vault.rawExport()
    expect(text).not.toContain('Bank')
    expect(JSON.parse(text)).toMatchObject({ format: 'mfa-manager-raw', version: 1 })
    expect((JSON.parse(text) as { records: unknown[] }).records).toHaveLength(2)
  })

  it('has no raw record for what can be read', async () => {
    const [id = ''] = await vault.add([totpDraft()])
    expect(vault.rawRecord(id)).toBeUndefined()
  })
})
