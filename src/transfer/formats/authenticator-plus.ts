import { openSqlcipher } from '../containers/sqlcipher.ts'
import { openSqlite } from '../containers/sqlite.ts'
import { hexSecret, type RawAccount } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, FormatModule, ReadExport, ReadingContext, SealedExport } from '../format.ts'
import type { JsonFields } from '../json-fields.ts'
import { readRecords } from '../record-list.ts'

/**
 * Authenticator Plus's database. Nothing tells it from a file of andOTP whose length happens to be whole pages, but that the
 * password opens one or the other.
 */
export async function readExport(files: readonly FileContent[], context: ReadingContext): Promise<SealedExport> {
  const bytes = files[0]?.bytes ?? new Uint8Array()
  return {
    unlock: async (password, signal) => {
      try {
        return readDatabase(await openSqlcipher(bytes, password, signal))
      } catch (error) {
        if (!(error instanceof TransferError) || error.code !== 'transfer/wrong-password') throw error
        signal?.throwIfAborted()
        return unlockOther(files, context, password, signal)
      }
    },
  }
}

async function unlockOther(
  files: readonly FileContent[],
  context: ReadingContext,
  password: string,
  signal: AbortSignal | undefined,
): Promise<ReadExport> {
  const andOtp: FormatModule = await import('./andotp.ts')
  const read = await andOtp.readExport(files, context)
  return 'unlock' in read ? read.unlock(password, signal) : read
}

function readDatabase(bytes: Uint8Array): ReadExport {
  const database = openSqlite(bytes)
  if (!database.tables.has('accounts')) throw new TransferError('transfer/damaged', 'there is no table of accounts')
  const categories = new Set(database.rows('category').map(({ name }) => name))
  const entries = readRecords(database.rows('accounts'), ['issuer', 'email'], (row) => accountOf(row, categories))
  return { entries, ...(database.writesAhead && { remarks: ['journal-missing'] }) }
}

function accountOf(row: JsonFields, categories: ReadonlySet<unknown>): RawAccount {
  const type = row.raw('type')
  const isBlizzard = type === 2
  const issuer = row.text('issuer')
  const account = row.text('email')
  const original = row.text('original_name')
  // What everything is in stands in the rows, and not in the table of categories.
  const category = row.text('category')
  const isRenamed = original !== undefined && original !== account && original !== `${issuer}:${account}`
  return {
    type: typeOf(type),
    secret: isBlizzard ? hexSecret(row.text('secret')) : row.text('secret'),
    digits: isBlizzard ? 8 : 6,
    counter: row.number('counter'),
    issuer,
    account,
    // The serial number, which restores a Battle.net authenticator.
    note: isBlizzard && isRenamed ? original : undefined,
    tags: categories.has(category) ? [category] : [],
    order: Number(row.text('position') ?? Number.NaN),
    dropped: [!isBlizzard && isRenamed && 'previous-name'],
  }
}

/** Blizzard's are time-based. */
function typeOf(type: unknown): string {
  if (type === 0 || type === 2 || type === null) return 'totp'
  return type === 1 ? 'hotp' : 'unknown'
}
