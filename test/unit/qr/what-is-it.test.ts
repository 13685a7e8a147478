import { describe, expect, test } from 'vitest'
import { encodeBase64 } from '../../../src/encoding/index.ts'
import { whatIsIt, type CodeTextKind } from '../../../src/qr/index.ts'

const known: readonly (readonly [CodeTextKind, readonly string[]])[] = [
  [
    'key-uri',
    [
      'otpauth://totp/a?secret=AAAA',
      'OTPAUTH://TOTP/A?SECRET=AAAA',
      'apple-otpauth://totp/a',
      'motp://a:b?secret=0f',
      'steam://ABCD',
      '\uFEFF otpauth://hotp/a\n',
    ],
  ],
  ['google-transfer', ['otpauth-migration://offline?data=AAAA', 'OTPAUTH-MIGRATION://offline']],
  ['secret', ['JBSWY3DPEHPK3PXP', 'jbsw y3dp ehpk 3pxp', 'JBSW-Y3DP-EHPK-3PXP', 'JBSWY3DPEHPK3PXPJA======']],
  ['web-address', ['https://example.com/login', 'HTTP://EXAMPLE.COM', 'www.example.com']],
  ['wifi', ['WIFI:T:WPA;S:Guest;P:secret;;', 'wifi:S:a;;']],
  ['contact', ['BEGIN:VCARD\nVERSION:3.0', 'MECARD:N:Doe;;']],
  ['calendar-entry', ['BEGIN:VEVENT\nSUMMARY:x', 'BEGIN:VCALENDAR']],
  ['email-address', ['mailto:a@example.com', 'MATMSG:TO:a@example.com;;']],
  ['phone-number', ['tel:+123456']],
  ['text-message', ['SMSTO:+123:hello', 'sms:123']],
  ['place', ['geo:52.5,13.4']],
  ['payment', ['bitcoin:1abc', 'BCD\n002\n1\nSCT', 'SPC\r\n0200\r\n1', '00020101021129370016A00000067701011']],
  ['passkey', ['FIDO:/1234567890', 'fido:/123']],
  ['microsoft-push', ['phonefactor://activate_account?code=123&url=https%3A%2F%2Fexample.com']],
  [
    'duo-push',
    [
      'duo://abcdefghij-YXBp',
      'https://m-1234.duosecurity.com/activate/abc',
      'https://duosecurity.com',
      `abcDEF0123456789wxyz-${encodeBase64(new TextEncoder().encode('api-1234abcd.duosecurity.com'))}`,
    ],
  ],
  ['okta-push', ['oktaverify://ana@example.okta.com/?t=abc']],
  ['steam-sign-in', ['https://s.team/q/1/1234567890']],
  ['app-link', ['tg://login?token=abc', 'pia://x', 'javascript:alert(1)', 'data:text/html,x', 'web+otpauth:x']],
  [
    'text',
    [
      '',
      '   ',
      'hello world',
      'Note: buy milk',
      '123456',
      'SHORTAAAA',
      'JBSWY3dpEHPK3PXP',
      '1:2',
      'abcDEF0123456789wxyz-bm90IGEgaG9zdCBvZiBhbnlvbmU=',
    ],
  ],
]

describe('a text', () => {
  test.each(known.flatMap(([kind, texts]) => texts.map((text) => [text, kind] as const)))('%j is %s', (text, kind) => {
    expect(whatIsIt(text)).toBe(kind)
  })

  test('with the name of a service further back is what it begins with', () => {
    expect(whatIsIt('https://example.com/?next=https://api.duosecurity.com/')).toBe('web-address')
    expect(whatIsIt('https://duosecurity.com.example.com/')).toBe('web-address')
    expect(whatIsIt('https://example.com/otpauth://totp/a')).toBe('web-address')
  })

  test('may be as long as a code can hold', () => {
    expect(whatIsIt('a'.repeat(7089))).toBe('text')
    expect(whatIsIt(' '.repeat(7089))).toBe('text')
  })
})
