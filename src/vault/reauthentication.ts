import { vaultCommit } from '../crypto/index.ts'
import { encodeBase32 } from '../encoding/index.ts'
import { formatOtpauthUri } from '../otp/index.ts'
import { acceptDamage } from './accept-state.ts'
import { requireSession, requireWritable, type VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { pickHeader } from './header-copies.ts'
import { makePassphraseSlot, openPassphraseSlot, readPassphrase, type OpenedSlot } from './slots.ts'
import { wrongPassphrase } from './unlock.ts'
import type { Vault } from './vault.ts'
import { requireAccount } from './vault-state.ts'
import type { Writer } from './write.ts'

/** The methods that ask for the passphrase once more. */
export type Reauthentication = Pick<Vault, 'confirmPassphrase' | 'changePassphrase' | 'reveal' | 'acceptState'>

/** Each runs the slow hash; the vault key exists for as long as it takes, and is zeroed. */
export function createReauthentication(context: VaultContext, writer: Writer): Reauthentication {
  return {
    confirmPassphrase: async (passphrase) => {
      const header = context.session()?.state.header ?? pickHeader(await context.store.readCopies())
      if (header === undefined || !isPossible(passphrase)) return false
      const opened = await openPassphraseSlot(context.kdf, header, passphrase)
      opened?.vaultKey.fill(0)
      return opened !== undefined
    },
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
    reveal: async (id, passphrase) => {
      await withVaultKey(context, passphrase, () => Promise.resolve())
      const { account } = requireAccount(requireSession(context).state, id)
      return { secret: encodeBase32(account.secret), uri: formatOtpauthUri(account) }
    },
    acceptState: async (passphrase) => {
      await withVaultKey(context, passphrase, async ({ vaultKey }, vaultId) => {
        const commit = await vaultCommit(vaultKey, vaultId)
        await writer.afterWrites(() => acceptDamage(context, commit))
      })
    },
  }
}

/** Lets `work` have the vault key for a while. @throws {@link VaultError} with `vault/wrong-passphrase`. */
export async function withVaultKey(
  context: VaultContext,
  passphrase: string,
  work: (opened: OpenedSlot, vaultId: string) => Promise<void>,
): Promise<void> {
  const { state, vaultId } = requireSession(context)
  const opened = await openPassphraseSlot(context.kdf, state.header, passphrase)
  if (opened === undefined) throw wrongPassphrase()
  try {
    await work(opened, vaultId)
  } finally {
    opened.vaultKey.fill(0)
  }
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
