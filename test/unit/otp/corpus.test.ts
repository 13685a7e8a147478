import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeBase32, decodeHex, encodeHex } from '../../../src/encoding/index.ts'
import { CodedError } from '../../../src/errors.ts'
import { type ParsedOtpauthUri, checkParameters, codeAt, hotpCode, parseOtpauthUri } from '../../../src/otp/index.ts'

const fixtures = process.env['MFA_FIXTURES'] ?? '../shared/fixtures'
const missing = !existsSync(join(fixtures, 'otpauth-uris/vectors.json'))
const title = (name: string) => (missing ? `${name} (skipped: no fixtures at ${fixtures}, set MFA_FIXTURES)` : name)

interface ExpectedAccount {
  readonly issuer?: string
  readonly label?: string
  readonly secret?: string
  readonly type?: string
  readonly algorithm?: string
  readonly digits?: number
  readonly period?: number
  readonly counter?: number
  readonly groups?: readonly string[]
  readonly note?: string
}

interface UriVector {
  readonly id: string
  readonly uri: string
  readonly expect?: ExpectedAccount
  readonly reject?: string
  readonly alternatives?: readonly (ExpectedAccount & { readonly reject?: string })[]
}

interface CodeFile {
  /** The secret of all vectors that name none. */
  readonly secretBase32?: string
  readonly vectors: readonly CodeVector[]
}

interface CodeVector {
  readonly secretBase32?: string
  readonly secretHex?: string
  readonly pin?: string
  readonly algorithm?: string
  readonly digits?: number
  readonly period?: number
  readonly time: number
  readonly counter: number
  readonly code: string
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(join(fixtures, path), 'utf8'))
}

function codeVectors(name: string): readonly CodeVector[] {
  return (read(`rfc/${name}.json`) as CodeFile).vectors
}

function answer(uri: string): { readonly account?: ParsedOtpauthUri; readonly reject?: string } {
  try {
    return { account: parseOtpauthUri(uri) }
  } catch (error) {
    if (error instanceof CodedError) return { reject: error.code.slice('otp/'.length) }
    throw error
  }
}

/** In the words of the fixtures. mOTP's hash has no name in ours. */
function describeAccount(account: ParsedOtpauthUri, expected: ExpectedAccount): ExpectedAccount {
  return {
    issuer: account.issuer,
    label: account.account,
    secret: encodeHex(account.secret),
    type: account.type,
    algorithm: account.type === 'motp' ? 'MD5' : account.algorithm,
    digits: account.digits,
    ...(account.period !== undefined && { period: account.period }),
    ...(account.counter !== undefined && { counter: account.counter }),
    ...(expected.groups && { groups: account.tags ?? [] }),
    ...(expected.note !== undefined && { note: account.note ?? '' }),
  }
}

const uris = missing ? [] : (read('otpauth-uris/vectors.json') as readonly UriVector[])

describe.skipIf(missing)(title('the corpus of key URIs'), () => {
  it('has all its 127 entries', () => {
    expect(uris).toHaveLength(127)
  })

  it.each(uris)('$id', ({ uri, expect: expected, reject, alternatives = [] }) => {
    const { account, reject: code } = answer(uri)
    if (account === undefined) {
      expect([reject, ...alternatives.map((other) => other.reject)]).toContain(code)
      return
    }
    expect(expected, 'accepted what had to be refused').toBeDefined()
    const { secretHex: _hex, ...base } = { secretHex: '', ...expected }
    const wanted = [{}, ...alternatives.filter((other) => other.reject === undefined)].map((other) => ({
      ...base,
      ...other,
      secret: encodeHex(decodeBase32(base.secret ?? '')),
    }))
    expect(wanted).toContainEqual(describeAccount(account, base))
  })
})

describe.skipIf(missing)(title('the corpus of codes'), () => {
  it('is there', () => {
    expect(codeVectors('totp-derived').length).toBeGreaterThan(100)
    expect(codeVectors('hotp-derived').length).toBeGreaterThan(20)
  })

  it.each(['rfc4226', 'hotp-derived'])('%s', (name) => {
    const file = read(`rfc/${name}.json`) as CodeFile
    for (const vector of file.vectors) {
      const secret = decodeBase32(vector.secretBase32 ?? file.secretBase32 ?? '')
      const { algorithm, digits } = vector
      const hotp = checkParameters({ type: 'hotp', secret, algorithm, digits })
      expect(hotpCode(hotp, vector.counter), JSON.stringify(vector)).toBe(vector.code)
    }
  })

  it.each([
    ['rfc6238', 'totp'],
    ['totp-derived', 'totp'],
    ['steam', 'steam'],
    ['motp', 'motp'],
    ['yandex', 'yandex'],
  ])('%s', (name, type) => {
    for (const vector of codeVectors(name)) {
      const secret =
        vector.secretHex === undefined ? decodeBase32(vector.secretBase32 ?? '') : decodeHex(vector.secretHex)
      expect(codeAt(checkParameters({ ...vector, type, secret }), vector.time * 1000), JSON.stringify(vector)).toBe(
        vector.code,
      )
    }
  })
})
