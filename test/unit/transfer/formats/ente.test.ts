import { createCipheriv } from 'node:crypto'
import * as fc from 'fast-check'
import { argon2id } from 'hash-wasm'
import { describe, expect, test } from 'vitest'
import { encodeBase64 } from '../../../../src/encoding/index.ts'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedBytes,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openedAt,
  openLocked,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const password = 'copper lantern, größer'
const salt = new Uint8Array(16).fill(5)
const header = Uint8Array.from({ length: 24 }, (_, index) => index * 7)
const uri = 'otpauth://totp/GitHub:ada?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'

interface Shape {
  readonly memLimit?: number
  readonly opsLimit?: number
  /** 3 closes a stream; Ente has written 0, too. */
  readonly tag?: number
}

async function written(text: string | Uint8Array, { memLimit = 10_240, opsLimit = 1, tag = 3 }: Shape = {}) {
  const memorySize = Math.floor(memLimit / 1024)
  const work = { iterations: opsLimit, parallelism: 1, memorySize, hashLength: 32, outputType: 'binary' } as const
  const key = await argon2id({ password, salt, ...work })
  const plain = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return {
    version: 1,
    kdfParams: { memLimit, opsLimit, salt: encodeBase64(salt) },
    encryptedData: encodeBase64(sealMessage(key, plain, tag)),
    encryptionNonce: encodeBase64(header),
  }
}

/** The first message of a secretstream, by its description: no code is shared with the reader. */
function sealMessage(key: Uint8Array, text: Uint8Array, tag: number): Uint8Array {
  const subKey = hChaCha20(key, header.subarray(0, 16))
  const keyStream = (block: number, data: Uint8Array) => {
    const iv = Buffer.from([block, 0, 0, 0, 1, 0, 0, 0, ...header.subarray(16)])
    return createCipheriv('chacha20', subKey, iv).update(data)
  }
  const tagBlock = keyStream(
    1,
    Uint8Array.from({ length: 64 }, (_, index) => (index === 0 ? tag : 0)),
  )
  const ciphertext = keyStream(2, text)
  const lengths = Buffer.alloc(16)
  lengths.writeUInt32LE(64 + text.length, 8)
  const covered = Buffer.concat([tagBlock, ciphertext, Buffer.alloc(text.length % 16), lengths])
  return Buffer.concat([tagBlock.subarray(0, 1), ciphertext, poly1305(keyStream(0, new Uint8Array(32)), covered)])
}

/** draft-irtf-cfrg-xchacha §2.2. */
function hChaCha20(key: Uint8Array, nonce: Uint8Array): Uint8Array {
  const start = Buffer.concat([Buffer.from('expand 32-byte k'), key, nonce])
  const s = Uint32Array.from({ length: 16 }, (_, index) => start.readUInt32LE(index * 4))
  const mix = (to: number, from: number, turned: number, by: number) => {
    s[to] = (s[to] ?? 0) + (s[from] ?? 0)
    const word = (s[turned] ?? 0) ^ (s[to] ?? 0)
    s[turned] = (word << by) | (word >>> (32 - by))
  }
  const quarter = (a: number, b: number, c: number, d: number) => {
    mix(a, b, d, 16)
    mix(c, d, b, 12)
    mix(a, b, d, 8)
    mix(c, d, b, 7)
  }
  for (let round = 0; round < 10; round++) {
    for (const i of [0, 1, 2, 3]) quarter(i, i + 4, i + 8, i + 12)
    for (const i of [0, 1, 2, 3]) quarter(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4))
  }
  const words = [...s.subarray(0, 4), ...s.subarray(12)]
  const out = Buffer.alloc(32)
  words.forEach((word, index) => out.writeUInt32LE(word, index * 4))
  return out
}

/** RFC 8439 §2.5. */
function poly1305(key: Uint8Array, data: Uint8Array): Uint8Array {
  const number = (bytes: Uint8Array) => BigInt(`0x0${Buffer.from(bytes.toReversed()).toString('hex')}`)
  const r = number(key.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn
  let sum = 0n
  for (let at = 0; at < data.length; at += 16) {
    const block = Uint8Array.from([...data.subarray(at, at + 16), 1])
    sum = ((sum + number(block)) * r) % (2n ** 130n - 5n)
  }
  const mac = BigInt.asUintN(128, sum + number(key.subarray(16)))
  return Buffer.from(mac.toString(16).padStart(32, '0'), 'hex').toReversed()
}

test('the writer of these tests knows Poly1305 and HChaCha20', () => {
  const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))
  const key = hex('85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b')
  const mac = poly1305(key, new TextEncoder().encode('Cryptographic Forum Research Group'))
  expect(Buffer.from(mac).toString('hex')).toBe('a8061dc1305136c6c22b8baf0c0127a9')
  const counted = Uint8Array.from({ length: 32 }, (_, index) => index)
  const subKey = hChaCha20(counted, hex('000000090000004a0000000031415927'))
  expect(Buffer.from(subKey).toString('hex')).toBe('82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc')
})

describe('an encrypted export', () => {
  test('opens with its password, after a wrong one', async () => {
    const opened = await openLocked(await written(uri))
    expect(opened).toMatchObject({ format: 'ente' })
    expect(opened).not.toHaveProperty('memoryBytes')
    expect(await outcomeOf(() => opened.unlock('tin lantern'))).toBe('transfer/wrong-password')
    expect(onlyAccount(await opened.unlock(password))).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: 'GitHub',
      account: 'ada',
      dropped: [],
    })
  })

  test.each([0, 1, 15, 16, 17, 63, 64, 65])('of %i letters more opens, too', async (more) => {
    const { entries } = await (await openLocked(await written(`${uri}\n#${'x'.repeat(more)}`))).unlock(password)
    expect(entries).toHaveLength(1)
  })

  test('opens whether or not its message closes the stream', async () => {
    expect(outcomesOf(await (await openLocked(await written(uri, { tag: 0 }))).unlock(password))).toEqual(['account'])
  })

  test('carries over what Ente says about accounts, and reports what is none', async () => {
    const display = { pinned: true, trashed: true, tags: ['work'], note: 'a b', tapCount: 2, position: 4 }
    const line = `${uri}&codeDisplay=${encodeURIComponent(JSON.stringify(display))}`
    const { entries } = await (await openLocked(await written(`${line}\n\nsomething`))).unlock(password)
    expect(entries).toHaveLength(2)
    expect(entries.slice(0, 1).map(accountOf)).toMatchObject([
      { pinned: true, deletedAt: openedAt, tags: ['work'], note: 'a b', useCount: 2, order: 4 },
    ])
    expect(entries[1]).toMatchObject({ label: 'line 3', text: 'something', code: 'otp/not-a-uri' })
  })

  test('an altered or shortened message cannot be told from a wrong password', async () => {
    const file = await written(uri)
    const bytes = Buffer.from(file.encryptedData, 'base64')
    const altered = [0, 1, 40, bytes.length - 1].map((at) => {
      const copy = Uint8Array.from(bytes)
      copy[at] = (copy[at] ?? 0) ^ 1
      return copy
    })
    for (const data of [...altered, bytes.subarray(0, -1), bytes.subarray(0, 17)]) {
      const opened = await openLocked({ ...file, encryptedData: encodeBase64(data) })
      expect(await outcomeOf(() => opened.unlock(password))).toBe('transfer/wrong-password')
    }
  })

  test('text that is no UTF-8 is damage', async () => {
    const opened = await openLocked(await written(Uint8Array.of(0xff, 0xfe, 0xfd)))
    expect(await outcomeOf(() => opened.unlock(password))).toBe('transfer/damaged')
  })

  test('the memory it takes is said where it is much', async () => {
    const withMemory = async (memLimit: number, opsLimit: number) => ({
      ...(await written(uri)),
      kdfParams: { memLimit, opsLimit, salt: encodeBase64(salt) },
    })
    expect(await openLocked(await withMemory(2 ** 30, 4))).toMatchObject({ memoryBytes: 2 ** 30 })
    expect(await openLocked(await withMemory(2 ** 28, 16))).toMatchObject({ memoryBytes: 2 ** 28 })
    expect(await openLocked(await withMemory(2 ** 27, 32))).not.toHaveProperty('memoryBytes')
  })
})

describe('nothing is derived for a file', () => {
  const refusal = async (members: object, kdf: object = {}) => {
    const file = await written(uri)
    return stateOf({ ...file, ...members, kdfParams: { ...file.kdfParams, ...kdf } })
  }

  test.each([
    ['more memory than 1 GiB', { memLimit: 2 ** 30 + 1024, opsLimit: 1 }],
    ['more passes than its memory allows', { memLimit: 2 ** 30, opsLimit: 5 }],
    ['passes without end', { memLimit: 10_240, opsLimit: 2 ** 50 }],
  ])('that asks for %s', async (_what, kdf) => {
    expect(await refusal({}, kdf)).toBe('transfer/limits')
  })

  test.each([
    [{ memLimit: 0 }],
    [{ memLimit: 8191 }],
    [{ memLimit: -1 }],
    [{ memLimit: '10240' }],
    [{ memLimit: 10_240.5 }],
    [{ opsLimit: 0 }],
    [{ opsLimit: null }],
    [{ salt: 'AAAA' }],
    [{ salt: '*' }],
    [{ salt: 5 }],
  ])('with %j among its parameters', async (kdf) => {
    expect(await refusal({}, kdf)).toBe('transfer/damaged')
  })

  test.each([
    ['transfer/damaged', { encryptionNonce: 'AAAA' }],
    ['transfer/damaged', { encryptionNonce: null }],
    ['transfer/damaged', { encryptedData: 'AAAA' }],
    ['transfer/damaged', { encryptedData: ['x'] }],
    ['transfer/unsupported', { version: 2 }],
  ])('that is %s with %j', async (code, members) => {
    expect(await refusal(members)).toBe(code)
  })

  test('whose parameters are no object', async () => {
    expect(await stateOf({ ...(await written(uri)), kdfParams: [] })).toBe('transfer/damaged')
  })
})

test('a file that is changed anywhere comes to an end', async () => {
  const file = await written(uri)
  await fc.assert(
    fc.asyncProperty(mutatedJson(file), (changed) => expectAnEnd(changed, password)),
    { numRuns: Math.ceil(mutationRuns / 3) },
  )
  await fc.assert(
    fc.asyncProperty(mutatedBytes(new TextEncoder().encode(JSON.stringify(file))), (bytes) => expectAnEnd(bytes)),
    { numRuns: mutationRuns },
  )
})

const files = exportFixtures('ente').filter(({ encrypted }) => encrypted)

describe.skipIf(files.length === 0)('files of the app itself', () => {
  test.each(files.map((fixture) => [fixture.name, fixture] as const))(
    '%s',
    async (_name, fixture) => {
      const isHeavy = ((await openLocked(fixture.files[0]?.bytes)).memoryBytes ?? 0) >= 2 ** 28
      if (isHeavy && process.env['SLOW'] !== '1') return
      expectAccounts(fixture, await openFixture(fixture))
      if (isHeavy) return
      expect(await outcomeOf(() => openFixture({ ...fixture, passphrase: 'wrong' }))).toBe('transfer/wrong-password')
    },
    120_000,
  )
})
