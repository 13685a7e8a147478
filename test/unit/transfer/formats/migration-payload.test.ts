import { describe, expect, test } from 'vitest'
import { encodeBase64 } from '../../../../src/encoding/index.ts'
import {
  isMigrationLink,
  migrationBytes,
  readMigrationPayload,
} from '../../../../src/transfer/formats/migration-payload.ts'
import {
  message,
  migrationAccount,
  migrationLink,
  migrationPayload,
  migrationSecret,
} from '../../../support/migration-links.ts'
import { outcomeOf } from '../../../support/outcome.ts'

describe('the link', () => {
  // Bytes whose base64 has both of its special characters, and padding.
  const bytes = Uint8Array.of(0xfb, 0xef, 0xff, 0xfe)
  const base64 = '++///g=='

  test('is known by its scheme, in any case', () => {
    expect(isMigrationLink(' OTPAUTH-MIGRATION://OFFLINE?DATA=AA')).toBe(true)
    expect(isMigrationLink('otpauth://totp/a?secret=AA')).toBe(false)
  })

  test.each([
    ['percent-encoded', 'otpauth-migration://offline?data=%2B%2B%2F%2F%2Fg%3D%3D'],
    ['percent-encoded twice', 'otpauth-migration://offline?data=%252B%252B%252F%252F%252Fg%253D%253D'],
    ['raw', `otpauth-migration://offline?data=${base64}`],
    ['with spaces for plus signs', 'otpauth-migration://offline?data=  ///g=='],
    ['URL-safe and without padding', 'otpauth-migration://offline?data=--___g'],
    ['in capitals, with white space around it', ' OTPAUTH-MIGRATION://OFFLINE?DATA=++///g==\n'],
    ['behind other parameters, copied out of HTML', `otpauth-migration://offline?a=1&amp;data=${base64}&b=2`],
  ])('gives its bytes %s', (_form, link) => {
    expect(encodeBase64(bytes)).toBe(base64)
    expect(migrationBytes(link)).toEqual(bytes)
  })

  test.each([
    ['transfer/damaged', 'otpauth-migration://offline'],
    ['transfer/damaged', 'otpauth-migration://offline?date=AAAA'],
    ['transfer/damaged', 'otpauth-migration://offline?data=AA*A'],
    ['transfer/too-large', `otpauth-migration://offline?data=${'A'.repeat(65_536)}`],
  ])('is refused with %s: %.50s', async (code, link) => {
    expect(await outcomeOf(() => migrationBytes(link))).toBe(code)
  })
})

describe('the payload', () => {
  test('has accounts and says which part of how many it is', () => {
    const account = message([
      [1, migrationSecret],
      [2, 'GitHub:ada'],
      [3, 'GitHub'],
      [4, 2],
      [5, 2],
      [6, 1],
      [7, 2n ** 33n],
      [8, 'unique id'],
    ])
    expect(readMigrationPayload(migrationPayload([account], { size: 3, index: 2, id: -5 }))).toEqual({
      accounts: [
        {
          secret: migrationSecret,
          name: 'GitHub:ada',
          issuer: 'GitHub',
          algorithm: 2,
          digits: 2,
          type: 1,
          counter: 2 ** 33,
        },
      ],
      size: 3,
      index: 2,
      batchId: -5,
    })
  })

  test('what is left out is zero or empty, and what is not known is passed over', () => {
    const payload = message([
      [1, message([[77, 'x']])],
      [2, 2],
      [3, 1],
      [6, 'x'],
      [7, 1],
    ])
    expect(readMigrationPayload(payload)).toEqual({
      accounts: [{ secret: new Uint8Array(), name: '', issuer: '', algorithm: 0, digits: 0, type: 0, counter: 0 }],
      size: 1,
      index: 0,
      batchId: 0,
    })
  })

  test('the secret is a copy', () => {
    const payload = migrationPayload([migrationAccount('ada')])
    const [account] = readMigrationPayload(payload).accounts
    payload.fill(0)
    expect(account?.secret).toEqual(migrationSecret)
  })

  test('a broken character in a name does not cost the account', () => {
    const account = message([
      [1, migrationSecret],
      [2, Uint8Array.of(0x61, 0xff)],
    ])
    expect(readMigrationPayload(migrationPayload([account])).accounts[0]?.name).toBe('a\ufffd')
  })

  test('wherever it is cut off, before its batch is known to be whole, it is refused', async () => {
    const payload = migrationPayload([migrationAccount('ada', 'GitHub'), migrationAccount('bob')], {
      size: 2,
      index: 1,
    })
    // Behind the size, only the place and the id are missing: the batch is known not to be whole.
    const known = payload.length - 4
    for (let end = 0; end < known; end++) {
      expect(await outcomeOf(() => readMigrationPayload(payload.subarray(0, end))), `${end} bytes`).toBe(
        'transfer/damaged',
      )
    }
    expect(readMigrationPayload(payload).accounts).toHaveLength(2)
  })

  test.each([
    [
      'an account is a number',
      message([
        [1, 5],
        [2, 1],
        [3, 1],
      ]),
    ],
    [
      'the size is a text',
      message([
        [2, 1],
        [3, 'x'],
      ]),
    ],
    ['a secret is a number', migrationPayload([message([[1, 5]])])],
    ['a name is a number', migrationPayload([message([[2, 5]])])],
    ['a counter is bytes', migrationPayload([message([[7, 'x']])])],
    ['an account is cut off', migrationPayload([Uint8Array.of(0x0a, 9)])],
    ['there is no version', message([[3, 1]])],
    ['there is no size', message([[2, 1]])],
    ['the size is negative', migrationPayload([], { size: -1 })],
    ['the size is enormous', migrationPayload([], { size: 2 ** 31 - 1 })],
    ['the place is negative', migrationPayload([], { index: -1 })],
    ['the place is beyond the size', migrationPayload([], { size: 2, index: 2 })],
    ['nothing is there', new Uint8Array()],
  ])('is refused when %s', async (_case, payload) => {
    expect(await outcomeOf(() => readMigrationPayload(payload))).toBe('transfer/damaged')
  })

  test('a link gives back what was written', () => {
    const payload = migrationPayload([migrationAccount('ada', 'GitHub')])
    expect(migrationBytes(migrationLink(payload))).toEqual(payload)
  })
})
