import {
  deriveVaultKeys,
  kdfText,
  manifestEntry,
  openSlot,
  parseHeader,
  parseKdfText,
  passphraseBytes,
  sealRecord,
  sealSlot,
  type Bytes,
  type KdfParameters,
  type SealedRecord,
  type Slot,
  type VaultHeader,
  type VaultKeys,
} from '../../src/crypto/index.ts'
import { pickHeader } from '../../src/vault/header-copies.ts'
import { signHeader } from '../../src/vault/write.ts'
import type { Disk } from './disk.ts'
import { passphrase, type TabStage } from './tab-stage.ts'

/** A vault on a disk, with everything that the stage's passphrase opens. */
interface OpenedByHand {
  readonly header: VaultHeader
  readonly slot: Slot
  readonly typed: Bytes
  readonly vaultKey: Bytes
  readonly keys: VaultKeys
}

async function openByHand({ disk, kdf }: TabStage<Disk>): Promise<OpenedByHand> {
  const header = pickHeader((await disk.rows('headers')).map((row) => parseHeader(row['header'])))
  const slot = header?.slots[0]
  if (header === undefined || slot === undefined) throw new Error('there is no vault')
  const typed = passphraseBytes(passphrase)
  const vaultKey = await openSlot(slot, header.vaultId, await kdf.derive(typed, parseKdfText(slot.params)))
  if (vaultKey === null) throw new Error('the passphrase is another one')
  return { header, slot, typed, vaultKey, keys: await deriveVaultKeys(vaultKey, header.vaultId) }
}

/** Signs what lies on the disk with these slots: no tab can tell it from what it wrote itself. */
async function sign({ disk }: TabStage<Disk>, { header, keys }: OpenedByHand, slots = header.slots): Promise<void> {
  const entries = ((await disk.rows('records')) as unknown as SealedRecord[])
    .map(manifestEntry)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const signed = await signHeader(keys, { ...header, slots }, entries)
  for (const row of await disk.rows('headers')) await disk.put('headers', { ...row, header: signed })
}

/** Wraps the vault key under these parameters instead of those of today, as another version of the app would have. */
export async function putOlderSlot(stage: TabStage<Disk>, parameters: KdfParameters): Promise<void> {
  const opened = await openByHand(stage)
  const { slot, vaultKey, header } = opened
  const secret = await stage.kdf.derive(opened.typed, parameters)
  const params = kdfText(parameters)
  await sign(stage, opened, [await sealSlot({ ...slot, vaultKey, vaultId: header.vaultId, params, secret })])
}

/** Adds an account as no version up to this one writes it. */
export async function putRecordOfNewerVersion(stage: TabStage<Disk>, id: string): Promise<SealedRecord> {
  const opened = await openByHand(stage)
  const record = await sealRecord(
    opened.keys,
    opened.header.vaultId,
    id,
    1,
    '{"kind":"account","written":"in another way"}',
  )
  await stage.disk.put('records', { ...record })
  await sign(stage, opened)
  return record
}
