import { systemClock } from '../../clock.ts'
import type { Bytes } from '../../crypto/index.ts'
import { writeBackup, type WritableAccount } from '../backup/index.ts'
import type { ExportModule, WritingContext } from '../export-format.ts'

/** Our own backup: all there is, the bin included. */
export const backup: ExportModule = {
  keepsBin: true,
  refuse: () => undefined,
  reduce: () => [],
  writeExport: writeOwnBackup,
}

/** {@link writeBackup} with the moment and the random source of an export. */
export function writeOwnBackup(
  accounts: readonly WritableAccount[],
  { now, random, password, backup }: WritingContext,
): Promise<Bytes> {
  return writeBackup(accounts, password, { random, clock: { ...systemClock, now: () => now }, ...backup })
}
