import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountDraft } from '../../../../src/account.ts'
import { migrationLinks, openExports } from '../../../../src/transfer/index.ts'
import { arbitraryAccounts, exampleRuns } from '../../../support/arbitrary-accounts.ts'
import { countingRandom } from '../../../support/counting-random.ts'
import { hotpDraft, manyDrafts, totpDraft } from '../../../support/drafts.ts'
import { exported, exportedText, expectSame, reopened } from '../../../support/exported.ts'

type Field = number | Uint8Array

/** A message by field number, read by the description of Protocol Buffers and nothing else. Numbers up to 2^53. */
function fieldsOf(message: Uint8Array): ReadonlyMap<number, readonly Field[]> {
  const fields = new Map<number, Field[]>()
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++] ?? 0
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }
  while (at < message.length) {
    const key = varint()
    const number = varint()
    const isBytes = (key & 7) === 2
    const value = isBytes ? message.subarray(at, at + number) : number
    if (isBytes) at += number
    fields.set(key >> 3, [...(fields.get(key >> 3) ?? []), value])
  }
  return fields
}

function payloadOf(link: string): ReadonlyMap<number, readonly Field[]> {
  const url = new URL(link)
  expect(url.protocol).toBe('otpauth-migration:')
  const data = url.searchParams.get('data') ?? ''
  expect(data).toMatch(/^[A-Za-z0-9+/]+=*$/)
  expect(data.length % 4).toBe(0)
  return fieldsOf(Buffer.from(data, 'base64'))
}

function accountIn(payload: ReadonlyMap<number, readonly Field[]>, index = 0): ReadonlyMap<number, readonly Field[]> {
  const message = payload.get(1)?.[index]
  if (!(message instanceof Uint8Array)) throw new Error('there is no such account')
  return fieldsOf(message)
}

const textIn = (fields: ReadonlyMap<number, readonly Field[]>, field: number) =>
  new TextDecoder().decode(fields.get(field)?.[0] as Uint8Array | undefined)

function linksOf(accounts: readonly AccountDraft[]): readonly string[] {
  return migrationLinks(accounts, countingRandom()).links.map(({ link }) => link)
}

describe('migrationLinks', () => {
  it('says everything in the numbers of the format, never zero', () => {
    const [link = ''] = linksOf([
      totpDraft({ algorithm: 'SHA512', digits: 8 }),
      hotpDraft({ counter: 2 ** 53 - 1, algorithm: 'SHA256' }),
    ])
    const payload = payloadOf(link)
    const first = accountIn(payload)
    expect(Buffer.from(first.get(1)?.[0] as Uint8Array).toString()).toBe('12345678901234567890')
    expect([textIn(first, 2), textIn(first, 3)]).toEqual(['ada@example.org', 'GitHub'])
    expect([4, 5, 6, 7].map((field) => first.get(field)?.[0])).toEqual([3, 2, 2, undefined])
    expect([4, 5, 6, 7].map((field) => accountIn(payload, 1).get(field)?.[0])).toEqual([2, 1, 1, 2 ** 53 - 1])
    // Version, size; the index of the first part is left out; the id is the random number, cut to 31 bits.
    expect([2, 3, 4, 5].map((field) => payload.get(field)?.[0])).toEqual([1, 1, undefined, 0x00010203])
  })

  it('gives an account without a name that of its issuer', () => {
    const [link = ''] = linksOf([totpDraft({ account: '' })])
    expect(textIn(accountIn(payloadOf(link)), 2)).toBe('GitHub')
  })

  it('puts ten accounts into a code, and one id into all codes', () => {
    const { links, included } = migrationLinks(manyDrafts(21), countingRandom(200))
    expect(included).toBe(21)
    expect(links.map(({ accounts }) => accounts.length)).toEqual([10, 10, 1])
    expect(links[1]?.accounts).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
    const payloads = links.map(({ link }) => payloadOf(link))
    expect(payloads.map((payload) => payload.get(3)?.[0])).toEqual([3, 3, 3])
    expect(payloads.map((payload) => payload.get(4)?.[0])).toEqual([undefined, 1, 2])
    expect(new Set(payloads.map((payload) => payload.get(5)?.[0])).size).toBe(1)
  })

  it('has an id even where the random number is zero', () => {
    const { links } = migrationLinks([totpDraft()], (length) => new Uint8Array(length))
    expect(payloadOf(links[0]?.link ?? '').get(5)).toEqual([1])
  })

  it('puts fewer accounts into a code that would be hard to scan', () => {
    const long = manyDrafts(10).map((draft) => ({ ...draft, account: 'ä'.repeat(150) }))
    const links = linksOf(long)
    expect(links.length).toBeGreaterThan(1)
    expect(Math.max(...links.map((link) => link.length))).toBeLessThanOrEqual(1273)
  })

  it('leaves out what would become other codes, and names it', () => {
    const { omitted, links } = migrationLinks(
      [
        totpDraft({ type: 'steam' }),
        totpDraft({ type: 'motp', pin: '1' }),
        totpDraft({ type: 'yandex', pin: '1' }),
        totpDraft({ period: 60 }),
        totpDraft({ digits: 7 }),
        totpDraft({ account: '\u6e2f'.repeat(1024) }),
        totpDraft({ deletedAt: 1 }),
      ],
      countingRandom(),
    )
    const reasons = ['type', 'type', 'type', 'period', 'digits', 'too-long', 'in-bin']
    expect(omitted).toEqual(reasons.map((reason, account) => ({ account, reason })))
    expect(links).toEqual([])
  })
})

describe('google-migration', () => {
  it('has the links of the screen, one per line', async () => {
    const drafts = manyDrafts(12)
    expect(await exportedText('google-migration', drafts)).toBe(`${linksOf(drafts).join('\n')}\n`)
  })

  it('is what the app reads again', async () => {
    const sayable = ({ type, digits, period }: AccountDraft) =>
      (type === 'hotp' || (type === 'totp' && period === 30)) && (digits === 6 || digits === 8)
    await fc.assert(
      fc.asyncProperty(arbitraryAccounts(sayable), async (accounts) => {
        const named = accounts.map((each) => ({ ...each, account: each.account || each.issuer }))
        expectSame(await reopened((await exported('google-migration', accounts)).bytes), named)
      }),
      { numRuns: exampleRuns },
    )
  })

  it('is complete only with all its codes', async () => {
    const [, ...some] = linksOf(manyDrafts(25))
    const [opened] = await openExports([{ name: 'x', bytes: new TextEncoder().encode(some.join('\n')) }])
    expect(opened).toMatchObject({ state: 'open', missingParts: [1] })
  })
})
