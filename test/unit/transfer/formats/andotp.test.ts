import { createHash, pbkdf2Sync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readExport } from '../../../../src/transfer/formats/andotp.ts'
import { exportFixtures, expectAccounts, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedBytes,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openLocked,
  openPlain,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const record = {
  secret: 'JBSWY3DPEHPK3PXP',
  issuer: 'GitHub',
  label: 'ada',
  digits: 8,
  type: 'TOTP',
  algorithm: 'SHA256',
  thumbnail: 'Default',
  last_used: 1_608_146_844_162,
  used_frequency: 4,
  period: 60,
  tags: ['Work', 'Home'],
}

const password = 'copper lantern'

async function sealed(key: Uint8Array<ArrayBuffer>, value: unknown, nonceStart = 0xff): Promise<Uint8Array> {
  const nonce = new Uint8Array(12).fill(nonceStart, 0, 1)
  const gcm = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  const text = new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, gcm, text)
  return joined(nonce, new Uint8Array(ciphertext))
}

/** Rounds, salt, nonce, ciphertext, tag. */
async function newerForm(value: unknown, rounds = 1000, said = rounds): Promise<Uint8Array> {
  const salt = new Uint8Array(12).fill(3)
  const head = new Uint8Array(4)
  new DataView(head.buffer).setUint32(0, said)
  const key = new Uint8Array(pbkdf2Sync(password, salt, rounds, 32, 'sha1'))
  return joined(head, salt, await sealed(key, value))
}

/** Nonce, ciphertext, tag. */
async function olderForm(value: unknown, nonceStart?: number): Promise<Uint8Array> {
  return sealed(new Uint8Array(createHash('sha256').update(password).digest()), value, nonceStart)
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

describe('the plain list', () => {
  test('an account comes with all that can be kept', async () => {
    const opened = await openPlain([record])
    expect(opened.format).toBe('andotp')
    expect(onlyAccount(opened)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA256',
      digits: 8,
      period: 60,
      issuer: 'GitHub',
      account: 'ada',
      tags: ['Work', 'Home'],
      lastUsedAt: 1_608_146_844_162,
      useCount: 4,
      dropped: [],
    })
  })

  test('an account that was never used has no time of use', async () => {
    const account = onlyAccount(await openPlain([{ ...record, last_used: 0, used_frequency: 0 }]))
    expect(account).not.toHaveProperty('lastUsedAt')
    expect(account).not.toHaveProperty('useCount')
  })

  test('counters and Steam come by their type, and padding means nothing', async () => {
    const opened = await openPlain([
      { ...record, type: 'HOTP', counter: 10_300, secret: '4SJHB4GSD43FZBAI7C2HLRJGPQ======' },
      { ...record, type: 'STEAM', digits: 5, thumbnail: 'Steam' },
    ])
    const [hotp, steam] = opened.entries.map(accountOf)
    expect(hotp).toMatchObject({ type: 'hotp', counter: 10_300, secret: '4SJHB4GSD43FZBAI7C2HLRJGPQ' })
    expect(steam).toMatchObject({ type: 'steam', digits: 5, dropped: ['icon'] })
  })

  test('the secret of mOTP is hexadecimal text that was taken for base32', async () => {
    // Base32 of the text "aaaaaaaaaaaaaaaa".
    const motp = { ...record, type: 'MOTP', secret: 'MFQWCYLBMFQWCYLBMFQWCYLBME======' }
    expect(onlyAccount(await openPlain([motp]))).toMatchObject({ type: 'motp', secret: 'VKVKVKVKVKVKU', digits: 6 })
    expect(outcomesOf(await openPlain([{ ...motp, secret: 'JBSWY3DP' }]))).toEqual(['otp/invalid-secret'])
    expect(outcomesOf(await openPlain([{ ...motp, secret: undefined, period: 1 }, record]))).toEqual([
      'otp/missing-secret',
      'account',
    ])
  })

  test.each([
    ['Deno - Deno:Mason', 'Deno', 'Mason'],
    ['Deno - Mason - home', 'Deno', 'Mason - home'],
    ['Deno:Mason', 'Deno', 'Mason'],
    ['Mason', '', 'Mason'],
  ])('without a member for the issuer, the label "%s" has it', async (label, issuer, account) => {
    const { issuer: _issuer, ...older } = record
    expect(onlyAccount(await openPlain([{ ...older, label }]))).toMatchObject({ issuer, account })
  })

  test('with one, a dash in the label is a dash', async () => {
    const account = onlyAccount(await openPlain([{ ...record, issuer: '', label: 'home - Mason' }]))
    expect(account).toMatchObject({ issuer: '', account: 'home - Mason' })
  })

  test('records that are no accounts are reported one by one', async () => {
    const opened = await openPlain([
      record,
      { ...record, type: 'PUSH' },
      { ...record, type: undefined },
      { ...record, algorithm: 'MD5' },
      { ...record, period: 0 },
      { ...record, type: 'HOTP', counter: -1 },
      null,
    ])
    expect(outcomesOf(opened)).toEqual([
      'account',
      'otp/unsupported-type',
      'otp/unsupported-type',
      'otp/unsupported-algorithm',
      'otp/invalid-period',
      'otp/invalid-counter',
      'entry/malformed',
    ])
  })

  test('whatever its members are, a file is opened or refused', async () => {
    await fc.assert(
      fc.asyncProperty(mutatedJson([record, { ...record, type: 'MOTP' }]), (file) => expectAnEnd(file)),
      { numRuns: mutationRuns },
    )
  })
})

describe('the encrypted forms', () => {
  test.each([
    ['newer', () => newerForm([record])],
    ['older', () => olderForm([record])],
    // 1 of 430 older files begins with bytes that could be rounds.
    ['older, which looks like the newer,', () => olderForm([record], 0)],
  ])('the %s form opens with its password, after a wrong one', async (_form, make) => {
    const locked = await openLocked(await make())
    expect(locked.format).toBe('andotp')
    expect(await outcomeOf(() => locked.unlock('tin lantern'))).toBe('transfer/wrong-password')
    expect(onlyAccount(await locked.unlock(password))).toMatchObject({ issuer: 'GitHub', account: 'ada' })
  })

  test('rounds that no file has are not computed', async () => {
    const locked = await openLocked(await newerForm([record], 1000, 10_000_001))
    expect(await outcomeOf(() => locked.unlock(password))).toBe('transfer/wrong-password')
  })

  test('what was sealed must be a list', async () => {
    for (const value of ['not JSON', { accounts: [] }]) {
      const locked = await openLocked(await newerForm(value))
      expect(await outcomeOf(() => locked.unlock(password))).toBe('transfer/damaged')
    }
  })

  test('unlocking can be cancelled', async () => {
    const locked = await openLocked(await newerForm([record]))
    const signal = AbortSignal.abort()
    expect(await outcomeOf(() => locked.unlock(password, { signal }))).toBe('transfer/cancelled')
  })

  test('a file that is cut off does not open', async () => {
    const whole = await newerForm([record])
    const locked = await openLocked(whole.subarray(0, whole.length - 1))
    expect(await outcomeOf(() => locked.unlock(password))).toBe('transfer/wrong-password')
    const tiny = { name: 'x', kind: 'binary', bytes: whole.subarray(0, 27) } as const
    expect(await outcomeOf(() => readExport([tiny]))).toBe('transfer/damaged')
  })

  test('OpenPGP is recognised and cannot be opened', async () => {
    const file = '-----BEGIN PGP MESSAGE-----\n\nhQEMA1234\n-----END PGP MESSAGE-----\n'
    expect(await stateOf(file)).toBe('transfer/unsupported')
  })

  test('whatever became of its bytes, a file is opened or refused', async () => {
    // What rounds say is left alone: millions of them take seconds.
    const [newer, older] = [await newerForm([record]), await olderForm([record])]
    const files = fc.oneof(
      mutatedBytes(newer.subarray(4)).map((rest) => joined(newer.subarray(0, 4), rest)),
      mutatedBytes(older.subarray(1)).map((rest) => joined(older.subarray(0, 1), rest)),
    )
    await fc.assert(
      fc.asyncProperty(files, (file) => expectAnEnd(file, password)),
      { numRuns: mutationRuns },
    )
  })
})

const fixtures = exportFixtures('andotp')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
    const [file] = fixture.files
    if (!fixture.encrypted || file === undefined) return
    const locked = await openLocked(file.bytes)
    expect(await outcomeOf(() => locked.unlock('not the password'))).toBe('transfer/wrong-password')
  })
})
