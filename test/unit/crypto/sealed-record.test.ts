import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { deriveVaultKeys, openRecord, recordTag, sealRecord, type SealedRecord } from '../../../src/crypto/index.ts'
import { decodeBase64url, encodeBase64url } from '../../../src/encoding/index.ts'
import { runs } from '../../support/bytes-of.ts'
import { countingRandom } from '../../support/counting-random.ts'
import { writeOften } from '../../support/nonce-writes.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { recordVectors, vectorOf } from '../../support/vectors.ts'

const vaultId = 'EBESExQVFhcYGRobHB0eHw'
const id = 'MDEyMzQ1Njc4OTo7PD0-Pw'
const keys = await deriveVaultKeys(countingRandom(0x40)(32), vaultId)
const open = (record: SealedRecord) => openRecord(keys, vaultId, record)

describe('a record', () => {
  test('opens to the text it was sealed from', async () => {
    const version = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
    await fc.assert(
      fc.asyncProperty(fc.json(), version, async (json, v) => {
        const record = await sealRecord(keys, vaultId, id, v, json)
        expect(JSON.parse(await open(record))).toEqual(JSON.parse(json))
        expect(record).toMatchObject({ id, v })
      }),
      runs,
    )
  })

  test('is what the format says, to the byte', async () => {
    const { record, json = '' } = vectorOf(recordVectors, 'record-padded')
    const { n, c } = await sealRecord(keys, vaultId, record.id, record.v, json, countingRandom(0xb0))
    expect({ n: encodeBase64url(n), c: encodeBase64url(c) }).toEqual({ n: record.n, c: record.c })
  })

  test('leaves no plaintext behind in memory', async () => {
    const encrypt = vi.spyOn(crypto.subtle, 'encrypt')
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt')
    await open(await sealRecord(keys, vaultId, id, 1, '{"note":"secret"}'))
    const given = encrypt.mock.calls[0]?.[2] as Uint8Array
    const taken = new Uint8Array((await decrypt.mock.results[0]?.value) as ArrayBuffer)
    expect([...given, ...taken].filter((byte) => byte !== 0)).toEqual([])
    expect(given.length + taken.length).toBe(512)
    vi.restoreAllMocks()
  })

  test('opens as the one that three browsers and a second implementation agreed on', async () => {
    const c = Uint8Array.from(Buffer.from('c9059a6f44e612b8bef23a570c5a31616d527d6448356a', 'hex'))
    expect(await open({ id, v: 7, n: decodeBase64url('sLGys7S1tre4ubq7'), c })).toBe('{"a":1}')
  })

  test.each([
    [0, 16],
    [1, 256 + 16],
    [255, 256 + 16],
    [256, 256 + 16],
    [257, 512 + 16],
    [10_000, 10_240 + 16],
  ])('of %i bytes takes %i', async (length, sealed) => {
    expect((await sealRecord(keys, vaultId, id, 1, 'x'.repeat(length))).c).toHaveLength(sealed)
  })

  test('ends with its tag, the sixteen bytes that the manifest names', async () => {
    const record = await sealRecord(keys, vaultId, id, 1, '{}')
    expect(recordTag(record)).toEqual(record.c.slice(-16))
  })

  // The browser project makes the 100,000 writes at each run.
  test('fault 26: has a nonce of its own in each of many writes', { timeout: 60_000 }, async () => {
    const writes = process.env['SLOW'] === '1' ? 100_000 : 5000
    expect(await writeOften(writes)).toEqual({ draws: writes, nonces: writes, strangers: 0 })
  })

  test('fault 26: has another ciphertext each time the same text is sealed', async () => {
    const records = await Promise.all(Array.from({ length: 100 }, () => sealRecord(keys, vaultId, id, 1, '{"same":1}')))
    expect(new Set(records.map(({ c }) => encodeBase64url(c))).size).toBe(100)
  })

  test('fault 17: does not open under the id of another', async () => {
    const record = await sealRecord(keys, vaultId, id, 1, '{}')
    const elsewhere = { ...record, id: 'MTIzNDU2Nzg5Ojs8PT4_QA' }
    expect(await outcomeOf(() => open(elsewhere))).toBe('crypto/record-damaged')
  })

  test('does not open in another vault', async () => {
    const record = await sealRecord(keys, vaultId, id, 1, '{}')
    const elsewhere = () => openRecord(keys, 'EBESExQVFhcYGRobHB0eHg', record)
    expect(await outcomeOf(elsewhere)).toBe('crypto/record-damaged')
  })

  test('is refused at every truncation and with every byte flipped', async () => {
    const record = await sealRecord(keys, vaultId, id, 1, '{"a":1}')
    for (let at = 0; at < record.c.length; at++) {
      const altered = record.c.slice()
      altered[at] = (altered[at] ?? 0) ^ 0x80
      expect(await outcomeOf(() => open({ ...record, c: altered })), `byte ${at}`).toBe('crypto/record-damaged')
      const cut = { ...record, c: record.c.slice(0, at) }
      expect(await outcomeOf(() => open(cut)), `${at} bytes`).toBe('crypto/record-damaged')
    }
  })
})
