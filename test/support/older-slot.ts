import {
  deriveVaultKeys,
  kdfText,
  manifestEntry,
  openSlot,
  parseHeader,
  parseKdfText,
  passphraseBytes,
  sealSlot,
  type KdfParameters,
  type SealedRecord,
} from '../../src/crypto/index.ts'
import { signHeader } from '../../src/vault/write.ts'
import type { Disk } from './disk.ts'
import { passphrase, type TabStage } from './tab-stage.ts'

/**
 * Wraps the vault key of a vault on a disk, whose passphrase is the stage's, under these parameters instead of those of
 * today, as another version of the app would have. Signed: no tab can tell it from what it wrote itself.
 */
export async function putOlderSlot({ disk, kdf }: TabStage<Disk>, parameters: KdfParameters): Promise<void> {
  const copies = (await disk.rows('headers')).map((row) => ({ row, header: parseHeader(row['header']) }))
  const header = copies.map((copy) => copy.header).toSorted((a, b) => b.epoch - a.epoch)[0]
  const slot = header?.slots[0]
  if (header === undefined || slot === undefined) throw new Error('there is no vault')
  const typed = passphraseBytes(passphrase)
  const vaultKey = await openSlot(slot, header.vaultId, await kdf.derive(typed, parseKdfText(slot.params)))
  if (vaultKey === null) throw new Error('the passphrase is another one')
  const older = await sealSlot({
    ...slot,
    vaultKey,
    vaultId: header.vaultId,
    params: kdfText(parameters),
    secret: await kdf.derive(typed, parameters),
  })
  const entries = ((await disk.rows('records')) as unknown as SealedRecord[])
    .map(manifestEntry)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const keys = await deriveVaultKeys(vaultKey, header.vaultId)
  const signed = await signHeader(keys, { ...header, slots: [older] }, entries)
  for (const { row } of copies) await disk.put('headers', { ...row, header: signed })
}
