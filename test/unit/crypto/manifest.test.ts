import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  deriveVaultKeys,
  manifestEntry,
  manifestText,
  sealRecord,
  signManifest,
  verifyManifest,
  type ManifestContent,
  type ManifestEntry,
} from '../../../src/crypto/index.ts'
import { encodeBase64url } from '../../../src/encoding/index.ts'
import { bytesOf, runs } from '../../support/bytes-of.ts'
import { countingRandom } from '../../support/counting-random.ts'
import { manifestVectors, slotVectors, vectorOf } from '../../support/vectors.ts'

const vaultId = 'EBESExQVFhcYGRobHB0eHw'
const keys = await deriveVaultKeys(countingRandom(0x40)(32), vaultId)
const { slot } = vectorOf(slotVectors, 'slot-recovery')

const arbitraryEntry: fc.Arbitrary<ManifestEntry> = fc.record({
  id: bytesOf(16).map(encodeBase64url),
  v: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  tag: bytesOf(16).map(encodeBase64url),
})
const arbitraryEntries = fc.uniqueArray(arbitraryEntry, { minLength: 1, maxLength: 20, selector: ({ id }) => id })
const content = (entries: readonly ManifestEntry[]): ManifestContent => ({ vaultId, epoch: 1, slots: [slot], entries })

describe('the manifest', () => {
  test('is the text of the format', async () => {
    const entries = [
      { id: 'b'.repeat(22), v: 2, tag: 'tag-b' },
      { id: 'B'.repeat(22), v: 1, tag: 'tag-B' },
    ]
    expect(await manifestText({ vaultId, epoch: 42, slots: [], entries })).toBe(
      `mfa-manager-manifest\n1\n${vaultId}\n42\n47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU\n` +
        `${'B'.repeat(22)} 1 tag-B\n${'b'.repeat(22)} 2 tag-b\n`,
    )
  })

  test('is signed as the format says', async () => {
    const vector = vectorOf(manifestVectors, 'manifest-sound')
    expect(await signManifest(keys, await manifestText(vector))).toBe(vector.mac)
  })

  test('is the same in whatever order the records come', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEntries, async (entries) => {
        const text = await manifestText(content(entries))
        expect(await manifestText(content(entries.toReversed()))).toBe(text)
        expect(await verifyManifest(keys, text, await signManifest(keys, text))).toBe(true)
      }),
      runs,
    )
  })

  test('is another one when any record is missing, added, older or altered', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEntries, arbitraryEntry, async (entries, other) => {
        const mac = await signManifest(keys, await manifestText(content(entries)))
        const [first, ...rest] = entries
        if (first === undefined) return
        const changed = [
          rest,
          [...entries, other],
          [{ ...first, v: first.v + 1 }, ...rest],
          [{ ...first, tag: other.tag }, ...rest],
        ]
        for (const altered of changed) {
          expect(await verifyManifest(keys, await manifestText(content(altered)), mac)).toBe(false)
        }
      }),
      runs,
    )
  })

  test('names a record by its id, version and tag', async () => {
    const record = await sealRecord(keys, vaultId, 'MDEyMzQ1Njc4OTo7PD0-Pw', 3, '{}')
    expect(manifestEntry(record)).toEqual({ id: record.id, v: 3, tag: encodeBase64url(record.c.slice(-16)) })
  })

  test('does not change the lists it is made of', async () => {
    const entries = Object.freeze([
      { id: 'b', v: 1, tag: '' },
      { id: 'a', v: 1, tag: '' },
    ])
    await manifestText({ vaultId, epoch: 1, slots: Object.freeze([slot]), entries })
    expect(entries.map(({ id }) => id)).toEqual(['b', 'a'])
  })
})
