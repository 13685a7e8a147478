import { describe, expect, it } from 'vitest'
import { isLink, readPastedLinks, recognise } from '../../../../src/ui/screens/add-account/pasted-links.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const steam = 'steam://JBSWY3DPEHPK3PXP'

function reasons(text: string) {
  const { drafts, unreadable } = readPastedLinks(text)
  return { drafts, unreadable: unreadable.map(({ line, error }) => ({ line, code: error.code })) }
}

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

describe('reading pasted text', () => {
  it('reads one link per line and skips blank ones', () => {
    const { drafts, unreadable } = readPastedLinks(`\ufeff${github}\r\n\r\n  ${steam}  \n`)
    expect(drafts.map(({ type, issuer, account }) => [type, issuer, account])).toEqual([
      ['totp', 'GitHub', 'alice'],
      ['steam', 'Steam', ''],
    ])
    expect(unreadable).toEqual([])
  })

  it('ignores lines without a known scheme when there are links', () => {
    const read = readPastedLinks(`My codes:\n${github}\nhttps://example.com\nthat is all`)
    expect(read.drafts).toHaveLength(1)
    expect(read.unreadable).toEqual([])
  })

  it('tells every line when none is a link', () => {
    expect(reasons('hello\n\nhttps://example.com')).toEqual({
      drafts: [],
      unreadable: [
        { line: 1, code: 'otp/not-a-uri' },
        { line: 3, code: 'otp/unsupported-scheme' },
      ],
    })
  })

  it('keeps the lines that could not be read, by number and reason, without their text', () => {
    const read = reasons(
      [github, 'otpauth://totp/x?secret=JBSW1', 'otpauth-migration://offline?data=CjE', 'otpauth://totp/y'].join('\n'),
    )
    expect(read.drafts).toHaveLength(1)
    expect(read.unreadable).toEqual([
      { line: 2, code: 'otp/invalid-secret' },
      { line: 3, code: 'otp/migration' },
      { line: 4, code: 'otp/missing-secret' },
    ])
  })

  it('gives drafts without what a link says about itself', () => {
    const [draft] = readPastedLinks(github.replace('GitHub:alice', 'Contoso:alice')).drafts
    expect(Object.keys(draft ?? {}).sort()).toEqual(
      ['account', 'algorithm', 'digits', 'issuer', 'period', 'secret', 'type'].sort(),
    )
  })

  it('reads a long list in one go', () => {
    expect(readPastedLinks(Array.from({ length: 2000 }, () => github).join('\n')).drafts).toHaveLength(2000)
  })
})

describe('recognising a text that came along', () => {
  it('opens one link', () => {
    expect(recognise(github)).toMatchObject({ what: 'link', link: { issuer: 'GitHub' } })
    expect(recognise(`copied from my notes\n${github}`)).toMatchObject({ what: 'link' })
  })

  it('does not choose between several', () => {
    expect(recognise(`${github}\n${steam}`)).toEqual({ what: 'several' })
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
