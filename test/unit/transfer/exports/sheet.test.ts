import { describe, expect, it } from 'vitest'
import { formatOtpauthUri } from '../../../../src/otp/index.ts'
import { sheetOf } from '../../../../src/transfer/index.ts'
import { hotpDraft, totpDraft } from '../../../support/drafts.ts'

describe('sheetOf', () => {
  it('has a row for each account, with its secret in groups of four', () => {
    const account = { ...totpDraft(), id: 'AAAAAAAAAAAAAAAAAAAAAA' }
    expect(sheetOf([account]).rows).toEqual([
      {
        reference: 'AAAAAAAAAAAAAAAAAAAAAA',
        type: 'totp',
        issuer: 'GitHub',
        account: 'ada@example.org',
        uri: formatOtpauthUri(account),
        secret: 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ',
        algorithm: 'SHA1',
        digits: 6,
        period: 30,
      },
    ])
  })

  it('has a counter in place of a period', () => {
    const [row] = sheetOf([hotpDraft({ counter: 7 })]).rows
    expect(row).toMatchObject({ counter: 7 })
    expect(row).not.toHaveProperty('period')
  })

  it('writes the last group as short as it is, and mOTP as its apps take it', () => {
    const secret = Uint8Array.of(0xe3, 0x15, 0x2a, 0xfe, 0x62)
    expect(sheetOf([totpDraft({ secret: secret.subarray(0, 3) })]).rows[0]?.secret).toBe('4MKS U')
    expect(sheetOf([totpDraft({ type: 'motp', secret })]).rows[0]?.secret).toBe('e315 2afe 62')
  })

  it('leaves out the bin, and says what does not fit on paper', () => {
    const { rows, omitted, reduced, included } = sheetOf([
      totpDraft({ deletedAt: 1 }),
      totpDraft({ issuer: 'Second', note: 'n' }),
    ])
    expect(rows.map(({ reference, issuer }) => [reference, issuer])).toEqual([[1, 'Second']])
    expect(included).toBe(1)
    expect(omitted).toEqual([{ account: 0, reason: 'in-bin' }])
    expect(reduced).toEqual([{ account: 1, lost: ['note'] }])
  })
})
