import { systemClock } from '../clock.ts'
import { systemRandom, type Bytes, type RandomSource } from '../crypto/index.ts'
import type { WritableAccount, WriteBackupOptions } from './backup/index.ts'
import { TransferError } from './errors.ts'
import type { ExportFormat, ExportModule, ExportPlan, Scrypt } from './export-format.ts'
import { planFor } from './export-plan.ts'

/** What an export is made with. */
export interface ExportOptions {
  /** Of the file: `aegis-encrypted`, `mfa-backup` and `self-opening` need one. */
  readonly password?: string | undefined
  /** Unix ms; gives the file its name. */
  readonly now?: number | undefined
  readonly random?: RandomSource | undefined
  readonly scrypt?: Scrypt | undefined
  /** Of `mfa-backup` and `self-opening`: the slow hash, and what goes in beside the accounts. */
  readonly backup?: WriteBackupOptions | undefined
}

/** A file to hand to the person, and what is not in it. */
export interface ExportedFile extends ExportPlan {
  /** Says what it is and when it was made, and nothing about the accounts. */
  readonly filename: string
  readonly mediaType: string
  readonly bytes: Bytes
}

interface FormatFacts {
  /** What follows the date in the file's name. */
  readonly ending: string
  readonly mediaType: string
  /** Fetches the writer: only what is needed is loaded. */
  load(): Promise<ExportModule>
}

const formats: Readonly<Record<ExportFormat, FormatFacts>> = {
  'mfa-backup': {
    ending: '.mfabackup',
    mediaType: 'application/vnd.mfa-manager.backup+json',
    load: async () => (await import('./exports/backup.ts')).backup,
  },
  'self-opening': {
    ending: '.html',
    mediaType: 'text/html',
    load: async () => (await import('./exports/self-opening.ts')).selfOpening,
  },
  'key-uris': {
    ending: '-key-uris.txt',
    mediaType: 'text/plain',
    load: async () => (await import('./exports/key-uris.ts')).keyUris,
  },
  'google-migration': {
    ending: '-google-migration.txt',
    mediaType: 'text/plain',
    load: async () => (await import('./exports/google-migration.ts')).googleMigration,
  },
  aegis: {
    ending: '-aegis.json',
    mediaType: 'application/json',
    load: async () => (await import('./exports/aegis.ts')).aegis,
  },
  'aegis-encrypted': {
    ending: '-aegis-encrypted.json',
    mediaType: 'application/json',
    load: async () => (await import('./exports/aegis-encrypted.ts')).aegisEncrypted,
  },
  '2fas': {
    // Its own app offers no other ending when it opens a file.
    ending: '.2fas',
    mediaType: 'application/json',
    load: async () => (await import('./exports/two-fas.ts')).twoFas,
  },
  'bitwarden-csv': {
    ending: '-bitwarden.csv',
    mediaType: 'text/csv',
    load: async () => (await import('./exports/bitwarden-csv.ts')).bitwardenCsv,
  },
}

/**
 * Writes accounts into a file for another app, or into a backup of ours. What the format cannot say exactly is left out
 * and named, never bent.
 *
 * @param accounts - With their secrets, in the order of the file. Those in the bin go into backups only.
 * @throws `TransferError` with `transfer/nothing-to-write` where no account is left, or what writing a backup throws;
 * `OtpError` for parameters that no code comes from; `CryptoError` with `crypto/passphrase-…` for the password.
 */
export async function exportAccounts(
  format: ExportFormat,
  accounts: readonly WritableAccount[],
  options: ExportOptions = {},
): Promise<ExportedFile> {
  const { ending, mediaType, load } = formats[format]
  const { now = systemClock.now(), random = systemRandom, scrypt = nobleScrypt, password = '', backup = {} } = options
  const module = await load()
  const { planned, plan } = planFor(module, accounts)
  if (planned.length === 0) throw new TransferError('transfer/nothing-to-write', 'no account fits the format')
  const writable = planned.map(({ account }) => account)
  const bytes = await module.writeExport(writable, { now, random, scrypt, password, backup })
  return { ...plan, filename: `mfa-manager-${dateOf(now)}${ending}`, mediaType, bytes }
}

/**
 * Says what would become of accounts in a format, without writing anything.
 *
 * @throws `OtpError` for parameters that no code comes from.
 */
export async function planExport(format: ExportFormat, accounts: readonly WritableAccount[]): Promise<ExportPlan> {
  return planFor(await formats[format].load(), accounts).plan
}

const nobleScrypt: Scrypt = async (password, salt, { length, ...parameters }) => {
  const { scryptAsync } = await import('@noble/hashes/scrypt.js')
  return scryptAsync(password, salt, { ...parameters, dkLen: length })
}

/** `2026-11-22` in the device's time zone. */
function dateOf(now: number): string {
  const date = new Date(now)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
