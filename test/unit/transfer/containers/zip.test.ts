import { describe, expect, test } from 'vitest'
import { readZipDirectory, readZipMembers } from '../../../../src/transfer/containers/zip.ts'
import {
  passesZipCryptoCheck,
  withClaimedSize,
  zipOf,
  zipOfNothing,
  zipOfZeros,
  type Packing,
} from '../../../support/archives.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const all = (): boolean => true
const mebibyte = 1024 * 1024

async function textsOf(archive: Uint8Array, password?: string): Promise<object> {
  const files = await readZipMembers(archive, all, password === undefined ? {} : { password })
  return Object.fromEntries(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]))
}

describe('an archive', () => {
  test('has a directory', async () => {
    const archive = await zipOf({ 'a.txt': 'one', 'b/': '', 'b/ä.txt': 'two' })
    expect(await readZipDirectory(archive)).toEqual([
      { path: 'a.txt', encrypted: false },
      { path: 'b/', encrypted: false },
      { path: 'b/ä.txt', encrypted: false },
    ])
    expect(await readZipDirectory(await zipOf({}))).toEqual([])
  })

  test.each([0, 9])('has its members back, packed at level %i', async (level) => {
    const content = 'the same line\n'.repeat(10_000)
    expect(await textsOf(await zipOf({ 'a.txt': content, 'b/': '', 'b/c': '' }, { level }))).toEqual({
      'a.txt': content,
      'b/c': '',
    })
  })

  test('is unpacked only where it is wanted', async () => {
    const archive = await zipOf({ 'a.txt': 'one', 'b.txt': 'two' })
    const files = await readZipMembers(archive, (path) => path.startsWith('b'))
    expect(files.map(({ name }) => name)).toEqual(['b.txt'])
  })

  test('that is damaged is told', async () => {
    const archive = await zipOf({ 'a.txt': 'one two three four five six' }, { level: 0 })
    const flipped = Uint8Array.from(archive, (byte, at) => (at === 40 ? byte ^ 1 : byte))
    expect(await outcomeOf(() => textsOf(flipped))).toBe('transfer/damaged')
    expect(await outcomeOf(() => textsOf(archive.subarray(0, archive.length - 30)))).toBe('transfer/damaged')
    expect(await outcomeOf(() => readZipDirectory(new Uint8Array(10)))).toBe('transfer/damaged')
  })

  test('can be left while it is unpacked', async () => {
    const archive = await zipOf({ a: 'x' })
    const reading = readZipMembers(archive, all, { signal: AbortSignal.abort() })
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
  })
})

const packings: readonly (readonly [string, Packing])[] = [
  ['ZipCrypto', { zipCrypto: true }],
  ['WinZip AES-128', { encryptionStrength: 1 }],
  ['WinZip AES-256', { encryptionStrength: 3 }],
]

describe.each(packings)('an archive under %s', (_, packing) => {
  const password = 'pässwörd 😀'

  test('says so, opens with its password, and with no other', async () => {
    const archive = await zipOf({ 'a.txt': 'one', 'b.txt': 'two'.repeat(1000) }, { ...packing, password })
    expect((await readZipDirectory(archive)).map(({ encrypted }) => encrypted)).toEqual([true, true])
    expect(await textsOf(archive, password)).toEqual({ 'a.txt': 'one', 'b.txt': 'two'.repeat(1000) })
    for (const wrong of ['', 'password', `${password} `]) {
      expect(await outcomeOf(() => textsOf(archive, wrong)), wrong).toBe('transfer/wrong-password')
    }
    expect(await outcomeOf(() => textsOf(archive))).toBe('transfer/wrong-password')
  })
})

test('the one wrong password in 256 that ZipCrypto lets through is a wrong one all the same', async () => {
  const archive = await zipOf({ a: 'x'.repeat(100) }, { zipCrypto: true, password: 'right' })
  const wrong = Array.from({ length: 10_000 }, (_, at) => `wrong ${at}`)
  const letThrough = wrong.filter((password) => passesZipCryptoCheck(archive, password))
  expect(passesZipCryptoCheck(archive, 'right')).toBe(true)
  expect(letThrough.length).toBeGreaterThan(10)
  const outcomes = new Set<string>()
  for (const password of [...letThrough, ...wrong.slice(0, 100)]) {
    outcomes.add(await outcomeOf(() => textsOf(archive, password)))
  }
  expect([...outcomes]).toEqual(['transfer/wrong-password'])
})

describe('an archive that was made to hurt', () => {
  test('by the size that it says', async () => {
    expect(await outcomeOf(() => textsOf(zipOfZeros({ a: 33, b: 33 })))).toBe('transfer/too-large')
    const liar = withClaimedSize(await zipOf({ a: 'x'.repeat(1000) }), 0xffff_fff0)
    expect(await outcomeOf(() => textsOf(liar))).toBe('transfer/too-large')
  })

  test('and is sound but for that', async () => {
    const members = await readZipMembers(zipOfZeros({ a: 3, b: 1 }), all)
    expect(members.map(({ name, bytes }) => [name, bytes.length])).toEqual([
      ['a', 3 * mebibyte],
      ['b', mebibyte],
    ])
    expect(members.every(({ bytes }) => bytes.every((byte) => byte === 0))).toBe(true)
    expect(await readZipDirectory(zipOfNothing(2000))).toHaveLength(2000)
    expect(await textsOf(zipOfNothing(2))).toEqual({ 0: '', 1: '' })
  })

  test('by a size that it does not say', async () => {
    const bomb = zipOfZeros({ a: 66 })
    expect(bomb.length).toBeLessThan(mebibyte)
    expect(['transfer/too-large', 'transfer/damaged']).toContain(
      await outcomeOf(() => textsOf(withClaimedSize(bomb, 10))),
    )
  })

  test('by the number of its members', async () => {
    expect(await outcomeOf(() => readZipDirectory(zipOfNothing(2001)))).toBe('transfer/too-many')
  })
})
