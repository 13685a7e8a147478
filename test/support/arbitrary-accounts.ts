import * as fc from 'fast-check'
import type { AccountDraft } from '../../src/account.ts'
import { checkParameters, cleanName, cleanNote } from '../../src/otp/index.ts'

const unit = fc.oneof(
  fc.constantFrom(':', '/', '%', '+', ' ', '#', '?', '&', '=', ',', ';', '"', "'", '(', ')', '-', '@', '<', '\n'),
  fc.constantFrom('a', 'Z', '5', '\u00e4', '\u{1f41f}', '\u6e2f', '\u0634'),
)
const text = (maxLength: number) => fc.string({ unit, maxLength })

/** Names as the app keeps them. */
const name = text(16).map(cleanName)
/** Without an issuer, a colon in the account's name would part one off; and one that repeats it is dropped. */
const names = fc
  .record({ issuer: name, account: name })
  .map(({ issuer, account }) => ({ issuer, account: cleanName(account.replaceAll(':', issuer === '' ? '' : '.')) }))

const raw = fc.record({
  type: fc.constantFrom('totp', 'hotp', 'steam', 'motp', 'yandex'),
  secret: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  algorithm: fc.constantFrom('SHA1', 'SHA256', 'SHA512'),
  digits: fc.integer({ min: 4, max: 10 }),
  period: fc.oneof(fc.constantFrom(10, 30, 60, 90), fc.integer({ min: 1, max: 86_400 })),
  counter: fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.maxSafeNat()),
  pin: fc.option(fc.stringMatching(/^[0-9]{4,8}$/), { nil: undefined }),
})

const extras = fc.record({
  note: text(40).map(cleanNote),
  tags: fc.uniqueArray(
    text(8)
      .map(cleanName)
      .filter((tag) => tag !== ''),
    { maxLength: 3 },
  ),
  pinned: fc.boolean(),
})

/** Any account that the app may hold, with the names that importers of every app agree on. */
export const arbitraryAccount: fc.Arbitrary<AccountDraft> = fc
  .tuple(raw, names, extras)
  .map(([raw, names, extras]) => ({ ...checkParameters(raw), ...names, ...extras }))

/** Up to a few of them; of each format's tests, `only` keeps those that it can say. */
export function arbitraryAccounts(only: (account: AccountDraft) => boolean): fc.Arbitrary<readonly AccountDraft[]> {
  return fc.array(arbitraryAccount.filter(only), { minLength: 1, maxLength: 5 })
}

/** How many examples a property tries. */
export const exampleRuns = process.env['SLOW'] === '1' ? 1000 : 60
