import { createCipheriv, createHash, hkdfSync, pbkdf2Sync, randomBytes } from 'node:crypto'
import type { TestFile } from './import-files.ts'

/** An account as docs/backup-format.md has it, without its id. */
export interface BackupEntry {
  readonly issuer: string
  readonly account: string
  /** RFC 4648 base32. */
  readonly secret: string
  readonly [member: string]: unknown
}

/** What goes in beside the accounts. */
export interface BackupExtras {
  readonly settings?: Readonly<Record<string, unknown>>
  readonly kept?: readonly object[]
}

const blockBytes = 4096

/**
 * A backup under PBKDF2, written from docs/backup-format.md: the app's own code needs a browser, and what it writes it
 * would also read.
 */
export function backupFile(accounts: readonly BackupEntry[], passphrase: string, extras: BackupExtras = {}): TestFile {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const kdf = { name: 'pbkdf2-sha256', i: 1_000_000, salt: salt.toString('base64url') }
  const header = `mfa-manager-backup\n1\n${kdf.name} i=${kdf.i}\nsalt=${kdf.salt}\nnonce=${nonce.toString('base64url')}\n`
  const root = pbkdf2Sync(Buffer.from(passphrase.normalize('NFC')), salt, kdf.i, 32, 'sha256')
  const context = createHash('sha256').update(header).digest()
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', root, context, `mfa-manager/backup/v1/${purpose}`, 32))

  const entries = accounts.map((account) => ({ id: randomBytes(16).toString('base64url'), type: 'totp', ...account }))
  const json = JSON.stringify({ createdAt: '2026-05-12T09:41:12.000Z', accounts: entries, ...extras })
  const bytes = Buffer.from(json)
  const plaintext = Buffer.alloc(Math.ceil(bytes.length / blockBytes) * blockBytes, ' ')
  bytes.copy(plaintext)
  const cipher = createCipheriv('aes-256-gcm', derive('enc'), nonce).setAAD(Buffer.from(header))
  const data = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
  const file = {
    format: 'mfa-manager-backup',
    version: 1,
    kdf,
    commit: derive('commit').toString('base64url'),
    nonce: nonce.toString('base64url'),
    data: data.toString('base64url'),
  }
  return { name: 'mine.mfabackup', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) }
}
