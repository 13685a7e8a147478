import { describe, expect, test } from 'vitest'
import {
  checkKdfBounds,
  deriveVaultKeys,
  manifestEntry,
  manifestText,
  openRecord,
  openSlot,
  parseHeader,
  parseKdfText,
  passphraseBytes,
  vaultCommit,
  verifyManifest,
  type Kdf,
  type SealedRecord,
} from '../../src/crypto/index.ts'
import { decodeBase64url, decodeHex, encodeHex } from '../../src/encoding/index.ts'
import { outcomeOf } from './outcome.ts'
import {
  headerVectors,
  keysVector,
  manifestVectors,
  passphraseVectors,
  recordVectors,
  slotVectors,
  vaultVector,
  type RecordVector,
  type SlotVector,
} from './vectors.ts'

const keysOf = (vector: { readonly vaultKey: string; readonly vaultId: string }) =>
  deriveVaultKeys(decodeHex(vector.vaultKey), vector.vaultId)

function stored({ id, v, n, c }: RecordVector['record']): SealedRecord {
  return { id, v, n: decodeBase64url(n), c: decodeBase64url(c) }
}

async function secretOf(vector: SlotVector, kdf: Kdf): Promise<Uint8Array> {
  if (vector.passphrase === undefined) return decodeHex(vector.secret)
  const parameters = parseKdfText(vector.slot.params)
  checkKdfBounds(parameters)
  return kdf.derive(passphraseBytes(vector.passphrase), parameters)
}

/** Every file of test/vectors/vault and test/vectors/passphrase, as cases; run in Node and in browsers. */
export function defineVaultVectorCases(kdf: Kdf): void {
  describe('vectors of passphrases', () => {
    test.each(passphraseVectors)('%s', async (_, { text, utf8, expect: outcome }) => {
      expect(await outcomeOf(() => passphraseBytes(text))).toBe(outcome)
      if (utf8 !== undefined) expect(encodeHex(passphraseBytes(text))).toBe(utf8)
    })
  })

  test('vectors of keys', async () => {
    expect(await vaultCommit(decodeHex(keysVector.vaultKey), keysVector.vaultId)).toBe(keysVector.vaultCommit)
  })

  describe('vectors of slots', () => {
    test.each(slotVectors)('%s', async (_, vector) => {
      let opened: Uint8Array | null = null
      const outcome = await outcomeOf(async () => {
        opened = await openSlot(vector.slot, vector.vaultId, await secretOf(vector, kdf))
      })
      expect(outcome === 'success' && opened === null ? 'wrong-secret' : outcome).toBe(vector.expect)
      if (vector.vaultKey !== undefined) expect(opened).toEqual(decodeHex(vector.vaultKey))
    })
  })

  describe('vectors of records', () => {
    test.each(recordVectors)('%s', async (_, vector) => {
      const keys = await keysOf(vector)
      const open = () => openRecord(keys, vector.vaultId, stored(vector.record))
      expect(await outcomeOf(open)).toBe(vector.expect)
      if (vector.json !== undefined) expect((await open()).trimEnd()).toBe(vector.json)
    })
  })

  describe('vectors of manifests', () => {
    test.each(manifestVectors)('%s', async (_, vector) => {
      const sound = await verifyManifest(await keysOf(vector), await manifestText(vector), vector.mac)
      expect(sound ? 'success' : 'altered').toBe(vector.expect)
    })
  })

  describe('vectors of headers', () => {
    test.each(headerVectors)('%s', async (_, { header, expect: outcome }) => {
      expect(await outcomeOf(() => parseHeader(header))).toBe(outcome)
      if (outcome === 'success') expect(parseHeader(header)).toEqual(header)
    })
  })

  test('a whole vault opens from the passphrase to the records', async () => {
    const header = parseHeader(vaultVector.header)
    const slot = header.slots.find(({ kind }) => kind === 'passphrase')
    if (slot === undefined) throw new Error('no passphrase slot')
    const secret = await kdf.derive(passphraseBytes(vaultVector.passphrase), parseKdfText(slot.params))
    const vaultKey = await openSlot(slot, header.vaultId, secret)
    if (vaultKey === null) throw new Error('the slot did not open')
    expect(await vaultCommit(vaultKey, header.vaultId)).toBe(header.vaultCommit)
    const keys = await deriveVaultKeys(vaultKey, header.vaultId)
    const records = vaultVector.records.map(stored)
    const text = await manifestText({ ...header, entries: records.map(manifestEntry) })
    expect(await verifyManifest(keys, text, header.mac)).toBe(true)
    const opened = await Promise.all(records.map((record) => openRecord(keys, header.vaultId, record)))
    expect(opened.map((json) => json.trimEnd())).toEqual(vaultVector.plaintexts)
  })
}
