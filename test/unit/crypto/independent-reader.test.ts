import { describe, expect, test } from 'vitest'
import {
  deriveVaultKeys,
  headerFormat,
  kdfText,
  manifestEntry,
  manifestText,
  newId,
  newKdfParameters,
  passphraseBytes,
  sealRecord,
  sealSlot,
  signManifest,
  systemRandom,
  vaultCommit,
  writerVersion,
} from '../../../src/crypto/index.ts'
import { encodeBase64url } from '../../../src/encoding/index.ts'
import { nodeKdf } from '../../support/kdf.ts'
import { readVault, unwrap, type StoredVault } from '../../support/read-vault.ts'
import { slotVectors, vaultVector, vectorOf } from '../../support/vectors.ts'

const frozen = vaultVector as unknown as StoredVault & { readonly plaintexts: readonly string[] }
const passphrase = 'pässword with spaces '

/** A vault as the app writes it, with random bytes. */
async function freshVault(plaintexts: readonly string[], options: { readonly argon2: boolean }): Promise<StoredVault> {
  const vaultId = newId(systemRandom)
  const vaultKey = systemRandom(32)
  const parameters = newKdfParameters({ ...options, random: systemRandom })
  const secret = await nodeKdf().derive(passphraseBytes(passphrase), parameters)
  const about = { slotId: newId(systemRandom), kind: 'passphrase', params: kdfText(parameters) }
  const slots = [await sealSlot({ vaultKey, vaultId, secret, ...about })]
  const keys = await deriveVaultKeys(vaultKey, vaultId)
  const records = await Promise.all(
    plaintexts.map((json, index) => sealRecord(keys, vaultId, newId(systemRandom), index + 1, json)),
  )
  const mac = await signManifest(
    keys,
    await manifestText({ vaultId, epoch: 3, slots, entries: records.map(manifestEntry) }),
  )
  const plain = { format: headerFormat, version: 1, minWriter: writerVersion, vaultId, epoch: 3, slots, mac }
  return {
    header: { ...plain, vaultCommit: await vaultCommit(vaultKey, vaultId) },
    records: records.map(({ id, v, n, c }) => ({ id, v, n: encodeBase64url(n), c: encodeBase64url(c) })),
  }
}

describe('a reader that shares no code with the app', () => {
  test('opens the frozen vault', async () => {
    expect(await readVault(frozen, vaultVector.passphrase)).toEqual(frozen.plaintexts)
  })

  test.each([true, false])('opens a vault that the app has just written (argon2: %s)', async (argon2) => {
    const plaintexts = ['{"kind":"account","issuer":"Räksmörgås 🗝"}', '{}', `{"note":"${'n'.repeat(1000)}"}`]
    expect(await readVault(await freshVault(plaintexts, { argon2 }), passphrase)).toEqual(plaintexts)
  })

  test.each(['slot-passphrase', 'slot-passphrase-pbkdf2', 'slot-recovery', 'slot-passkey'])('unwraps %s', (name) => {
    const { slot, vaultId, secret, vaultKey } = vectorOf(slotVectors, name)
    expect(unwrap(slot, vaultId, Buffer.from(secret, 'hex')).toString('hex')).toBe(vaultKey)
  })

  test('notices a record that is missing, as the app does', async () => {
    const altered = { ...frozen, records: frozen.records.slice(1) }
    await expect(readVault(altered, vaultVector.passphrase)).rejects.toThrow('altered')
  })

  test('notices a wrong passphrase', async () => {
    await expect(readVault(frozen, 'another')).rejects.toThrow('wrong secret')
  })
})
