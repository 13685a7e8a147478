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

/** What one passphrase and one header give. */
export interface BackupKeys {
  /** 32 bytes that stand in the file: equal only for the right passphrase and the header as it was written. */
  readonly commit: Bytes
  /** AES-256-GCM; seals one message only, since the salt is the file's own. */
  readonly encKey: CryptoKey
}

/**
 * Runs the slow hash and derives both keys (docs/backup-format.md, "Keys").
 *
 * The commitment is there because AES-GCM does not commit to its key: one ciphertext can be made that opens under many
 * passphrases, to different contents or to try out many guesses at once.
 *
 * @throws {@link TransferError} with `backup/cancelled`; {@link CryptoError} for the passphrase's text or where the hash
 * cannot run.
 */
export async function deriveBackupKeys(
  passphrase: string,
  parameters: KdfParameters,
  header: string,
  options: { readonly kdf: Kdf; readonly signal: AbortSignal | undefined },
): Promise<BackupKeys> {
  const prk = await slowHash(passphrase, parameters, options)
  try {
    const context = await sha256(header)
    const [commit, raw] = await Promise.all([hkdf(prk, context, commitPurpose), hkdf(prk, context, encryptPurpose)])
    const encKey = await aesGcmKey(raw)
    raw.fill(0)
    return { commit, encKey }
  } finally {
    prk.fill(0)
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
