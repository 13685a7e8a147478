import { createKdf } from '../../crypto/index.ts'
import { encodeUtf8 } from '../../encoding/index.ts'
import { parseContents } from '../backup/backup-contents.ts'
import { parseBackupFile } from '../backup/backup-file.ts'
import { backupInHtml, readBackup, type BackupContents } from '../backup/index.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ImportEntry, ReadExport, ReadingContext, SealedExport } from '../format.ts'
import { jsonFields } from '../json-fields.ts'

/**
 * Our own backup (docs/backup-format.md), of every version: as it is, inside the page that opens it, or as that page
 * saves it without encryption.
 */
export async function readExport(
  files: readonly FileContent[],
  { argon2 }: ReadingContext,
): Promise<ReadExport | SealedExport> {
  const [file] = files
  if (file?.kind === 'json' && jsonFields(file.value)?.raw('format') === 'mfa-manager-plain')
    return readPlain(file.bytes)
  const bytes = backupBytes(file)
  // What is wrong without a password is said before one is asked for.
  parseBackupFile(bytes)
  const kdf = createKdf({ argon2id: argon2 })
  return {
    unlock: async (password, signal) => {
      try {
        return exportOf(await readBackup(bytes, password, { kdf, signal }))
      } catch (error) {
        if (!(error instanceof TransferError) || error.code !== 'backup/passphrase') throw error
        throw new TransferError('transfer/wrong-password', error.message, { cause: error })
      }
    },
  }
}

function backupBytes(file: FileContent | undefined): Uint8Array {
  const inPage = file?.kind === 'html' ? backupInHtml(file.text) : undefined
  return inPage === undefined ? (file?.bytes ?? new Uint8Array()) : encodeUtf8(inPage)
}

/** The plaintext of a backup, with what it is in front. */
function readPlain(bytes: Uint8Array): ReadExport {
  const { unknownMembers: { format: _, version, ...unknown } = {}, ...contents } = parseContents(bytes)
  if (version !== 1) throw new TransferError('backup/unsupported-version', 'the file is of a newer format version')
  return exportOf({ ...contents, ...(Object.keys(unknown).length > 0 && { unknownMembers: unknown }) })
}

function exportOf(backup: BackupContents): ReadExport {
  const entries = backup.accounts.map((account): ImportEntry => ({ outcome: 'account', account, dropped: [] }))
  return { entries, backup }
}
