import {
  aesGcmKey,
  hkdf,
  passphraseBytes,
  sha256,
  type Bytes,
  type Kdf,
  type KdfParameters,
} from '../../crypto/index.ts'
import { TransferError } from '../errors.ts'

const commitPurpose = 'mfa-manager/backup/v1/commit'
const encryptPurpose = 'mfa-manager/backup/v1/enc'

/** What one root and one header give. */
export interface BackupKeys {
  /** 32 bytes that stand in the file: equal only for the right passphrase and the header as it was written. */
  readonly commit: Bytes
  /** AES-256-GCM; seals one message only, since the header holds a nonce of the file's own. */
  readonly encKey: CryptoKey
}

/**
 * What the slow hash made of a passphrase. Whoever keeps it can write backups under that passphrase without asking for it:
 * each file has keys of its own, because its nonce goes into them.
 */
export interface BackupRoot {
  readonly kdf: KdfParameters
  /** 32 bytes. */
  readonly prk: Bytes
}

/**
 * Derives both keys (docs/backup-format.md, "Keys").
 *
 * The commitment is there because AES-GCM does not commit to its key: one ciphertext can be made that opens under many
 * passphrases, to different contents or to try out many guesses at once.
 */
export async function deriveBackupKeys({ prk }: BackupRoot, header: string): Promise<BackupKeys> {
  const context = await sha256(header)
  const [commit, raw] = await Promise.all([hkdf(prk, context, commitPurpose), hkdf(prk, context, encryptPurpose)])
  const encKey = await aesGcmKey(raw)
  raw.fill(0)
  return { commit, encKey }
}

/**
 * Runs the slow hash.
 *
 * @returns A root; the caller zeroes its `prk`.
 * @throws {@link TransferError} with `backup/cancelled`; {@link CryptoError} for the passphrase's text or where the hash
 * cannot run.
 */
export async function deriveBackupRoot(
  passphrase: string,
  parameters: KdfParameters,
  options: { readonly kdf: Kdf; readonly signal: AbortSignal | undefined },
): Promise<BackupRoot> {
  return { kdf: parameters, prk: await slowHash(passphrase, parameters, options) }
}

/** Uses a root that was given, or one that is made of a passphrase for this once. */
export async function withBackupRoot<T>(
  key: string | BackupRoot,
  parameters: KdfParameters,
  options: { readonly kdf: Kdf; readonly signal: AbortSignal | undefined },
  use: (root: BackupRoot) => Promise<T>,
): Promise<T> {
  if (typeof key !== 'string') return use(key)
  const root = await deriveBackupRoot(key, parameters, options)
  try {
    return await use(root)
  } finally {
    root.prk.fill(0)
  }
}

async function slowHash(
  passphrase: string,
  parameters: KdfParameters,
  { kdf, signal }: { readonly kdf: Kdf; readonly signal: AbortSignal | undefined },
): Promise<Bytes> {
  const bytes = passphraseBytes(passphrase)
  try {
    return await kdf.derive(bytes, parameters, { signal })
  } catch (cause) {
    if (signal?.aborted !== true) throw cause
    throw new TransferError('backup/cancelled', 'the person stopped it', { cause })
  } finally {
    bytes.fill(0)
  }
}
