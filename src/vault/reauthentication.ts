import {
  CryptoError,
  isBelowPolicy,
  newId,
  parseKdfText,
  vaultCommit,
  type KdfParameters,
  type VaultHeader,
} from '../crypto/index.ts'
import { encodeBase32 } from '../encoding/index.ts'
import { formatOtpauthUri } from '../otp/index.ts'
import { acceptDamage } from './accept-state.ts'
import { settingsPut } from './change-settings.ts'
import { requireSession, requireWritable, type VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { headersIn, openFirst } from './header-copies.ts'
import type { VaultSettings } from './settings.ts'
import {
  makePassphraseSlot,
  openPassphraseSlot,
  openSecretSlot,
  passkeyKind,
  passphraseKind,
  readPassphrase,
  type OpenedSlot,
} from './slots.ts'
import { wrongPasskey, wrongPassphrase } from './unlock.ts'
import type { PassphraseHash, Proof, Vault } from './vault.ts'
import { requireAccount, type VaultState } from './vault-state.ts'
import type { Writer } from './write.ts'

/** The methods that ask once more who it is. */
export type Reauthentication = Pick<
  Vault,
  | 'confirmPassphrase'
  | 'confirmProof'
  | 'changePassphrase'
  | 'passphraseHash'
  | 'setKeyStrength'
  | 'reveal'
  | 'acceptState'
>

/** A passphrase runs the slow hash. The vault key exists for as long as it takes, and is zeroed. */
export function createReauthentication(context: VaultContext, writer: Writer): Reauthentication {
  /** Another slot in the place of the one that was opened, and what the settings say of it, in one write. */
  const replaceSlot = async (
    { slotId, vaultKey }: OpenedSlot,
    passphrase: string,
    change: Partial<VaultSettings>,
  ): Promise<void> => {
    const { state, vaultId } = requireWritable(context)
    const { keyStrength: strength } = { ...state.settings().content.settings, ...change }
    // Where this device lacks the memory, it shows here, before anything is written.
    const slot = await makePassphraseSlot(context, passphrase, { vaultKey, vaultId, strength })
    const freshId = newId(context.random)
    const passphraseTypedAt = context.clock.now()
    await writer.write((now) => {
      const { slots } = now.header
      if (!slots.some((one) => one.slotId === slotId)) {
        throw new VaultError('vault/conflict', 'the passphrase was changed meanwhile')
      }
      return {
        slots: slots.map((one) => (one.slotId === slotId ? slot : one)),
        puts: [settingsPut(now, { ...change, passphraseTypedAt }, freshId)],
        result: undefined,
      }
    })
  }
  const confirmProof = async (proof: Proof): Promise<boolean> => {
    if (typeof proof === 'string' && !isPossible(proof)) return false
    const known = context.session()?.state.header
    const headers = known ? [known] : headersIn(await context.store.readCopies())
    const found = await openFirst(headers, (header) => openSlotBy(context, header, proof))
    found?.opened.vaultKey.fill(0)
    return found !== undefined
  }

  return {
    confirmPassphrase: confirmProof,
    confirmProof,
    changePassphrase: async (current, next) => {
      requireWritable(context)
      readPassphrase(next).fill(0)
      await withVaultKey(context, current, (opened) =>
        replaceSlot(opened, next, { passphraseChangedAt: context.clock.now() }),
      )
    },
    passphraseHash: () => {
      const { state } = requireSession(context)
      return Promise.resolve(hashOf(state, context.argon2))
    },
    setKeyStrength: async (passphrase, keyStrength) => {
      requireWritable(context)
      await withVaultKey(context, passphrase, (opened) => replaceSlot(opened, passphrase, { keyStrength }))
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

/** What the header says of the passphrase's slot; of several, of one that is weaker than it could be. */
function hashOf({ header, settings }: VaultState, argon2: boolean): PassphraseHash | undefined {
  const { keyStrength: strength } = settings().content.settings
  const found = header.slots
    .filter(({ kind }) => kind === passphraseKind)
    .flatMap(({ params }) => readKdfText(params) ?? [])
    .map((parameters) => ({
      parameters,
      canChoose: argon2,
      isBelowPolicy: isBelowPolicy(parameters, { argon2, strength }),
    }))
  return found.find(({ isBelowPolicy }) => isBelowPolicy) ?? found[0]
}

/** `undefined` for what nobody can read; opening that slot fails with its own reason. */
function readKdfText(text: string): KdfParameters | undefined {
  try {
    return parseKdfText(text)
  } catch (error) {
    if (error instanceof CryptoError) return undefined
    throw error
  }
}

async function openSlotBy(context: VaultContext, header: VaultHeader, proof: Proof): Promise<OpenedSlot | undefined> {
  if (typeof proof !== 'string') return openSecretSlot(header, passkeyKind, proof.passkeySecret)
  const opened = await openPassphraseSlot(context.kdf, header, proof)
  if (opened) context.notePassphraseTyped()
  return opened
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
