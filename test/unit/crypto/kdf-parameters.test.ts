import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkKdfBounds,
  isBelowPolicy,
  kdfLine,
  kdfText,
  newKdfParameters,
  parseKdfText,
  type KdfParameters,
  type KeyStrength,
} from '../../../src/crypto/index.ts'
import { bytesOf } from '../../support/bytes-of.ts'
import { countingRandom } from '../../support/counting-random.ts'
import { outcomeOf } from '../../support/outcome.ts'

const salt = countingRandom()(16)
const argon2id = (change: { v?: number; m?: number; t?: number; p?: number; salt?: Uint8Array } = {}) =>
  ({ name: 'argon2id', v: 19, m: 65_536, t: 3, p: 1, salt, ...change }) as const
const pbkdf2 = (i: number): KdfParameters => ({ name: 'pbkdf2-sha256', i, salt })

describe('newKdfParameters', () => {
  test('asks for Argon2id with 64 MiB, three passes and one lane', () => {
    expect(newKdfParameters({ argon2: true, random: countingRandom() })).toEqual(argon2id())
  })

  test('asks for a million iterations of PBKDF2 where Argon2id cannot run', () => {
    expect(newKdfParameters({ argon2: false, random: countingRandom() })).toEqual(pbkdf2(1_000_000))
  })

  test('draws a salt of its own each time', () => {
    const random = countingRandom()
    const [one, other] = [newKdfParameters({ argon2: true, random }), newKdfParameters({ argon2: true, random })]
    expect(one.salt).not.toEqual(other.salt)
  })

  test.each([true, false])('stays within what readers take (argon2: %s)', async (argon2) => {
    const parameters = newKdfParameters({ argon2, random: countingRandom() })
    expect(await outcomeOf(() => checkKdfBounds(parameters))).toBe('success')
  })
})

describe('strengths', () => {
  const of = (strength?: KeyStrength) =>
    newKdfParameters({ argon2: true, random: countingRandom(), ...(strength && { strength }) })

  test('begin with what is written where none is chosen, and each costs more than the one before', () => {
    expect(of('standard')).toEqual(of())
    const costs = (['standard', 'strong', 'strongest'] as const).map((strength) => {
      const parameters = of(strength)
      return parameters.name === 'argon2id' ? parameters.m * parameters.t : 0
    })
    expect(costs).toEqual([196_608, 524_288, 1_048_576])
  })

  test.each(['standard', 'strong', 'strongest'] as const)('%s stays within what readers take', async (strength) => {
    expect(await outcomeOf(() => checkKdfBounds(of(strength)))).toBe('success')
  })

  test('make no difference to PBKDF2', () => {
    const parameters = newKdfParameters({ argon2: false, strength: 'strongest', random: countingRandom() })
    expect(parameters).toEqual(pbkdf2(1_000_000))
  })
})

describe('isBelowPolicy', () => {
  test.each([
    [argon2id(), { argon2: true }, false],
    [argon2id({ m: 19_456, t: 2 }), { argon2: true }, true],
    [argon2id({ m: 65_536, t: 2 }), { argon2: true }, true],
    [argon2id({ m: 32_768, t: 10 }), { argon2: true }, true],
    [argon2id({ m: 262_144, t: 4 }), { argon2: true }, false],
    [argon2id(), { argon2: true, strength: 'strong' }, true],
    [argon2id({ m: 262_144, t: 4 }), { argon2: true, strength: 'strongest' }, false],
    [pbkdf2(10_000_000), { argon2: true }, true],
    [pbkdf2(1_000_000), { argon2: false, strength: 'strongest' }, false],
    [pbkdf2(600_000), { argon2: false }, true],
    [argon2id({ m: 19_456, t: 2 }), { argon2: false }, false],
  ] as const)('of %o with %o is %s', (stored, policy, isBelow) => {
    expect(isBelowPolicy(stored, policy)).toBe(isBelow)
  })
})

describe('checkKdfBounds', () => {
  test.each([
    argon2id({ m: 19_456, t: 2 }),
    argon2id({ m: 38_912, t: 1 }),
    argon2id({ m: 262_144, t: 4 }),
    argon2id({ m: 104_857, t: 10 }),
    argon2id({ p: 4 }),
    pbkdf2(600_000),
    pbkdf2(10_000_000),
  ])('takes $name m=$m t=$t p=$p i=$i', async (parameters) => {
    expect(await outcomeOf(() => checkKdfBounds(parameters))).toBe('success')
  })

  test.each([
    argon2id({ v: 16 }),
    argon2id({ m: 19_455 }),
    argon2id({ m: 262_145 }),
    argon2id({ m: 4_194_304 }),
    argon2id({ m: 65_536.5 }),
    argon2id({ m: Number.NaN }),
    argon2id({ m: Number.POSITIVE_INFINITY }),
    argon2id({ t: 0 }),
    argon2id({ t: 11 }),
    argon2id({ t: 2 ** 31 }),
    argon2id({ t: -3 }),
    argon2id({ m: 19_456, t: 1 }),
    argon2id({ m: 38_911, t: 1 }),
    argon2id({ m: 262_144, t: 5 }),
    argon2id({ p: 0 }),
    argon2id({ p: 5 }),
    argon2id({ p: 255 }),
    argon2id({ salt: new Uint8Array(15) }),
    argon2id({ salt: new Uint8Array(17) }),
    argon2id({ salt: new Uint8Array(0) }),
    pbkdf2(0),
    pbkdf2(1),
    pbkdf2(599_999),
    pbkdf2(10_000_001),
    pbkdf2(2 ** 32 - 1),
    pbkdf2(600_000.5),
  ])('refuses $name v=$v m=$m t=$t p=$p i=$i', async (parameters) => {
    expect(await outcomeOf(() => checkKdfBounds(parameters))).toBe('crypto/kdf-limits')
  })
})

describe('the text of a slot', () => {
  test('is what the format says', () => {
    expect(kdfText(argon2id())).toBe('argon2id v=19 m=65536 t=3 p=1 salt=AAECAwQFBgcICQoLDA0ODw')
    expect(kdfText(pbkdf2(1_000_000))).toBe('pbkdf2-sha256 i=1000000 salt=AAECAwQFBgcICQoLDA0ODw')
    expect(kdfLine(argon2id())).toBe('argon2id v=19 m=65536 t=3 p=1')
  })

  test('is read back to what it was written from', () => {
    const whole = fc.nat({ max: Number.MAX_SAFE_INTEGER })
    const argon2 = fc.record({ v: whole, m: whole, t: whole, p: whole, salt: bytesOf(1, 32) })
    const isReadBack = (parameters: KdfParameters) => {
      expect(parseKdfText(kdfText(parameters))).toEqual(parameters)
    }
    fc.assert(fc.property(argon2, (values) => isReadBack(argon2id(values))))
    fc.assert(fc.property(whole, (i) => isReadBack(pbkdf2(i))))
  })

  test('has one spelling: what is read is what would be written', () => {
    const near = fc.stringMatching(
      /^(argon2id v=0?19 m=[0-9]{1,9} t=[0-9]{1,2} p=1|pbkdf2-sha256 i=\d{1,8}) salt=[A-Za-z0-9_=-]{20,24}\n?$/,
    )
    fc.assert(
      fc.property(near, (text) => {
        const read = parsed(text)
        if (read !== undefined) expect(kdfText(read)).toBe(text)
      }),
    )
  })

  test.each([
    '',
    'argon2id v=19 m=9007199254740993 t=3 p=1 salt=AAEC',
    'argon2id',
    'argon2i v=19 m=65536 t=3 p=1 salt=AAAA',
    `${kdfText(argon2id())} `,
    `${kdfText(argon2id())}\n`,
  ])('is refused when it is %j', async (text) => {
    expect(await outcomeOf(() => parseKdfText(text))).toBe('crypto/kdf-text')
  })
})

function parsed(text: string): KdfParameters | undefined {
  try {
    return parseKdfText(text)
  } catch {
    return undefined
  }
}
