import { describe, expect, it } from 'vitest'
import { isLink, isTransferLink, recognise } from '../../../../src/ui/screens/add-account/pasted-links.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const steam = 'steam://JBSWY3DPEHPK3PXP'

describe('telling links from other text', () => {
  it.each([
    github,
    steam,
    'OTPAUTH://TOTP/x?SECRET=AA',
    'apple-otpauth://totp/x',
    'motp://x',
    '  otpauth-migration://offline',
  ])('takes %j for a link', (text) => expect(isLink(text)).toBe(true))

  it.each(['', 'GitHub', 'https://example.com', 'javascript:alert(1)', 'otpauth', 'steamy: hot', 'see otpauth://x'])(
    'takes %j for none',
    (text) => expect(isLink(text)).toBe(false),
  )
})

describe('recognising a text that came along', () => {
  it('opens one link', () => {
    expect(recognise(github)).toMatchObject({ what: 'link', link: { issuer: 'GitHub' } })
    expect(recognise(`copied from my notes\n${github}`)).toMatchObject({ what: 'link' })
  })

  it('does not choose between several', () => {
    expect(recognise(`${github}\n${steam}`)).toEqual({ what: 'several' })
  })

  it('takes a transfer link for several, though it is one', () => {
    expect(isTransferLink(' OTPAUTH-migration://offline?data=x')).toBe(true)
    expect(isTransferLink(github)).toBe(false)
    expect(recognise('otpauth-migration://offline?data=CjE')).toEqual({ what: 'several' })
  })

  it('says why a link is refused', () => {
    expect(recognise('otpauth://totp/x')).toMatchObject({ what: 'refused', error: { code: 'otp/missing-secret' } })
  })

  it.each(['JBSWY3DPEHPK3PXP', 'JBSW Y3DP EHPK 3PXP', 'jbsw y3dp ehpk 3pxp', 'JBSWY3DP-EHPK3PXP===='])(
    'takes %j for a bare key',
    (text) => expect(recognise(text)).toEqual({ what: 'secret' }),
  )

  it.each(['https://example.com/aaaaaaaaaaaa', 'HTTP://x', 'see https://example.com'])(
    'tells %j apart as an address of another kind',
    (text) => expect(recognise(text)).toMatchObject({ what: 'foreign' }),
  )

  it.each(['Stripe', 'JBSWY3DP', 'internationalization', 'javascript:alert(1)', ''])('takes %j for a name', (text) =>
    expect(recognise(text)).toEqual({ what: 'text' }),
  )
})
