import * as fc from 'fast-check'
import { argon2id } from 'hash-wasm'
import { describe, expect, test } from 'vitest'
import { encodeBase64 } from '../../../../src/encoding/index.ts'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
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

const uri = 'otpauth://totp/ada%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=GitHub&algorithm=SHA256&digits=8&period=60'

const entry = (content: object, note: unknown = null) => ({
  id: '1ccf0766-1121-4443-8cd2-25ce991384c3',
  content: { uri, entry_type: 'Totp', name: 'ada@example.org', ...content },
  note,
})

const plain = (...entries: readonly unknown[]) => ({ version: 1, entries })

const password = 'copper lantern'
const salt = new Uint8Array(16).fill(3)

async function sealed(inner: unknown, aad = 'proton.authenticator.export.v1') {
  const work = { iterations: 2, memorySize: 19_456, parallelism: 1, hashLength: 32, outputType: 'binary' } as const
  const raw = Uint8Array.from(await argon2id({ password, salt, ...work }))
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
  const iv = new Uint8Array(12).fill(8)
  const text = new TextEncoder().encode(typeof inner === 'string' ? inner : JSON.stringify(inner))
  const additionalData = new TextEncoder().encode(aad)
  const content = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, text)
  return { version: 1, salt: encodeBase64(salt), content: encodeBase64(Buffer.concat([iv, new Uint8Array(content)])) }
}

describe('an export that is not encrypted', () => {
  test('an account comes with its note', async () => {
    const read = await openPlain(plain(entry({}, 'two\nlines')))
    expect(read.format).toBe('proton-authenticator')
    expect(onlyAccount(read)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA256',
      digits: 8,
      period: 60,
      issuer: 'GitHub',
      account: 'ada@example.org',
      note: 'two\nlines',
      dropped: [],
    })
  })

  test('the name is the account, and where there is none, the label is', async () => {
    const read = await openPlain(plain(entry({ name: ':ada' }), entry({ name: '' }), entry({ name: null })))
    expect(read.entries.map(accountOf).map(({ account }) => account)).toEqual([
      ':ada',
      'ada@example.org',
      'ada@example.org',
    ])
  })

  test('of Steam, the name is the title', async () => {
    const steam = { uri: 'steam://jbswy3dpehpk3pxp', entry_type: 'Steam' }
    const read = await openPlain(plain(entry({ ...steam, name: 'vapor' }, 'mine'), entry({ ...steam, name: '' })))
    expect(read.entries.map(accountOf)).toMatchObject([
      { type: 'steam', issuer: 'vapor', otherIssuer: 'Steam', account: '', secret: 'JBSWY3DPEHPK3PXP', note: 'mine' },
      { type: 'steam', issuer: 'Steam', account: '' },
    ])
  })

  test('records that cannot be are reported by name', async () => {
    const read = await openPlain(
      plain(
        entry({ uri: 'otpauth://totp/a?secret=0' }),
        entry({ uri: 'otpauth-migration://offline?data=AA' }),
        entry({ uri: null }),
        entry({ uri: '' }),
        { content: null },
        null,
        [],
        'x',
      ),
    )
    expect(outcomesOf(read)).toEqual([
      'otp/invalid-secret',
      'otp/migration',
      'entry/malformed',
      'otp/not-a-uri',
      'entry/malformed',
      'entry/malformed',
      'entry/malformed',
      'entry/malformed',
    ])
    expect(read.entries[0]).toMatchObject({ label: 'ada@example.org', text: expect.stringContaining('secret=0') })
  })
})

describe('an encrypted export', () => {
  test('opens with its password, after a wrong one', async () => {
    const opened = await openLocked(await sealed(plain(entry({}))))
    expect(opened).toMatchObject({ format: 'proton-authenticator' })
    expect(await outcomeOf(() => opened.unlock('tin lantern'))).toBe('transfer/wrong-password')
    expect(onlyAccount(await opened.unlock(password))).toMatchObject({ issuer: 'GitHub', digits: 8 })
  })

  test('of another purpose does not open', async () => {
    const opened = await openLocked(await sealed(plain(entry({})), 'proton.pass'))
    expect(await outcomeOf(() => opened.unlock(password))).toBe('transfer/wrong-password')
  })

  test.each(['{', '[]', '{}', '{"entries":{}}', '5'])('that holds %s is damaged', async (inner) => {
    const opened = await openLocked(await sealed(inner))
    expect(await outcomeOf(() => opened.unlock(password))).toBe('transfer/damaged')
  })

  test.each([
    ['transfer/unsupported', { version: 2 }],
    ['transfer/unsupported', { version: '1' }],
    ['transfer/damaged', { salt: 'AAAA' }],
    ['transfer/damaged', { salt: '*' }],
    ['transfer/damaged', { content: 'AAAA' }],
    ['transfer/damaged', { content: '*' }],
  ])('is refused with %s before a password is asked for: %j', async (code, members) => {
    expect(await stateOf({ ...(await sealed('{}')), ...members })).toBe(code)
  })

  test('stops between its steps when it is told to', async () => {
    const opened = await openLocked(await sealed(plain(entry({}))))
    const signal = AbortSignal.abort()
    expect(await outcomeOf(() => opened.unlock(password, { signal }))).toBe('transfer/cancelled')
  })
})

test('a file that is changed anywhere comes to an end', async () => {
  const steam = entry({ uri: 'steam://jbswy3dpehpk3pxp', entry_type: 'Steam', name: 'vapor' })
  await fc.assert(
    fc.asyncProperty(mutatedJson(plain(entry({}, 'note'), steam)), (changed) => expectAnEnd(changed)),
    { numRuns: mutationRuns },
  )
  const file = await sealed(plain(entry({})))
  await fc.assert(
    fc.asyncProperty(mutatedBytes(new TextEncoder().encode(JSON.stringify(file))), (bytes) =>
      expectAnEnd(bytes, password),
    ),
    { numRuns: Math.ceil(mutationRuns / 10) },
  )
})

const files = exportFixtures('proton-authenticator')

describe.skipIf(files.length === 0)('files of the app itself', () => {
  test.each(files.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    const opened = await openFixture(fixture)
    expectAccounts(fixture, opened)
    expect(opened.format).toBe('proton-authenticator')
    if (!fixture.encrypted) return
    expect(await outcomeOf(() => openFixture({ ...fixture, passphrase: 'wrong' }))).toBe('transfer/wrong-password')
  })
})
