import { deriveVaultKeys, vaultCommit, type VaultHeader } from '../crypto/index.ts'
import { StorageError, type StoredVault, type VaultStore } from '../storage/index.ts'
import { isOlderThan, type Anchor } from './anchor.ts'
import type { VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { pickHeader } from './header-copies.ts'
import { reportOn } from './integrity.ts'
import { readState } from './read-state.ts'
import { openSession, type Session } from './session.ts'
import { openPassphraseSlot, type OpenedSlot } from './slots.ts'

/** The refusal of a passphrase, wherever one is asked for. */
export function wrongPassphrase(): VaultError {
  return new VaultError('vault/wrong-passphrase', 'the passphrase opens no slot, or the slot was altered')
}

/**
 * Opens the vault with a passphrase. Records are read while the slow hash runs.
 *
 * @returns A session that nobody knows of yet.
 * @throws {@link VaultError} `vault/wrong-passphrase`, `vault/damaged`, or as `readPassphrase`; {@link StorageError};
 * `AbortError` when cancelled.
 */
export async function unlockSession(
  context: VaultContext,
  passphrase: string,
  signal: AbortSignal | undefined,
): Promise<Session> {
  const { store, kdf } = context
  const content = await store.inspect()
  if (content.state !== 'present') throw new StorageError('storage/removed', 'there is no vault')
  const header = pickHeader(content.copies)
  if (header === undefined) throw new VaultError('vault/damaged', 'no copy of the header can be read')
  const anchor = context.anchor.read()
  const reading = store.read()
  // Looked at after the passphrase. Until then a failure belongs to nobody, and must not count as unhandled.
  reading.catch(() => undefined)
  const opened = await openPassphraseSlot(kdf, header, passphrase, signal)
  if (opened === undefined) throw wrongPassphrase()
  const derived = await deriveAndForget(opened, header)
  const stored = await freshest(store, await reading)
  const session = await openWith(store, derived, stored, { anchor, isNewerLayout: content.isNewer })
  signal?.throwIfAborted()
  return session
}

/** Makes the working keys, and zeroes the vault key. */
async function deriveAndForget({ vaultKey }: OpenedSlot, { vaultId }: VaultHeader) {
  try {
    const [keys, commit] = await Promise.all([deriveVaultKeys(vaultKey, vaultId), vaultCommit(vaultKey, vaultId)])
    return { keys, commit }
  } finally {
    vaultKey.fill(0)
  }
}

/** What was read while the hash ran, unless another tab has written since. */
async function freshest(store: VaultStore, stored: StoredVault): Promise<StoredVault> {
  const now = pickHeader(await store.readCopies())
  return now?.epoch === pickHeader(stored.copies)?.epoch ? stored : store.read()
}

type DerivedKeys = Awaited<ReturnType<typeof deriveAndForget>>

async function openWith(
  store: VaultStore,
  { keys, commit }: DerivedKeys,
  stored: StoredVault,
  { anchor, isNewerLayout }: { readonly anchor: Anchor | undefined; readonly isNewerLayout: boolean },
): Promise<Session> {
  const read = await readState(store, keys, stored)
  const { header } = read.state
  const findings = { hasCommitment: header.vaultCommit === commit, isOlder: isOlderThan(anchor, header), isNewerLayout }
  return openSession({
    keys,
    state: read.state,
    integrity: reportOn(read.state, { ...read, ...findings }),
    isNewerLayout,
  })
}
