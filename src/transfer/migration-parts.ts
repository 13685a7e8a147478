import { encodeBase32 } from '../encoding/index.ts'
import { readEntry } from './entry.ts'
import { TransferError } from './errors.ts'
import type { ImportEntry } from './format.ts'
import type { MigrationAccount, MigrationPart } from './formats/migration-payload.ts'

// Google's numbers; 0 is what a writer leaves out. What is not among them is refused by name.
const algorithms = ['SHA1', 'SHA1', 'SHA256', 'SHA512', 'MD5']
const digits = [6, 6, 8]
const types = ['totp', 'hotp', 'totp']

/** The account of a transfer code. Its period is always 30 s. */
export function migrationEntry(account: MigrationAccount): ImportEntry {
  const { name, issuer, secret, counter } = account
  const record = {
    label: issuer === '' ? name : `${issuer}: ${name}`,
    get text() {
      return JSON.stringify({ ...account, secret: encodeBase32(secret) })
    },
  }
  return readEntry(record, () => ({
    type: types[account.type] ?? `type ${account.type}`,
    secret,
    issuer,
    account: name,
    algorithm: algorithms[account.algorithm] ?? `algorithm ${account.algorithm}`,
    digits: digits[account.digits] ?? Number.NaN,
    counter,
  }))
}

/** Transfers of which parts lie among each other: many more than anybody has. */
const maxBatches = 1000

/** How much of Google transfers was read. */
export interface TransferProgress {
  /** Codes that were read, each once. */
  readonly read: number
  /** All that there are. */
  readonly size: number
  /** Places of those to come, as people count them, from 1; each once, in order. */
  readonly missing: readonly number[]
}

/**
 * Which codes of Google transfers were read, and which were not.
 *
 * Codes belong to one transfer when its size and its id are the same. Newer versions give no id: there, two different
 * codes with the same place can only be of two transfers, and each of those should have all places.
 *
 * @param parts - In any order, without repeats.
 * @throws {@link TransferError} `transfer/too-many`.
 */
export function transferProgress(parts: readonly MigrationPart[]): TransferProgress {
  const missing = new Set<number>()
  let [size, lacking] = [0, 0]
  const batches = batchesOf(parts)
  if (batches.size > maxBatches) throw new TransferError('transfer/too-many', 'codes of too many transfers')
  for (const batch of batches.values()) {
    size += batch.size * batch.times
    for (let index = 0; index < batch.size; index++) {
      const lack = batch.times - (batch.counts.get(index) ?? 0)
      if (lack > 0) missing.add(index + 1)
      lacking += Math.max(0, lack)
    }
  }
  return { read: size - lacking, size, missing: [...missing].sort((one, other) => one - other) }
}

/** Transfers that look the same. */
interface Batch {
  readonly size: number
  /** How many of them there are at least. */
  times: number
  /** Different codes by their place. */
  readonly counts: Map<number, number>
}

function batchesOf(parts: readonly MigrationPart[]): ReadonlyMap<string, Batch> {
  const batches = new Map<string, Batch>()
  for (const { size, index, batchId } of parts) {
    const key = `${size}/${batchId}`
    const batch = batches.get(key) ?? { size, times: 1, counts: new Map<number, number>() }
    const count = (batch.counts.get(index) ?? 0) + 1
    batch.counts.set(index, count)
    if (batchId === 0) batch.times = Math.max(batch.times, count)
    batches.set(key, batch)
  }
  return batches
}
