import { beforeEach, describe, expect, it } from 'vitest'
import { CryptoError, type KdfParameters } from '../../../src/crypto/index.ts'
import type { Vault } from '../../../src/vault/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { putOlderSlot } from '../../support/signed-by-hand.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { createTabStage, passphrase, reportOf, untilTrue, type TabStage } from '../../support/tab-stage.ts'

const dayMs = 24 * 60 * 60_000
const salt = new Uint8Array(16).fill(3)
const atReadingFloor: KdfParameters = { name: 'argon2id', v: 19, m: 19_456, t: 2, p: 1, salt }
const withoutArgon2: KdfParameters = { name: 'pbkdf2-sha256', i: 600_000, salt }
const passkey = { credentialId: salt, salt: new Uint8Array(32), secret: new Uint8Array(32).fill(5), name: 'Laptop' }

let stage: TabStage<MemoryDisk>
let vault: Vault

beforeEach(async () => {
  stage = createTabStage(createMemoryDisk())
  vault = await stage.createVault()
})

const epochOf = (of: Vault) => of.identity()?.epoch ?? 0
/** What both copies of the header say, without salts. */
const storedParams = async () => {
  const headers = (await stage.disk.rows('headers')).map((row) => row['header'] as { slots: { params: string }[] })
  return [...new Set(headers.flatMap(({ slots }) => slots.map(({ params }) => params.split(' salt=')[0])))]
}

describe('when the passphrase was last typed', () => {
  const typedAt = () => vault.settings().passphraseTypedAt

  it('is known from the first day, and noted at an unlock on another, in one write', async () => {
    expect(typedAt()).toBe(stage.clock.now())
    const before = epochOf(vault)
    vault.lock('person')
    stage.clock.advance(3 * dayMs)
    await vault.unlock(passphrase)
    await untilTrue(vault, () => typedAt() === stage.clock.now())
    expect(epochOf(vault)).toBe(before + 1)
  })

  it('is not noted twice in a day', async () => {
    const before = epochOf(vault)
    stage.clock.advance(dayMs - 1)
    vault.lock('person')
    await vault.unlock(passphrase)
    await vault.confirmPassphrase(passphrase)
    await vault.changeSettings({ accent: 'plum' })
    expect(epochOf(vault)).toBe(before + 1)
  })

  it('is noted anew where the note lies ahead: the clock was wrong then', async () => {
    vault.lock('person')
    stage.clock.set(stage.clock.now() - 40 * dayMs)
    await vault.unlock(passphrase)
    await untilTrue(vault, () => typedAt() === stage.clock.now())
  })

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['a test', () => vault.confirmPassphrase(passphrase)],
    ['showing a secret', (id) => vault.reveal(id, passphrase)],
    ['adding a passkey', () => vault.addPasskey(passphrase, passkey)],
  ])('is noted at %s', async (_, act) => {
    const [id = ''] = await vault.add([totpDraft()])
    stage.clock.advance(31 * dayMs)
    await act(id)
    await untilTrue(vault, () => typedAt() === stage.clock.now())
  })

  it('is not moved by a wrong one, a passkey or another tab', async () => {
    await vault.addPasskey(passphrase, passkey)
    const before = typedAt()
    stage.clock.advance(31 * dayMs)
    expect(await vault.confirmPassphrase('not it')).toBe(false)
    const other = await stage.openTab()
    await other.join()
    vault.lock('person')
    await vault.unlockWithPasskey(passkey.secret)
    await vault.changeSettings({ accent: 'plum' })
    expect([typedAt(), other.settings().passphraseTypedAt]).not.toContain(stage.clock.now())
    expect(typedAt()).toBe(before)
  })

  it('neither fails nor delays an unlock where it cannot be written', async () => {
    vault.lock('person')
    stage.clock.advance(2 * dayMs)
    stage.disk.failNextWrite(new Error('no room'))
    await vault.unlock(passphrase)
    await vault.changeSettings({ accent: 'plum' })
    expect([reportOf(vault).sound, vault.settings().accent]).toEqual([true, 'plum'])
  })

  it('is not written into a vault that is open for reading only', async () => {
    await vault.add([totpDraft()])
    vault.lock('person')
    const [row] = await stage.disk.rows('records')
    await stage.disk.remove('records', String(row?.['id']))
    const stored = await stage.disk.rows('headers')
    stage.clock.advance(2 * dayMs)
    await vault.unlock(passphrase)
    await vault.confirmPassphrase(passphrase)
    expect(reportOf(vault).readOnlyBecause).toBe('integrity')
    expect(await stage.disk.rows('headers')).toEqual(stored)
  })
})

describe('when the passphrase was changed', () => {
  it('is remembered with it', async () => {
    stage.clock.advance(5 * dayMs)
    await vault.changePassphrase(passphrase, 'the next one')
    const now = stage.clock.now()
    expect(vault.settings()).toMatchObject({ passphraseChangedAt: now, passphraseTypedAt: now })
  })
})

describe('the strength of the key', () => {
  it.each([
    ['standard', 'argon2id v=19 m=65536 t=3 p=1'],
    ['strong', 'argon2id v=19 m=131072 t=4 p=1'],
    ['strongest', 'argon2id v=19 m=262144 t=4 p=1'],
  ] as const)('%s is %s, in the one slot there is, in one write', async (strength, params) => {
    const before = epochOf(vault)
    await vault.setKeyStrength(passphrase, strength)
    expect(await storedParams()).toEqual([params])
    expect([vault.settings().keyStrength, epochOf(vault)]).toEqual([strength, before + 1])
    const other = await stage.unlockedTab()
    expect([reportOf(other).sound, other.settings().keyStrength]).toEqual([true, strength])
  })

  it('holds for the next passphrase, and for the one after a recovery', async () => {
    const code = new Uint8Array(20)
    await vault.setKeyStrength(passphrase, 'strong')
    await vault.changePassphrase(passphrase, 'next')
    expect(await storedParams()).toEqual(['argon2id v=19 m=131072 t=4 p=1'])
    const put = await vault.prepareRecoveryCode('next', code)
    await put()
    vault.lock('person')
    const { formatRecoveryCode } = await import('../../../src/crypto/index.ts')
    await vault.recover((await formatRecoveryCode(code)).join(' '), 'after it')
    expect(await storedParams()).toContain('argon2id v=19 m=131072 t=4 p=1')
    expect(vault.settings().passphraseChangedAt).toBe(stage.clock.now())
  })

  it('changes nothing with a wrong passphrase', async () => {
    const before = await stage.disk.rows('headers')
    expect(await outcomeOf(() => vault.setKeyStrength('wrong', 'strong'))).toBe('vault/wrong-passphrase')
    expect([await stage.disk.rows('headers'), vault.settings().keyStrength]).toEqual([before, 'standard'])
  })

  it('changes nothing where the device lacks the memory for it', async () => {
    const small = {
      ...stage.kdf,
      derive: (...given: Parameters<typeof stage.kdf.derive>) =>
        given[1].name === 'argon2id' && given[1].m > 65_536
          ? Promise.reject(new CryptoError('crypto/kdf-memory', 'too much'))
          : stage.kdf.derive(...given),
    }
    const tab = await stage.unlockedTab({ kdf: small })
    const before = await stage.disk.rows('headers')
    expect(await outcomeOf(() => tab.setKeyStrength(passphrase, 'strongest'))).toBe('crypto/kdf-memory')
    expect([await stage.disk.rows('headers'), tab.settings().keyStrength]).toEqual([before, 'standard'])
  })

  it('is not brought by the settings of a backup, nor are the dates', async () => {
    const before = vault.settings()
    const settings = { keyStrength: 'strongest', passphraseTypedAt: 1, passphraseChangedAt: 1, accent: 'plum' }
    await vault.apply({ adds: [], edits: [], settings })
    expect(vault.settings()).toEqual({ ...before, accent: 'plum' })
  })
})

describe('a slot that is weaker than those of today', () => {
  const tabOver = async (parameters: KdfParameters, argon2 = true): Promise<Vault> => {
    vault.close()
    await putOlderSlot(stage, parameters)
    vault = await stage.unlockedTab({ argon2 })
    expect(reportOf(vault).sound).toBe(true)
    return vault
  }

  it.each([
    ['at the floor of what is read', atReadingFloor],
    ['made where Argon2id could not run', withoutArgon2],
  ])('is found %s, and put in order with a yes', async (_, parameters) => {
    await tabOver(parameters)
    expect(await vault.passphraseHash()).toEqual({ parameters, isBelowPolicy: true, canChoose: true })
    await vault.setKeyStrength(passphrase, vault.settings().keyStrength)
    expect(await vault.passphraseHash()).toMatchObject({ isBelowPolicy: false, parameters: { m: 65_536, t: 3 } })
    expect(await storedParams()).toEqual(['argon2id v=19 m=65536 t=3 p=1'])
    vault.lock('person')
    await vault.unlock(passphrase)
    expect(reportOf(vault).sound).toBe(true)
  })

  it('is put in order by changing the passphrase as well', async () => {
    await tabOver(atReadingFloor)
    await vault.changePassphrase(passphrase, 'next')
    expect(await vault.passphraseHash()).toMatchObject({ isBelowPolicy: false })
  })

  it('without Argon2id is one whose PBKDF2 has fewer rounds than today’s', async () => {
    await tabOver(withoutArgon2, false)
    expect(await vault.passphraseHash()).toMatchObject({ isBelowPolicy: true, canChoose: false })
    await vault.setKeyStrength(passphrase, 'standard')
    expect(await storedParams()).toEqual(['pbkdf2-sha256 i=1000000'])
    expect(await vault.passphraseHash()).toMatchObject({ isBelowPolicy: false })
  })

  it('is none where the slot is what new ones are', async () => {
    expect(await vault.passphraseHash()).toMatchObject({ isBelowPolicy: false, canChoose: true })
  })

  it('is not looked for in a locked vault', async () => {
    vault.lock('person')
    expect(await outcomeOf(() => vault.passphraseHash())).toBe('vault/locked')
  })
})
