import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase32 } from '../../../../src/encoding/index.ts'
import { formatOtpauthUri, parseOtpauthUri, type OtpParameters } from '../../../../src/otp/index.ts'
import {
  differs,
  emptyForm,
  formOfLink,
  isPlain,
  otherIssuer,
  parametersForm,
  readForm,
  withType,
  type AccountForm,
} from '../../../../src/ui/screens/add-account/account-form-state.ts'

const filled: AccountForm = { ...emptyForm, issuer: 'GitHub', account: 'alice', secret: 'JBSW Y3DP EHPK 3PXP' }
const link = (text: string) => parseOtpauthUri(text)

describe('reading the form', () => {
  it('gives a draft with cleaned names and the usual parameters', () => {
    const { draft, problems } = readForm({ ...filled, issuer: '  GitHub\u202e ', account: 'al\u0000ice' })
    expect(problems).toEqual({})
    expect(draft).toMatchObject({
      issuer: 'GitHub',
      account: 'alice',
      type: 'totp',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
    })
    expect(encodeBase32(draft?.secret ?? new Uint8Array())).toBe('JBSWY3DPEHPK3PXP')
  })

  it('needs a name, one of the two', () => {
    expect(readForm({ ...filled, issuer: ' ', account: '\u200b' })).toMatchObject({
      draft: undefined,
      problems: { issuer: 'nameless' },
    })
    expect(readForm({ ...filled, issuer: '' }).draft).toMatchObject({ issuer: '', account: 'alice' })
    expect(readForm({ ...filled, account: '' }).draft).toMatchObject({ issuer: 'GitHub', account: '' })
  })

  it('gives the parameters for a preview before there is a name', () => {
    const { parameters, draft } = readForm({ ...filled, issuer: '', account: '' })
    expect(parameters).toMatchObject({ type: 'totp' })
    expect(draft).toBeUndefined()
  })

  it.each<[Partial<AccountForm>, object]>([
    [{ secret: '' }, { secret: 'secret-empty' }],
    [{ secret: 'JBSW1' }, { secret: 'secret-wrong-character' }],
    [{ secret: 'A' }, { secret: 'secret-too-short' }],
    [{ secret: 'A'.repeat(5000) }, { secret: 'secret-too-long' }],
    [{ period: '' }, { period: 'period' }],
    [{ period: '0' }, { period: 'period' }],
    [{ period: '86401' }, { period: 'period' }],
    [{ period: '1.5' }, { period: 'period' }],
    [{ type: 'hotp', counter: '' }, { counter: 'counter' }],
    [{ type: 'hotp', counter: '-1' }, { counter: 'counter' }],
    [{ type: 'hotp', counter: '9007199254740992' }, { counter: 'counter' }],
    [{ type: 'motp', secret: 'deadbeef' }, { pin: 'pin-missing' }],
    [{ type: 'yandex', pin: '1234' }, { secret: 'secret-too-short' }],
  ])('says what is wrong with %o', (change, problems) => {
    expect(readForm({ ...filled, ...change })).toMatchObject({ draft: undefined, parameters: undefined, problems })
  })

  it('refuses a name over the limit, and still shows the code', () => {
    for (const length of [1025, 100_000]) {
      const issuer = readForm({ ...filled, issuer: 'x'.repeat(length) })
      const account = readForm({ ...filled, account: '<'.repeat(length) })
      expect([issuer.draft, issuer.problems]).toEqual([undefined, { issuer: 'name-too-long' }])
      expect([account.draft, account.problems]).toEqual([undefined, { account: 'name-too-long' }])
      expect(account.parameters).toBeDefined()
    }
  })

  it('does not mind the fields of other types', () => {
    expect(readForm({ ...filled, counter: 'x' }).problems).toEqual({})
    expect(readForm({ ...filled, type: 'hotp', period: '' }).draft).toMatchObject({ counter: 0 })
    expect(readForm({ ...filled, type: 'steam', period: '', counter: '' }).draft).toMatchObject({
      digits: 5,
      period: 30,
    })
  })

  it('takes the ends of each range', () => {
    expect(readForm({ ...filled, period: '1' }).draft).toMatchObject({ period: 1 })
    expect(readForm({ ...filled, period: ' 86400 ' }).draft).toMatchObject({ period: 86_400 })
    expect(readForm({ ...filled, type: 'hotp', counter: '9007199254740991' }).draft).toMatchObject({
      counter: Number.MAX_SAFE_INTEGER,
    })
  })

  it('keeps what a link said beside the fields', () => {
    const extra = { tags: ['Work'], note: 'n', pinned: true }
    expect(readForm({ ...filled, extra }).draft).toMatchObject(extra)
  })
})

describe('filling the form from a link', () => {
  it('reads back the parameters it was written from', () => {
    const parameters = fc.oneof(
      fc.record({
        type: fc.constant('totp' as const),
        algorithm: fc.constantFrom('SHA1', 'SHA256', 'SHA512'),
        digits: fc.integer({ min: 4, max: 10 }),
        period: fc.integer({ min: 1, max: 86_400 }),
      }),
      fc.record({
        type: fc.constant('hotp' as const),
        algorithm: fc.constantFrom('SHA1', 'SHA256', 'SHA512'),
        digits: fc.integer({ min: 4, max: 10 }),
        counter: fc.maxSafeNat(),
      }),
    )
    fc.assert(
      fc.property(parameters, fc.uint8Array({ minLength: 1, maxLength: 64 }), (rest, bytes) => {
        const given = { ...rest, secret: bytes } as OtpParameters
        const form = formOfLink(link(formatOtpauthUri({ ...given, issuer: 'A', account: 'b' })))
        const { draft } = readForm(form)
        expect({ ...draft, secret: [...(draft?.secret ?? [])] }).toEqual({
          ...rest,
          issuer: 'A',
          account: 'b',
          secret: [...bytes],
        })
      }),
    )
  })

  it('leaves names alone that the link does not give', () => {
    const form = formOfLink(link('otpauth://totp/?secret=JBSWY3DPEHPK3PXP'), {
      ...emptyForm,
      issuer: 'Mine',
      account: 'me',
    })
    expect(form).toMatchObject({ issuer: 'Mine', account: 'me', secret: 'JBSW Y3DP EHPK 3PXP' })
  })

  it('offers the label’s issuer beside the parameter’s, both ways, until another is typed', () => {
    const form = formOfLink(link('otpauth://totp/Contoso:bob?secret=JBSWY3DP&issuer=Microsoft'))
    expect(form.issuer).toBe('Microsoft')
    expect(otherIssuer(form)).toBe('Contoso')
    expect(otherIssuer({ ...form, issuer: 'Contoso' })).toBe('Microsoft')
    expect(otherIssuer({ ...form, issuer: 'Somebody' })).toBeUndefined()
    expect(otherIssuer(filled)).toBeUndefined()
  })

  it('shows hostile names cleaned, as text', () => {
    const form = formOfLink(
      link(
        `otpauth://totp/${encodeURIComponent('\u202eevil\u0000\u200b<img src=x>')}?secret=JBSWY3DP&issuer=%E2%80%AEA`,
      ),
    )
    expect(form.issuer).toBe('A')
    expect(form.account).toBe('evil<img src=x>')
  })

  it('keeps tags, note and pin of another app’s link', () => {
    const display = encodeURIComponent(JSON.stringify({ tags: ['Work'], note: 'n', pinned: true, trashed: true }))
    expect(formOfLink(link(`otpauth://totp/x?secret=JBSWY3DP&codeDisplay=${display}`)).extra).toEqual({
      tags: ['Work'],
      note: 'n',
      pinned: true,
    })
  })
})

describe('small questions about the form', () => {
  it('differs from what it started from by any field', () => {
    expect(differs(emptyForm, emptyForm)).toBe(false)
    expect(differs(filled, filled)).toBe(false)
    expect(differs({ ...emptyForm, counter: '1' }, emptyForm)).toBe(true)
    expect(differs({ ...emptyForm, issuer: 'x' }, emptyForm)).toBe(true)
  })

  it('is plain only with the parameters that nearly every site means', () => {
    expect(isPlain(emptyForm)).toBe(true)
    expect(isPlain({ ...emptyForm, type: 'steam' })).toBe(false)
    expect(isPlain({ ...emptyForm, digits: 8 })).toBe(false)
    expect(isPlain({ ...emptyForm, period: '60' })).toBe(false)
    expect(isPlain({ ...emptyForm, algorithm: 'SHA256' })).toBe(false)
  })

  it('fills in what a type lacks', () => {
    expect(parametersForm({ type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 4 })).toMatchObject({
      period: '30',
      counter: '4',
    })
  })

  it('keeps the bytes of the key when the type writes keys in another alphabet', () => {
    const motp = withType(filled, 'motp')
    expect(motp.secret).toBe('4865 6c6c 6f21 dead beef')
    expect(withType(motp, 'totp').secret).toBe('JBSW Y3DP EHPK 3PXP')
    expect(withType(filled, 'steam').secret).toBe(filled.secret)
    expect(withType({ ...filled, secret: 'JBSW1' }, 'motp').secret).toBe('JBSW1')
  })
})
