import type { Bytes } from '../../crypto/index.ts'
import { encodeUtf8 } from '../../encoding/index.ts'
import { formatBackupFile, parseBackupFile } from '../backup/backup-file.ts'
import type { ExportModule } from '../export-format.ts'
import { backup, writeOwnBackup } from './backup.ts'

/** A backup in a page that opens it: all there is, the bin included. */
export const selfOpening: ExportModule = {
  ...backup,
  writeExport: async (accounts, context) => writeSelfOpening(await writeOwnBackup(accounts, context)),
}

/**
 * Puts a backup into an HTML file with the program that opens it: for where there is nothing but a browser. It needs no
 * network and stores nothing.
 *
 * @param backup - What `writeBackup` gave. It is not opened, so the passphrase is not needed.
 * @throws `TransferError` with `backup/…` when it is no backup file; nothing else may get into the page.
 */
export async function writeSelfOpening(backup: Uint8Array): Promise<Bytes> {
  // Written anew from what was read: whatever else the file said stays outside.
  const text = new TextDecoder().decode(formatBackupFile(parseBackupFile(backup)))
  const { before, after } = await import('virtual:viewer')
  return encodeUtf8(before + text + after)
}
