import { scryptSync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeBase64, encodeHex } from '../../../../src/encoding/index.ts'
import { exportFixtures, expectAccounts, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openLocked,
  openPlain,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const entry = {
  type: 'totp',
  uuid: '3ae6f1ad-2e65-4ed2-a953-1ec0dff2386d',
  name: 'ada',
  issuer: 'GitHub',
  note: 'two\nlines',
  favorite: true,
  icon: null,
  info: { secret: 'JBSWY3DPEHPK3PXP', algo: 'SHA256', digits: 8, period: 60 },
  groups: ['g1', 'gone', 'g2'],
}

const groups = [
  { uuid: 'g1', name: 'Work' },
  { uuid: 'g2', name: 'Home' },
]

const database = (...entries: readonly unknown[]) => ({ version: 3, entries, groups, icons_optimized: true })

const plain = (db: unknown) => ({ version: 1, header: { slots: null, params: null }, db })

const withInfo = (members: object, more: object = {}) => ({ ...entry, ...more, info: { ...entry.info, ...members } })

describe('a vault that is not encrypted', () => {
  test('an account comes with all that can be kept', async () => {
    const opened = await openPlain(plain(database(entry)))
    expect(opened.format).toBe('aegis')
    expect(onlyAccount(opened)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA256',
      digits: 8,
      period: 60,
      issuer: 'GitHub',
      account: 'ada',
      note: 'two\nlines',
      pinned: true,
      tags: ['Work', 'Home'],
      dropped: [],
    })
  })

  test.each([1, 2])('database %d names one group in the entry', async (version) => {
    const { groups: _groups, ...old } = entry
    const opened = await openPlain(plain({ version, entries: [{ ...old, group: 'Work' }] }))
    expect(onlyAccount(opened)).toMatchObject({ tags: ['Work'] })
  })

  test('counters and Steam come by their type', async () => {
    const hotp = withInfo({ period: undefined, counter: 10_300 }, { type: 'hotp' })
    const steam = withInfo({ digits: 5, algo: 'SHA1' }, { type: 'steam' })
    const opened = await openPlain(plain(database(hotp, steam)))
    expect(opened.entries.map(accountOf)).toMatchObject([
      { type: 'hotp', counter: 10_300, algorithm: 'SHA256', digits: 8 },
      { type: 'steam', digits: 5, period: 30 },
    ])
  })

  test('mOTP and Yandex come with their PINs', async () => {
    const motp = withInfo(
      { secret: 'VKVKVKVKVKVKU', algo: 'MD5', digits: 6, period: 10, pin: '1234' },
      { type: 'motp' },
    )
    const yandex = withInfo({ secret: 'LA2V6KMCGYMWWVEW64RNP3JA3I', pin: '7586' }, { type: 'yandex' })
    const opened = await openPlain(plain(database(motp, yandex)))
    expect(opened.entries.map(accountOf)).toMatchObject([
      { type: 'motp', secret: 'VKVKVKVKVKVKU', pin: '1234', digits: 6, period: 10 },
      { type: 'yandex', pin: '7586', digits: 8, period: 30 },
    ])
  })

  test('MD5 stands for SHA-1 except on mOTP', async () => {
    const opened = await openPlain(plain(database(withInfo({ algo: 'MD5' }))))
    expect(onlyAccount(opened)).toMatchObject({ type: 'totp', algorithm: 'SHA1' })
  })

  test('a picture is said to be left behind', async () => {
    const icon = { icon: 'PHN2Zy8+', icon_mime: 'image/svg+xml', icon_hash: '00' }
    expect(onlyAccount(await openPlain(plain(database({ ...entry, ...icon }))))).toMatchObject({ dropped: ['icon'] })
  })

  test('a secret of any length comes with its whole bytes', async () => {
    expect(onlyAccount(await openPlain(plain(database(withInfo({ secret: 'ABCDEFA' })))))).toMatchObject({
      secret: 'ABCDEFA',
    })
  })

  test('records that are no accounts are reported one by one', async () => {
    const opened = await openPlain(
      plain(
        database(
          entry,
          withInfo({ digits: 0 }),
          withInfo({ period: -15 }),
          withInfo({ algo: 'SHA384' }),
          withInfo({ secret: 'no key!' }),
          { ...entry, type: 'hmac' },
          { ...entry, type: undefined },
          { ...entry, info: null },
          { ...entry, name: 'n'.repeat(1025) },
          [],
        ),
      ),
    )
    expect(outcomesOf(opened)).toEqual([
      'account',
      'otp/invalid-digits',
      'otp/invalid-period',
      'otp/unsupported-algorithm',
      'otp/invalid-secret',
      'otp/unsupported-type',
      'otp/unsupported-type',
      'entry/malformed',
      'otp/name-too-long',
      'entry/malformed',
    ])
    expect(opened.entries[1]).toMatchObject({ label: 'GitHub: ada', text: expect.stringContaining('JBSWY3DPEHPK3PXP') })
  })

  test.each([
    ['a later version', { ...plain(database(entry)), version: 2 }, 'transfer/unsupported'],
    ['no database', plain(null), 'transfer/damaged'],
    ['a database without entries', plain({ version: 3 }), 'transfer/damaged'],
    ['a list for a database', plain([entry]), 'transfer/damaged'],
  ])('with %s it is refused', async (_what, file, code) => {
    expect(await stateOf(file)).toBe(code)
  })

  test('whatever its members are, a file is opened or refused', async () => {
    await fc.assert(
      fc.asyncProperty(mutatedJson(plain(database(entry, entry))), (file) => expectAnEnd(file)),
      { numRuns: mutationRuns },
    )
  })
})

const password = 'copper lantern'
const masterKey = new Uint8Array(32).fill(5)

/** Ciphertext and tag, which the format keeps apart. */
async function sealed(key: Uint8Array<ArrayBuffer>, nonceByte: number, bytes: Uint8Array<ArrayBuffer>) {
  const iv = new Uint8Array(12).fill(nonceByte)
  const gcm = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  const both = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, gcm, bytes))
  return { ciphertext: both.slice(0, -16), parameters: { nonce: encodeHex(iv), tag: encodeHex(both.slice(-16)) } }
}

/** A password's slot, with less work than a real one. */
async function passwordSlot(of: string | Uint8Array = password, members: object = {}) {
  const salt = new Uint8Array(32).fill(7)
  const slotKey = new Uint8Array(scryptSync(of, salt, 32, { N: 64, r: 8, p: 1 }))
  const { ciphertext, parameters } = await sealed(slotKey, 1, masterKey)
  return {
    type: 1,
    uuid: 'a8325752-c1be-458a-9b3e-5e0a8154d9ec',
    key: encodeHex(ciphertext),
    key_params: parameters,
    n: 64,
    r: 8,
    p: 1,
    salt: encodeHex(salt),
    repaired: true,
    is_backup: false,
    ...members,
  }
}

async function encrypted(slots: unknown, db: unknown = database(entry)) {
  const text = new TextEncoder().encode(typeof db === 'string' ? db : JSON.stringify(db))
  const { ciphertext, parameters } = await sealed(masterKey, 2, text)
  return { version: 1, header: { slots, params: parameters }, db: encodeBase64(ciphertext) }
}

describe('an encrypted vault', () => {
  test('it opens with its password, after a wrong one', async () => {
    const locked = await openLocked(await encrypted([await passwordSlot()]))
    expect(locked).not.toHaveProperty('memoryBytes')
    expect(await outcomeOf(() => locked.unlock('tin lantern'))).toBe('transfer/wrong-password')
    expect(onlyAccount(await locked.unlock(password))).toMatchObject({ issuer: 'GitHub', tags: ['Work', 'Home'] })
  })

  test('every slot of a password opens it; those of fingerprints are passed over', async () => {
    const backup = await passwordSlot('spare key', { is_backup: true })
    const biometric = { type: 2, uuid: 'x', key: '00', key_params: { nonce: '00', tag: '00' } }
    const locked = await openLocked(await encrypted([biometric, await passwordSlot(), backup]))
    expect(await outcomeOf(() => locked.unlock('spare key'))).toBe('success')
    expect(await outcomeOf(() => locked.unlock(password))).toBe('success')
  })

  test.each([
    ['1.1 bytes', 70, 77],
    ['2 bytes', 40, 80],
  ])(
    'an old slot opens with the zero bytes that lay behind a long password (%s a character)',
    async (_, length, padded) => {
      const long = 'x'.repeat(length)
      const buffer = new Uint8Array(padded)
      buffer.set(new TextEncoder().encode(long))
      const locked = await openLocked(await encrypted([await passwordSlot(buffer, { repaired: undefined })]))
      expect(await outcomeOf(() => locked.unlock(long))).toBe('success')
      const repaired = await openLocked(await encrypted([await passwordSlot(buffer)]))
      expect(await outcomeOf(() => repaired.unlock(long))).toBe('transfer/wrong-password')
    },
  )

  test('where the slot opens and the database does not, it is damaged', async () => {
    const file = await encrypted([await passwordSlot()])
    const locked = await openLocked({ ...file, db: encodeBase64(new Uint8Array(40)) })
    expect(await outcomeOf(() => locked.unlock(password))).toBe('transfer/damaged')
    expect(await outcomeOf(() => locked.unlock('tin lantern'))).toBe('transfer/wrong-password')
  })

  test('what was sealed must be a database', async () => {
    for (const db of ['not JSON', '[]', '{"entries":{}}']) {
      const locked = await openLocked(await encrypted([await passwordSlot()], db))
      expect(await outcomeOf(() => locked.unlock(password))).toBe('transfer/damaged')
    }
  })

  test('unlocking can be cancelled', async () => {
    const locked = await openLocked(await encrypted([await passwordSlot()]))
    expect(await outcomeOf(() => locked.unlock(password, { signal: AbortSignal.abort() }))).toBe('transfer/cancelled')
  })

  test.each([
    ['of 256 MiB', { n: 262_144 }],
    ['with large blocks', { r: 131_072 }],
    ['with many lanes', { p: 16_385 }],
    ['beyond counting', { n: 2 ** 52, r: 2 ** 52 }],
  ])('scrypt %s is refused before any work', async (_what, members) => {
    expect(await stateOf(await encrypted([await passwordSlot(password, members)]))).toBe('transfer/limits')
  })

  test('more slots than a vault has are refused', async () => {
    const slot = await passwordSlot()
    expect(await stateOf(await encrypted(Array.from({ length: 17 }, () => slot)))).toBe('transfer/limits')
  })

  test('a vault that only a fingerprint opens is bound to its telephone', async () => {
    expect(await stateOf(await encrypted([{ type: 2, key: '00' }]))).toBe('transfer/bound')
  })

  test.each([
    ['no slots', []],
    ['null for slots', null],
    ['a slot without a salt', [{ salt: undefined }]],
    ['a slot whose cost is no power of 2', [{ n: 63 }]],
    ['a slot whose cost is a text', [{ n: '64' }]],
    ['a slot whose cost is too large for its blocks', [{ n: 65_536, r: 1 }]],
    ['a slot whose key is no hexadecimal', [{ key: 'zz' }]],
    ['a slot with half a nonce', [{ key_params: { nonce: '000000000000', tag: '00'.repeat(16) } }]],
  ])('with %s it is damaged', async (_what, changes) => {
    const slot = await passwordSlot()
    const slots = changes?.map((change) => ({ ...slot, ...change })) ?? null
    expect(await stateOf(await encrypted(slots))).toBe('transfer/damaged')
  })

  test.each([
    ['no header', { header: null }],
    ['a database that is no base64', { db: '?' }],
  ])('with %s it is damaged, too', async (_what, change) => {
    expect(await stateOf({ ...(await encrypted([await passwordSlot()])), ...change })).toBe('transfer/damaged')
  })

  test('a slot that cannot be read leaves the others', async () => {
    const slot = await passwordSlot()
    const locked = await openLocked(await encrypted([{ ...slot, salt: 5.5 }, slot]))
    expect(await outcomeOf(() => locked.unlock(password))).toBe('success')
  })

  test('whatever its members are, a file is opened or refused', async () => {
    const file = await encrypted([await passwordSlot()])
    await fc.assert(
      fc.asyncProperty(mutatedJson(file), (altered) => expectAnEnd(altered, password)),
      { numRuns: mutationRuns },
    )
  })
})

const apps = exportFixtures('aegis').filter(({ name }) => !/html|uri-txt/.test(name))

describe.skipIf(apps.length === 0)('files of the app itself', () => {
  test.each(apps.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
    const [file] = fixture.files
    if (!fixture.encrypted || file === undefined) return
    const locked = await openLocked(file.bytes)
    expect(await outcomeOf(() => locked.unlock('not the password'))).toBe('transfer/wrong-password')
  })
})
