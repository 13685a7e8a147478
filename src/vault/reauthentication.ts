import { vaultCommit, type VaultHeader } from '../crypto/index.ts'
import { encodeBase32 } from '../encoding/index.ts'
import { formatOtpauthUri } from '../otp/index.ts'
import { acceptDamage } from './accept-state.ts'
import { requireSession, requireWritable, type VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { pickHeader } from './header-copies.ts'
import {
  makePassphraseSlot,
  openPassphraseSlot,
  openSecretSlot,
  passkeyKind,
  readPassphrase,
  type OpenedSlot,
} from './slots.ts'
import { wrongPasskey, wrongPassphrase } from './unlock.ts'
import type { Proof, Vault } from './vault.ts'
import { requireAccount } from './vault-state.ts'
import type { Writer } from './write.ts'

/** The methods that ask once more who it is. */
export type Reauthentication = Pick<
  Vault,
  'confirmPassphrase' | 'confirmProof' | 'changePassphrase' | 'reveal' | 'acceptState'
>

/** A passphrase runs the slow hash. The vault key exists for as long as it takes, and is zeroed. */
export function createReauthentication(context: VaultContext, writer: Writer): Reauthentication {
  const confirmProof = async (proof: Proof): Promise<boolean> => {
    const header = context.session()?.state.header ?? pickHeader(await context.store.readCopies())
    if (header === undefined || (typeof proof === 'string' && !isPossible(proof))) return false
    const opened = await openSlotBy(context, header, proof)
    opened?.vaultKey.fill(0)
    return opened !== undefined
  }
  return {
    confirmPassphrase: confirmProof,
    confirmProof,
    changePassphrase: async (current, next) => {
      requireWritable(context)
      readPassphrase(next).fill(0)
      await withVaultKey(context, current, async ({ slotId, vaultKey }, vaultId) => {
        const slot = await makePassphraseSlot(context, next, { vaultKey, vaultId })
        await writer.write(({ header: { slots } }) => {
          if (!slots.some((one) => one.slotId === slotId)) {
            throw new VaultError('vault/conflict', 'the passphrase was changed meanwhile')
          }
          return { slots: slots.map((one) => (one.slotId === slotId ? slot : one)), result: undefined }
        })
      })
    },
    reveal: async (id, proof) => {
      await withVaultKey(context, proof, () => Promise.resolve())
      const { account } = requireAccount(requireSession(context).state, id)
      return { secret: encodeBase32(account.secret), uri: formatOtpauthUri(account) }
    },
    acceptState: async (proof) => {
      await withVaultKey(context, proof, async ({ vaultKey }, vaultId) => {
        const commit = await vaultCommit(vaultKey, vaultId)
        await writer.afterWrites(() => acceptDamage(context, commit))
      })
    },
  }
}

/**
 * Lets `work` have the vault key for a while. What changes the slots takes a passphrase only.
 *
 * @throws {@link VaultError} with `vault/wrong-passphrase` or `vault/wrong-passkey`.
 */
export async function withVaultKey(
  context: VaultContext,
  proof: Proof,
  work: (opened: OpenedSlot, vaultId: string) => Promise<void>,
): Promise<void> {
  const { state, vaultId } = requireSession(context)
  const opened = await openSlotBy(context, state.header, proof)
  if (opened === undefined) throw typeof proof === 'string' ? wrongPassphrase() : wrongPasskey()
  try {
    await work(opened, vaultId)
  } finally {
    opened.vaultKey.fill(0)
  }
}

function openSlotBy({ kdf }: VaultContext, header: VaultHeader, proof: Proof): Promise<OpenedSlot | undefined> {
  return typeof proof === 'string'
    ? openPassphraseSlot(kdf, header, proof)
    : openSecretSlot(header, passkeyKind, proof.passkeySecret)
}

/** Whether a text can be a passphrase at all. */
function isPossible(passphrase: string): boolean {
  try {
    readPassphrase(passphrase).fill(0)
    return true
  } catch (error) {
    if (error instanceof VaultError) return false
    throw error
  }
}
