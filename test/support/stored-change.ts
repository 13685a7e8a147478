import { type SealedRecord, type VaultHeader } from '../../src/crypto/index.ts'
import { encodeBase64url } from '../../src/encoding/index.ts'
import type { VaultChange } from '../../src/storage/index.ts'

/** A text that has the shape of an id. */
export function idOf(number: number): string {
  return encodeBase64url(new Uint8Array(16).fill(number))
}

/** A row that has the shape of a sealed record. */
export function recordOf(number: number, v = 1): SealedRecord {
  return { id: idOf(number), v, n: new Uint8Array(12).fill(number), c: new Uint8Array(32).fill(v) }
}

/** A header that can be read, and says nothing true. */
export function headerOf(epoch: number): VaultHeader {
  const digest = encodeBase64url(new Uint8Array(32))
  return {
    format: 'mfa-manager-vault',
    version: 1,
    minWriter: 1,
    vaultId: idOf(250),
    vaultCommit: digest,
    epoch,
    slots: [],
    mac: digest,
  }
}

/** A change that puts records at an epoch. */
export function changeOf(epoch: number, puts: readonly SealedRecord[], removes: readonly string[] = []): VaultChange {
  const entries = puts.map(({ id, v }) => ({ id, v, tag: encodeBase64url(new Uint8Array(16).fill(v)) }))
  return { puts, entries, removes, header: headerOf(epoch) }
}
