import { systemClock, type Clock } from '../../clock.ts'
import {
  argon2Available,
  createKdf,
  newKdfParameters,
  nonceBytes,
  padded,
  sealBytes,
  systemRandom,
  type Bytes,
  type Kdf,
  type RandomSource,
} from '../../crypto/index.ts'
import type { WritableAccount } from './backup-account.ts'
import { formatContents, parseContents, type WritableContents } from './backup-contents.ts'
import { formatBackupFile, headerText } from './backup-file.ts'
import { deriveBackupKeys, deriveBackupRoot, withBackupRoot, type BackupRoot } from './backup-keys.ts'

/** How a backup is written, and what goes in beside the accounts. */
export interface WriteBackupOptions extends Omit<WritableContents, 'accounts' | 'createdAt'> {
  /** Runs the slow hash; without one, it runs on this thread. */
  readonly kdf?: Kdf | undefined
  /** Whether Argon2id can run; else PBKDF2 is written. */
  readonly argon2?: boolean | undefined
  readonly random?: RandomSource | undefined
  readonly clock?: Clock | undefined
  /** Ends the slow hash. */
  readonly signal?: AbortSignal | undefined
}

/** Files grow in steps of this many bytes. */
const backupBlock = 4096

/**
 * Writes a backup under today's policy (docs/backup-format.md). What the reader would refuse is not written: the content
 * is read back before it is sealed.
 *
 * @param accounts - With their secrets; those in the bin, too.
 * @param key - The passphrase, or what {@link newBackupRoot} once made of it.
 * @returns The file's bytes.
 * @throws {@link TransferError} with `backup/payload` and the reasons, or `backup/cancelled`; {@link CryptoError} for the
 * passphrase's text (`crypto/passphrase-…`) or where the slow hash cannot run.
 */
export async function writeBackup(
  accounts: readonly WritableAccount[],
  key: string | BackupRoot,
  options: WriteBackupOptions = {},
): Promise<Bytes> {
  const { kdf = createKdf(), argon2 = argon2Available(), random = systemRandom, clock = systemClock, signal } = options
  const plaintext = plaintextOf({ generator: `mfa-manager/${APP_VERSION}`, ...options, accounts }, clock, random)
  try {
    const parameters = typeof key === 'string' ? newKdfParameters({ argon2, random }) : key.kdf
    return await withBackupRoot(key, parameters, { kdf, signal }, async (root) => {
      const nonce = random(nonceBytes)
      const header = headerText({ kdf: parameters, nonce })
      const { commit, encKey } = await deriveBackupKeys(root, header)
      const data = await sealBytes(encKey, nonce, header, plaintext)
      return formatBackupFile({ kdf: parameters, commit, nonce, data })
    })
  } finally {
    plaintext.fill(0)
  }
}

/**
 * Makes of a passphrase what {@link writeBackup} needs to write under it again and again, under today's policy.
 *
 * @throws As {@link writeBackup}, `backup/payload` excepted.
 */
export function newBackupRoot(
  passphrase: string,
  options: Pick<WriteBackupOptions, 'kdf' | 'argon2' | 'random' | 'signal'> = {},
): Promise<BackupRoot> {
  const { kdf = createKdf(), argon2 = argon2Available(), random = systemRandom, signal } = options
  return deriveBackupRoot(passphrase, newKdfParameters({ argon2, random }), { kdf, signal })
}

function plaintextOf(contents: WritableContents, clock: Clock, random: RandomSource): Bytes {
  const plaintext = padded(formatContents({ ...contents, createdAt: clock.now() }, random), backupBlock)
  try {
    parseContents(plaintext)
    return plaintext
  } catch (error) {
    plaintext.fill(0)
    throw error
  }
}
