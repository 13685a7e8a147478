import { createCipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto'
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
  openedAt,
  openFile,
  openLocked,
  openPlain,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const item = {
  id: 'fa2eb72a-bb2f-4e12-b19f-30db26132868',
  organizationId: null,
  folderId: 'f1',
  type: 1,
  name: 'GitHub',
  notes: 'recovery: 1234',
  favorite: true,
  creationDate: '2026-03-30T10:26:04.380Z',
  revisionDate: '2026-03-30T13:20:44.594Z',
  login: {
    uris: [{ match: null, uri: 'https://github.example' }],
    username: 'ada',
    password: 'hunter2',
    totp: 'otpauth://totp/Forge:ada%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=Forge&digits=8',
  },
  collectionIds: null,
}

const plain = (...items: readonly unknown[]) => ({
  encrypted: false,
  folders: [{ id: 'f1', name: 'Work/Code' }],
  items,
})

const withCode = (totp: unknown, members: object = {}) => ({ ...item, ...members, login: { ...item.login, totp } })

describe('JSON that is not encrypted', () => {
  test('an account comes with all that can be kept, and says what cannot', async () => {
    const read = await openPlain(plain(item))
    expect(read).toMatchObject({ format: 'bitwarden', skipped: 0, remarks: ['codes-only'] })
    expect(onlyAccount(read)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 8,
      period: 30,
      issuer: 'Forge',
      otherIssuer: 'GitHub',
      account: 'ada@example.org',
      note: 'recovery: 1234',
      tags: ['Work/Code'],
      pinned: true,
      createdAt: Date.UTC(2026, 2, 30, 10, 26, 4, 380),
      updatedAt: Date.UTC(2026, 2, 30, 13, 20, 44, 594),
      dropped: ['password', 'website'],
    })
  })

  test('a bare secret and a Steam secret have the title and the user name', async () => {
    const read = await openPlain(plain(withCode('jbsw y3dp ehpk 3pxp'), withCode('steam://JBSWY3DPEHPK3PXP')))
    expect(read.entries.map(accountOf)).toMatchObject([
      { type: 'totp', secret: 'JBSWY3DPEHPK3PXP', issuer: 'GitHub', account: 'ada' },
      { type: 'steam', secret: 'JBSWY3DPEHPK3PXP', issuer: 'GitHub', otherIssuer: 'Steam', account: 'ada' },
    ])
  })

  test('of an organisation, collections are tags', async () => {
    const read = await openPlain({
      encrypted: false,
      collections: [
        { id: 'c1', name: 'Servers' },
        { id: 'c2', name: 'Mail' },
      ],
      items: [{ ...item, folderId: null, collectionIds: ['c2', 'c1', null, 'gone'] }],
    })
    expect(onlyAccount(read).tags).toEqual(['Mail', 'Servers'])
  })

  test('items without a code are counted', async () => {
    const card = { ...item, type: 3, login: undefined, card: { number: '4024' } }
    expect(await openPlain(plain(card, withCode(null), withCode(''), item))).toMatchObject({
      entries: [{ outcome: 'account' }],
      skipped: 3,
    })
  })

  test('what lies in the bin comes as deleted', async () => {
    const read = await openPlain(plain({ ...item, deletedDate: '2026-04-01T00:00:00Z' }))
    expect(onlyAccount(read).deletedAt).toBe(openedAt)
  })

  test('other fields, passkeys and old passwords are said to be left behind', async () => {
    const others = [
      { ...item, fields: [{ name: 'a', value: 'b' }] },
      { ...item, passwordHistory: [{ password: 'old' }] },
      { ...item, login: { ...item.login, fido2Credentials: [{}], password: '', uris: [] } },
    ]
    const { entries } = await openPlain(plain(...others))
    expect(entries.map(accountOf).map(({ dropped }) => dropped)).toEqual([
      ['password', 'website', 'other-fields'],
      ['password', 'website', 'other-fields'],
      ['other-fields'],
    ])
  })

  test('a code that is none is reported by its title', async () => {
    const read = await openPlain(
      plain(withCode('otpauth://totp/a?secret=0'), withCode('https://a.example'), withCode('1')),
    )
    expect(outcomesOf(read)).toEqual(['otp/invalid-secret', 'otp/unsupported-scheme', 'otp/invalid-secret'])
    expect(read.entries[0]).toMatchObject({ label: 'GitHub', text: expect.stringContaining('secret=0') })
  })

  test('old files that do not say that they are not encrypted are known by their logins', async () => {
    expect(await openFile({ folders: [], items: [item] })).toMatchObject({ state: 'open', format: 'bitwarden' })
  })

  test('names like members of every object are names', async () => {
    const text =
      '{"encrypted":false,"folders":[{"id":"__proto__","name":"x"}],"items":[{"folderId":"__proto__","__proto__":{"name":"y"},"login":{"totp":"AAAA"}}]}'
    expect(onlyAccount(await openPlain(text))).toMatchObject({ issuer: '', tags: ['x'] })
    expect(await stateOf({ encrypted: false, folders: [], items: {} })).toBe('transfer/damaged')
  })
})

describe('the table', () => {
  const header = 'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp'

  test('an account comes with all that can be kept, and says what cannot', async () => {
    const row = 'Work,1,login,GitHub,"one\ntwo, ""three""",a: b,0,https://a.example,ada,hunter2,jbswy3dpehpk3pxp'
    const read = await openPlain(`${header}\r\n${row}\r\n\r\n,,note,Card,x,,0,,,,\r\n`)
    expect(read).toMatchObject({ format: 'bitwarden', skipped: 1, remarks: ['codes-only'] })
    expect(onlyAccount(read)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: 'GitHub',
      account: 'ada',
      note: 'one\ntwo, "three"',
      tags: ['Work'],
      pinned: true,
      dropped: ['password', 'website', 'other-fields'],
    })
  })

  test('of an organisation, collections are tags', async () => {
    const read = await openPlain(
      'collections,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n' +
        '"Servers,Mail",login,GitHub,,,0,,,,otpauth://totp/?secret=AAAA',
    )
    expect(onlyAccount(read)).toMatchObject({ issuer: 'GitHub', tags: ['Servers', 'Mail'], dropped: [] })
  })

  test('a code that is none is reported with its row', async () => {
    const read = await openPlain(`${header}\n,,login,"Git, Hub",,,0,,,,89`)
    expect(read.entries).toMatchObject([
      { outcome: 'unreadable', label: 'Git, Hub', code: 'otp/invalid-secret', text: ',,login,"Git, Hub",,,0,,,,89' },
    ])
  })
})

const password = 'copper lantern'
const salt = 'qQAdNzVGDjmIWIz3CLkMOg=='

function stretch(key: Uint8Array, info: string): Buffer {
  return createHmac('sha256', key).update(info).update(Uint8Array.of(1)).digest()
}

/** `2.iv|ciphertext|mac` by its description. */
function encString(masterKey: Uint8Array, text: string): string {
  const iv = Buffer.alloc(16, 4)
  const cipher = createCipheriv('aes-256-cbc', stretch(masterKey, 'enc'), iv)
  const ciphertext = Buffer.concat([cipher.update(text), cipher.final()])
  const mac = createHmac('sha256', stretch(masterKey, 'mac')).update(iv).update(ciphertext).digest()
  return `2.${[iv, ciphertext, mac].map((bytes) => encodeBase64(bytes)).join('|')}`
}

function sealedWith(masterKey: Uint8Array, kdf: object, inner: unknown) {
  return {
    encrypted: true,
    passwordProtected: true,
    salt,
    ...kdf,
    encKeyValidation_DO_NOT_EDIT: encString(masterKey, 'd3b07384-d9a0-4e9b-8c5d-000000000000'),
    data: encString(masterKey, typeof inner === 'string' ? inner : JSON.stringify(inner)),
  }
}

function sealed(inner: unknown = plain(item)) {
  const key = pbkdf2Sync(password, salt, 1000, 32, 'sha256')
  return sealedWith(key, { kdfType: 0, kdfIterations: 1000 }, inner)
}

async function sealedByArgon2() {
  const hash = createHash('sha256').update(salt).digest()
  const work = { iterations: 2, memorySize: 1024, parallelism: 3, hashLength: 32, outputType: 'binary' } as const
  const key = await argon2id({ password, salt: hash, ...work })
  return sealedWith(key, { kdfType: 1, kdfIterations: 2, kdfMemory: 1, kdfParallelism: 3 }, plain(item))
}

describe('JSON under a password', () => {
  test.each([
    ['PBKDF2', () => Promise.resolve(sealed())],
    ['Argon2id', sealedByArgon2],
  ])('opens by %s, after a wrong password', async (_name, write) => {
    const opened = await openLocked(await write())
    expect(opened).toMatchObject({ format: 'bitwarden' })
    expect(opened).not.toHaveProperty('memoryBytes')
    expect(await outcomeOf(() => opened.unlock('tin lantern'))).toBe('transfer/wrong-password')
    const read = await opened.unlock(password)
    expect(onlyAccount(read)).toMatchObject({ issuer: 'Forge', digits: 8, tags: ['Work/Code'] })
    expect(read.remarks).toEqual(['codes-only'])
  })

  test('damaged data is told from a wrong password by the validation value', async () => {
    const file = sealed()
    const [iv, ciphertext = '', mac] = file.data.split('|')
    const altered = { ...file, data: [iv, `${ciphertext.slice(0, -24)}${'A'.repeat(22)}==`, mac].join('|') }
    expect(await outcomeOf(async () => (await openLocked(altered)).unlock(password))).toBe('transfer/damaged')
    expect(await outcomeOf(async () => (await openLocked(altered)).unlock('wrong'))).toBe('transfer/wrong-password')
  })

  test('without a sound validation value the data is enough', async () => {
    const file = sealed()
    const other = encString(new Uint8Array(32), 'x')
    for (const validation of [undefined, other]) {
      const opened = await openLocked({ ...file, encKeyValidation_DO_NOT_EDIT: validation })
      expect(await outcomeOf(() => opened.unlock('wrong'))).toBe('transfer/wrong-password')
      expect(outcomesOf(await opened.unlock(password))).toEqual(['account'])
    }
  })

  test.each(['{', '[]', '"x"', '{}', '{"items":5}'])('that holds %s is damaged', async (inner) => {
    const opened = await openLocked(sealed(inner))
    expect(await outcomeOf(() => opened.unlock(password))).toBe('transfer/damaged')
  })

  test('under the key of an account is named, and no password is asked for', async () => {
    const bound = {
      encrypted: true,
      encKeyValidation_DO_NOT_EDIT: '2.a|b|c',
      folders: [],
      items: [{ name: '2.a|b|c' }],
    }
    expect(await openFile(bound)).toMatchObject({ state: 'refused', format: 'bitwarden', code: 'transfer/bound' })
  })

  test.each([
    ['transfer/limits', { kdfIterations: 2_000_001 }],
    ['transfer/limits', { kdfType: 1, kdfIterations: 11, kdfMemory: 64, kdfParallelism: 4 }],
    ['transfer/limits', { kdfType: 1, kdfIterations: 3, kdfMemory: 1025, kdfParallelism: 4 }],
    ['transfer/limits', { kdfType: 1, kdfIterations: 3, kdfMemory: 64, kdfParallelism: 17 }],
    ['transfer/unsupported', { kdfType: 2 }],
    ['transfer/unsupported', { kdfType: '0' }],
    ['transfer/damaged', { kdfIterations: 0 }],
    ['transfer/damaged', { kdfIterations: '600000' }],
    ['transfer/damaged', { kdfIterations: 1.5 }],
    ['transfer/damaged', { kdfType: 1, kdfMemory: null }],
    ['transfer/damaged', { salt: 5 }],
    ['transfer/damaged', { data: null }],
    ['transfer/damaged', { data: '0.AAAA|AAAA|AAAA' }],
    ['transfer/damaged', { data: '2.AAAA|AAAA|AAAA' }],
    ['transfer/damaged', { data: '2.*|*|*' }],
    ['transfer/damaged', { data: `${sealed().data}|AAAA` }],
    ['transfer/damaged', { encKeyValidation_DO_NOT_EDIT: 'x' }],
  ])('is %s before a password is asked for with %j', async (code, members) => {
    expect(await stateOf({ ...sealed(), ...members })).toBe(code)
  })

  test('the memory it takes is said where it is much', async () => {
    const kdf = { kdfType: 1, kdfIterations: 3, kdfParallelism: 4 }
    expect(await openLocked({ ...sealed(), ...kdf, kdfMemory: 1024 })).toMatchObject({ memoryBytes: 2 ** 30 })
    expect(await openLocked({ ...sealed(), ...kdf, kdfMemory: 128 })).not.toHaveProperty('memoryBytes')
  })

  test('stops between its steps when it is told to', async () => {
    const opened = await openLocked(sealed())
    expect(await outcomeOf(() => opened.unlock(password, { signal: AbortSignal.abort() }))).toBe('transfer/cancelled')
  })
})

test('a file that is changed anywhere comes to an end', async () => {
  const many = { numRuns: mutationRuns }
  await fc.assert(
    fc.asyncProperty(mutatedJson(plain(item, withCode('AAAA'))), (changed) => expectAnEnd(changed)),
    many,
  )
  await fc.assert(
    fc.asyncProperty(mutatedJson(sealed()), (changed) => expectAnEnd(changed, password)),
    many,
  )
  await fc.assert(
    fc.asyncProperty(mutatedBytes(new TextEncoder().encode(JSON.stringify(sealed()))), (bytes) =>
      expectAnEnd(bytes, password),
    ),
    many,
  )
})

const files = exportFixtures('bitwarden')

describe.skipIf(files.length === 0)('files of the app itself', () => {
  test.each(files.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    if (fixture.rejected) {
      expect(await openFixture(fixture)).toMatchObject({ state: 'refused', code: 'transfer/bound' })
      return
    }
    const opened = await openFixture(fixture)
    expectAccounts(fixture, opened)
    expect(opened.format).toBe('bitwarden')
    if (!fixture.encrypted) return
    expect(await outcomeOf(() => openFixture({ ...fixture, passphrase: 'wrong' }))).toBe('transfer/wrong-password')
  })
})
