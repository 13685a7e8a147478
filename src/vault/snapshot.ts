import {
  nonceBytes,
  openBytes,
  padded,
  sealBytes,
  type RandomSource,
  type VaultHeader,
  type VaultKeys,
} from '../crypto/index.ts'
import { decodeUtf8 } from '../encoding/index.ts'
import type { SealedBlock, StoredSnapshot } from '../storage/index.ts'
import type { RecordContent } from './record.ts'
import { formatBlock, parseBlock, type portionsOf } from './snapshot-block.ts'
import { createState, type VaultState } from './vault-state.ts'

// docs/vault-format.md, "Snapshot": all records of one epoch in a few large blocks. Opening ten thousand records one by
// one costs a person a quarter of a second at each unlock; opening forty blocks does not. It is a cache: what it says is
// shown, the rows are read behind it, and where they say otherwise they are right.

/** A block's length says nothing but how many of these it needs, bytes. */
const paddingBlock = 4096

/** Which block of which snapshot. */
interface BlockPlace {
  readonly vaultId: string
  readonly epoch: number
  readonly index: number
  readonly count: number
}

/** Seals one block. Its text is made in the tick of the call: locking zeroes the secrets that it is made of. */
export async function sealBlock(
  keys: Pick<VaultKeys, 'recordKey'>,
  place: BlockPlace,
  rows: ReturnType<typeof portionsOf>[number],
  random: RandomSource,
): Promise<SealedBlock> {
  const plaintext = padded(formatBlock(rows), paddingBlock)
  try {
    const n = random(nonceBytes)
    return { n, c: await sealBytes(keys.recordKey, n, blockAad(place), plaintext) }
  } finally {
    plaintext.fill(0)
  }
}

/**
 * Opens a snapshot.
 *
 * @param header - Of the same epoch.
 * @returns Its state, the accounts in the order of the list; `undefined`: a block does not open, or is not one.
 */
export async function openSnapshot(
  keys: Pick<VaultKeys, 'recordKey'>,
  header: VaultHeader,
  { epoch, blocks }: StoredSnapshot,
): Promise<VaultState | undefined> {
  const { vaultId } = header
  const count = blocks.length
  const opened = await Promise.all(
    blocks.map(({ n, c }, index) => openBytes(keys.recordKey, n, blockAad({ vaultId, epoch, index, count }), c)),
  )
  const portions = opened.map((plaintext) => (plaintext === null ? undefined : parseBlock(decodeUtf8(plaintext))))
  for (const plaintext of opened) plaintext?.fill(0)
  if (portions.includes(undefined)) return undefined
  const ranked = portions.flatMap((rows) => rows ?? [])
  const byRank: RecordContent[][] = []
  for (const { row, rank } of ranked) (byRank[rank] ??= []).push(row.content)
  const rows = new Map(ranked.map(({ row }) => [row.entry.id, row]))
  return createState({ header, rows, malformed: [], contents: byRank.flat() })
}

function blockAad({ vaultId, epoch, index, count }: BlockPlace): string {
  return `mfa-manager-snapshot\n1\n${vaultId}\n${epoch}\n${index} ${count}\n`
}
