import { pbkdf2Sync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeBase64 } from '../../../../src/encoding/index.ts'
import { exportFixtures, expectAccounts, openFixture } from '../../../support/fixtures.ts'
import {
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

const service = {
  name: 'GitHub',
  secret: 'JBSWY3DPEHPK3PXP',
  updatedAt: 1_702_934_732_299,
  serviceTypeID: '3ec08d85-d803-4b6a-a2f4-f5d24c9bba67',
  otp: {
    link: 'otpauth://totp/GitHub:ada?secret=JBSWY3DPEHPK3PXP',
    label: 'ada',
    account: 'ada',
    issuer: 'GitHub',
    digits: 8,
    period: 60,
    algorithm: 'SHA256',
    tokenType: 'TOTP',
    source: 'Link',
  },
  order: { position: 7 },
  badge: { color: 'Default' },
  icon: { selected: 'IconCollection', iconCollection: { id: 'fff32440-f5be-4b9c-b471-f37d421f10c3' } },
  groupId: 'bf659268-d707-4f62-a0f0-67bbf5432b6a',
}

const groups = [{ id: 'BF659268-D707-4F62-A0F0-67BBF5432B6A', name: 'Work', isExpanded: true }]

const backup = (services: readonly unknown[], schemaVersion = 4) => ({
  services,
  groups,
  updatedAt: 1_702_934_732_299,
  schemaVersion,
  appOrigin: 'android',
})

const withOtp = (members: object) => ({ ...service, otp: { ...service.otp, ...members } })

const password = 'copper lantern'
const salt = new Uint8Array(256).fill(9)

async function sealed(text: string, nonceByte: number): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    new Uint8Array(pbkdf2Sync(password, salt, 10_000, 32, 'sha256')),
    'AES-GCM',
    false,
    ['encrypt'],
  )
  const iv = new Uint8Array(12).fill(nonceByte)
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text))
  return [new Uint8Array(ciphertext), salt, iv].map(encodeBase64).join(':')
}

async function sealedBackup(services: unknown, schemaVersion?: number) {
  return {
    ...backup([], schemaVersion),
    servicesEncrypted: await sealed(JSON.stringify(services), 1),
    reference: await sealed('r'.repeat(256), 2),
  }
}

describe('a backup that is not encrypted', () => {
  test('an account comes with all that can be kept', async () => {
    const opened = await openPlain(backup([service]))
    expect(opened.format).toBe('2fas')
    expect(opened).not.toHaveProperty('remarks')
    expect(onlyAccount(opened)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA256',
      digits: 8,
      period: 60,
      issuer: 'GitHub',
      account: 'ada',
      tags: ['Work'],
      order: 7,
      updatedAt: 1_702_934_732_299,
      dropped: [],
    })
  })

  test('counters and Steam come by their type', async () => {
    expect(onlyAccount(await openPlain(backup([withOtp({ tokenType: 'HOTP', counter: 50 })])))).toMatchObject({
      type: 'hotp',
      counter: 50,
    })
    expect(onlyAccount(await openPlain(backup([withOtp({ tokenType: 'STEAM', digits: 5 })])))).toMatchObject({
      type: 'steam',
      digits: 5,
    })
  })

  test('the edited name is the issuer, and what the QR code said is the other one', async () => {
    const account = onlyAccount(await openPlain(backup([{ ...service, name: 'My forge' }])))
    expect(account).toMatchObject({ issuer: 'My forge', otherIssuer: 'GitHub', account: 'ada' })
    expect(onlyAccount(await openPlain(backup([{ ...service, name: '' }])))).toMatchObject({ issuer: 'GitHub' })
  })

  test('without an account, the label without its prefix stands for it', async () => {
    const named = { ...withOtp({ account: undefined, label: 'GitHub:ada' }), name: 'My forge' }
    expect(onlyAccount(await openPlain(backup([named])))).toMatchObject({ issuer: 'My forge', account: 'ada' })
    const empty = withOtp({ account: '', label: 'GitHub' })
    expect(onlyAccount(await openPlain(backup([empty])))).toMatchObject({ issuer: 'GitHub', account: '' })
  })

  test('letters for a picture and a colour are said to be left behind', async () => {
    const icon = { selected: 'Label', label: { text: 'GH', backgroundColor: 'Pink' } }
    const account = onlyAccount(await openPlain(backup([{ ...service, icon, badge: { color: 'Pink' } }])))
    expect(account.dropped).toEqual(['icon', 'colour'])
  })

  test('members that are missing or null have their defaults', async () => {
    const bare = { name: 'GitHub', secret: 'JBSWY3DPEHPK3PXP', otp: { digits: null, algorithm: null, tokenType: null } }
    const defaults = {
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: 'GitHub',
      account: '',
      dropped: [],
    }
    expect(onlyAccount(await openPlain(backup([bare])))).toEqual(defaults)
    expect(onlyAccount(await openPlain(backup([{ ...bare, otp: undefined, groupId: 'gone' }])))).toEqual(defaults)
  })

  test.each([1, 2])('schema %d cannot say which accounts use counters', async (schema) => {
    const { tokenType: _tokenType, ...otp } = service.otp
    const opened = await openPlain(backup([{ ...service, otp }], schema))
    expect(opened.remarks).toEqual(['counters-unknown'])
    expect(onlyAccount(opened)).toMatchObject({ type: 'totp' })
    expect(await openPlain(backup([], schema))).not.toHaveProperty('remarks')
  })

  test('Steam without a type is known by its name and five digits, or none', async () => {
    const steam = (digits: unknown) => ({ ...service, name: 'Steam', otp: { account: 'ada', digits } })
    const opened = await openPlain(backup([steam(undefined), steam(5), steam(6)], 1))
    expect(opened.entries).toMatchObject([
      { account: { type: 'steam' } },
      { account: { type: 'steam' } },
      { account: { type: 'totp' } },
    ])
  })

  test('records that are no accounts are reported one by one', async () => {
    const opened = await openPlain(
      backup([service, withOtp({ algorithm: 'SHA384' }), withOtp({ tokenType: 'PUSH' }), { name: 'Bare' }, 'text']),
    )
    expect(outcomesOf(opened)).toEqual([
      'account',
      'otp/unsupported-algorithm',
      'otp/unsupported-type',
      'otp/missing-secret',
      'entry/malformed',
    ])
    expect(opened.entries[3]).toMatchObject({ label: 'Bare', text: '{"name":"Bare"}' })
  })

  test('a backup without its list is damaged', async () => {
    expect(await stateOf({ ...backup([]), services: 'none' })).toBe('transfer/damaged')
  })

  test('whatever its members are, a file is opened or refused', async () => {
    await fc.assert(
      fc.asyncProperty(mutatedJson(backup([service, service])), (file) => expectAnEnd(file)),
      { numRuns: mutationRuns },
    )
  })
})

describe('an encrypted backup', () => {
  test('it opens with its password, after a wrong one', async () => {
    const locked = await openLocked(await sealedBackup([service]))
    expect(await outcomeOf(() => locked.unlock('tin lantern'))).toBe('transfer/wrong-password')
    expect(onlyAccount(await locked.unlock(password))).toMatchObject({ issuer: 'GitHub', tags: ['Work'] })
  })

  test('what an old schema cannot say is said after it opened', async () => {
    const locked = await openLocked(await sealedBackup([service], 2))
    expect(await locked.unlock(password)).toMatchObject({ remarks: ['counters-unknown'] })
  })

  test('with the right password, altered accounts are told from a wrong one', async () => {
    const file = await sealedBackup([service])
    const other = (await sealed('[]', 3)).split(':')[0]
    const altered = { ...file, servicesEncrypted: file.servicesEncrypted.replace(/^[^:]+/, other ?? '') }
    const locked = await openLocked(altered)
    expect(await outcomeOf(() => locked.unlock(password))).toBe('transfer/damaged')
    expect(await outcomeOf(() => locked.unlock('tin lantern'))).toBe('transfer/wrong-password')
    const alone = await openLocked({ ...altered, reference: undefined })
    expect(await outcomeOf(() => alone.unlock(password))).toBe('transfer/wrong-password')
  })

  test.each([
    ['two parts', 'AAAA:AAAA'],
    ['a fourth part', 'AAAA:AAAA:AAAA:AAAA'],
    ['no base64', '?:?:?'],
    ['a nonce of another length', `${'A'.repeat(64)}:AAAA:AAAA`],
    ['no salt', `${'A'.repeat(64)}::AAAAAAAAAAAAAAAA`],
    ['less than a tag', 'AAAA:AAAA:AAAAAAAAAAAAAAAA'],
  ])('with %s it is damaged before a password is asked for', async (_what, servicesEncrypted) => {
    expect(await stateOf({ ...backup([]), servicesEncrypted })).toBe('transfer/damaged')
  })

  test('what was sealed must be a list of accounts', async () => {
    const locked = await openLocked(await sealedBackup({ services: [] }))
    expect(await outcomeOf(() => locked.unlock(password))).toBe('transfer/damaged')
  })

  test('unlocking can be cancelled', async () => {
    const locked = await openLocked(await sealedBackup([service]))
    expect(await outcomeOf(() => locked.unlock(password, { signal: AbortSignal.abort() }))).toBe('transfer/cancelled')
  })

  test('whatever its members are, a file is opened or refused', async () => {
    const file = await sealedBackup([service])
    const hostileServices = mutatedJson([service])
    await fc.assert(
      fc.asyncProperty(mutatedJson(file), (altered) => expectAnEnd(altered, password)),
      { numRuns: mutationRuns / 5 },
    )
    await fc.assert(
      fc.asyncProperty(hostileServices, async (services) => expectAnEnd(await sealedBackup(services), password)),
      { numRuns: mutationRuns / 5 },
    )
  })
})

const fixtures = exportFixtures('2fas')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
    const [file] = fixture.files
    if (!fixture.encrypted || file === undefined) return
    const locked = await openLocked(file.bytes)
    expect(await outcomeOf(() => locked.unlock('not the password'))).toBe('transfer/wrong-password')
  })
})
