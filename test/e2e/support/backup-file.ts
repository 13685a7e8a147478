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

/** A slow hash: what the file says of it, and what it makes of a passphrase. */
export interface BackupHash {
  /** Members of `kdf`, but the salt. */
  readonly kdf: { readonly name: string; readonly [parameter: string]: number | string }
  /** 32 bytes. */
  readonly derive: (passphrase: Buffer, salt: Buffer) => Buffer
}

const pbkdf2Hash: BackupHash = {
  kdf: { name: 'pbkdf2-sha256', i: 1_000_000 },
  derive: (passphrase, salt) => pbkdf2Sync(passphrase, salt, 1_000_000, 32, 'sha256'),
}

const blockBytes = 4096

/**
 * A backup, under PBKDF2 where nothing else is given, written from docs/backup-format.md: the app's own code needs a
 * browser, and what it writes it would also read.
 */
export function backupFile(
  accounts: readonly BackupEntry[],
  passphrase: string,
  extras: BackupExtras = {},
  hash = pbkdf2Hash,
): TestFile {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const kdf = { ...hash.kdf, salt: salt.toString('base64url') }
  const { name, ...costs } = hash.kdf
  const kdfLine = [name, ...Object.entries(costs).map(([cost, value]) => `${cost}=${value}`)].join(' ')
  const header = `mfa-manager-backup\n1\n${kdfLine}\nsalt=${kdf.salt}\nnonce=${nonce.toString('base64url')}\n`
  const root = hash.derive(Buffer.from(passphrase.normalize('NFC')), salt)
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
