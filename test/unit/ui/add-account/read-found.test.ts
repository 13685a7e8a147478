import { describe, expect, it } from 'vitest'
import { onlyDraft, readFound } from '../../../../src/ui/screens/add-account/read-found.ts'
import { migrationAccount, migrationLink, migrationPayload } from '../../../support/migration-links.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const steam = 'steam://JBSWY3DPEHPK3PXP'
const part = (name: string, size: number, index: number) =>
  migrationLink(migrationPayload([migrationAccount(name, 'Google')], { size, index, id: 5 }))

const ofText = (text: string) => readFound({ from: 'text', text }, 0)
const ofCodes = (...accounts: string[]) => readFound({ from: 'codes', accounts, remarks: [] }, 0)
const reasons = (found: ReturnType<typeof ofText>) => found.unreadable.map(({ label, code }) => [label, code])

describe('pasted text', () => {
  it('has one link per line; blank lines do not count', () => {
    const { drafts, unreadable } = ofText(`\ufeff${github}\r\n\r\n  ${steam}  \n`)
    expect(drafts.map(({ type, issuer, account }) => [type, issuer, account])).toEqual([
      ['totp', 'GitHub', 'alice'],
      ['steam', 'Steam', ''],
    ])
    expect(unreadable).toEqual([])
  })

  it('is ignored line by line where it is no link, when there are links', () => {
    const read = ofText(`My codes:\n${github}\nhttps://example.com\nthat is all`)
    expect(read.drafts).toHaveLength(1)
    expect(read.unreadable).toEqual([])
  })

  it('is told line by line when none is a link', () => {
    const read = ofText('hello\n\nhttps://example.com')
    expect(read.drafts).toEqual([])
    expect(reasons(read)).toEqual([
      ['Line 1', 'otp/not-a-uri'],
      ['Line 3', 'otp/unsupported-scheme'],
    ])
  })

  it('names the lines that could not be read, with the reason', () => {
    const read = ofText(
      [github, 'otpauth://totp/x?secret=JBSW1', 'otpauth-migration://offline?data=CjE', 'otpauth://totp/y'].join('\n'),
    )
    expect(read.drafts).toHaveLength(1)
    expect(reasons(read)).toEqual([
      ['Line 2', 'otp/invalid-secret'],
      ['Line 3', 'entry/malformed'],
      ['Line 4', 'otp/missing-secret'],
    ])
  })

  it('gives drafts without what a link says about itself', () => {
    const [draft] = ofText(github.replace('GitHub:alice', 'Contoso:alice')).drafts
    expect(Object.keys(draft ?? {}).sort()).toEqual(
      ['account', 'algorithm', 'digits', 'issuer', 'period', 'secret', 'type'].sort(),
    )
  })

  it('may be a long list', () => {
    expect(ofText(Array.from({ length: 2000 }, () => github).join('\n')).drafts).toHaveLength(2000)
  })
})

describe('scanned codes', () => {
  it('are links and transfer links in any mixture, the parts in the order of their transfer', () => {
    const read = ofCodes(part('c', 3, 2), github, part('a', 3, 0))
    expect(read.drafts.map(({ account }) => account)).toEqual(['a', 'alice', 'c'])
    expect(read.transfer).toEqual({ read: 2, size: 3, missing: [2] })
  })

  it('are named by their place when they cannot be read', () => {
    expect(reasons(ofCodes(github, 'otpauth://totp/y'))).toEqual([['QR code 2', 'otp/missing-secret']])
  })

  it('are one account only where nothing is missing or unreadable', () => {
    expect(onlyDraft(ofCodes(part('a', 1, 0)))).toMatchObject({ issuer: 'Google', account: 'a' })
    expect(onlyDraft(ofCodes(part('a', 2, 0)))).toBeUndefined()
    expect(onlyDraft(ofCodes(github, 'otpauth://totp/y'))).toBeUndefined()
    expect(onlyDraft(ofCodes(github, steam))).toBeUndefined()
  })
})
