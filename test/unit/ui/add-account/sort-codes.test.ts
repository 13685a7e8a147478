import { describe, expect, it } from 'vitest'
import { codesOf, together } from '../../../../src/ui/screens/add-account/found-codes.ts'
import { foundCodes, sortCodes } from '../../../../src/ui/screens/add-account/sort-codes.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const steam = 'steam://JBSWY3DPEHPK3PXP'
const key = 'MFRGGZDFMZTWQ2LK'

describe('sorting what was seen', () => {
  it('takes links of accounts and of transfers, each once', () => {
    const transfer = 'otpauth-migration://offline?data=CjE'
    expect(sortCodes([github, transfer, github])).toEqual({ accounts: [github, transfer], others: [] })
  })

  it('names every other kind once', () => {
    const texts = ['https://example.org', 'WIFI:S:net;;', 'https://example.com', 'hello', 'FIDO:/123']
    expect(sortCodes(texts)).toEqual({ accounts: [], others: ['web-address', 'wifi', 'text', 'passkey'] })
  })

  it('takes a bare key only where there is no link beside it', () => {
    expect(sortCodes([key, 'hello'])).toEqual({ accounts: [key], others: ['text'] })
    expect(sortCodes([key, github])).toEqual({ accounts: [github], others: ['secret'] })
  })

  it('says what else was there, and nothing where there is no account', () => {
    expect(foundCodes(['https://example.org'])).toBeUndefined()
    expect(foundCodes([github, 'https://example.org'], ['b.png was damaged.'])).toEqual({
      accounts: [github],
      remarks: ['Another code holds a web address, no account. It was not opened.', 'b.png was damaged.'],
    })
  })
})

describe('lots that come one after the other', () => {
  const text = { from: 'text', text: `${github}\n${steam}` } as const
  const codes = { from: 'codes', accounts: [steam, 'motp://x'], remarks: ['one'] } as const

  it('are one lot, in their order, each code once', () => {
    expect(together(undefined, codes)).toBe(codes)
    expect(together(text, { from: 'text', text: 'motp://x' })).toEqual({
      from: 'text',
      text: `${github}\n${steam}\nmotp://x`,
    })
    expect(together(text, codes)).toEqual({
      from: 'codes',
      accounts: [github, steam, 'motp://x'],
      remarks: ['one'],
    })
  })

  it('are texts of codes whatever they came as', () => {
    expect(codesOf(text).accounts).toEqual([github, steam])
    expect(codesOf(codes)).toBe(codes)
  })
})
