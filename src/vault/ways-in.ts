import { newId, parseRecoveryCode, type Slot } from '../crypto/index.ts'
import { decodeBase64url, encodeBase64url } from '../encoding/index.ts'
import { settingsPut } from './change-settings.ts'
import { requireSession, requireWritable, type VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { pickHeader } from './header-copies.ts'
import type { Lifecycle } from './lifecycle.ts'
import { withVaultKey } from './reauthentication.ts'
import {
  makePassphraseSlot,
  makeSecretSlot,
  openSecretSlot,
  passkeyKind,
  passphraseKind,
  readPassphrase,
  recoveryKind,
} from './slots.ts'
import { wrongPassphrase } from './unlock.ts'
import type { PasskeySlot, Vault } from './vault.ts'
import type { Writer } from './write.ts'

/** Ways in beside the passphrase. */
export type WaysIn = Pick<
  Vault,
  | 'hasRecoveryCode'
  | 'setRecoveryCode'
  | 'removeRecoveryCode'
  | 'checkRecoveryCode'
  | 'recover'
  | 'passkeys'
  | 'addPasskey'
  | 'removePasskey'
  | 'unlockWithPasskey'
>

/** The methods of the other ways in: recovery code and passkeys. The passphrase always remains one. */
export function createWaysIn(
  context: VaultContext,
  { writer, unlockBy, lock }: { readonly writer: Writer } & Pick<Lifecycle, 'unlockBy' | 'lock'>,
): WaysIn {
  const header = async () => context.session()?.state.header ?? pickHeader(await context.store.readCopies())
  const openRecovery = async (text: string) => {
    const found = await header()
    const code = await parseRecoveryCode(text)
    try {
      return found && (await openSecretSlot(found, recoveryKind, code))
    } finally {
      code.fill(0)
    }
  }
  const writeSlots = (change: (slots: readonly Slot[]) => readonly Slot[]) =>
    writer.write(({ header: { slots } }) => ({ slots: change(slots), result: undefined }))

  return {
    hasRecoveryCode: async () => (await header())?.slots.some(({ kind }) => kind === recoveryKind) ?? false,
    setRecoveryCode: (passphrase, code) => {
      requireWritable(context)
      return withVaultKey(context, passphrase, async ({ vaultKey }, vaultId) => {
        const input = { kind: recoveryKind, params: recoveryKind, secret: code } as const
        const slot = await makeSecretSlot(context, input, { vaultKey, vaultId })
        await writeSlots((slots) => [...slots.filter(({ kind }) => kind !== recoveryKind), slot])
      })
    },
    removeRecoveryCode: () => writeSlots((slots) => slots.filter(({ kind }) => kind !== recoveryKind)),
    checkRecoveryCode: async (text) => {
      const opened = await openRecovery(text)
      opened?.vaultKey.fill(0)
      return opened !== undefined
    },
    recover: async (text, passphrase) => {
      readPassphrase(passphrase).fill(0)
      const opened = await openRecovery(text)
      if (opened === undefined) throw wrongPassphrase()
      const { slotId, vaultKey } = opened
      try {
        await unlockBy(() => Promise.resolve({ slotId, vaultKey: vaultKey.slice() }))
        const { vaultId, state } = requireWritable(context)
        const { keyStrength: strength } = state.settings().content.settings
        const slot = await makePassphraseSlot(context, passphrase, { vaultKey, vaultId, strength })
        const freshId = newId(context.random)
        const now = context.clock.now()
        await writer.write((before) => ({
          slots: [...before.header.slots.filter(({ kind }) => kind !== passphraseKind), slot],
          puts: [settingsPut(before, { passphraseTypedAt: now, passphraseChangedAt: now }, freshId)],
          result: undefined,
        }))
      } catch (error) {
        // Whoever forgot the passphrase must not be left in a vault that they cannot open again.
        lock('person')
        throw error
      } finally {
        vaultKey.fill(0)
      }
    },
    passkeys: async () => {
      const names = context.session()?.state.settings().content.settings.passkeys ?? {}
      return ((await header())?.slots ?? []).flatMap((slot) => passkeyOf(slot, names[slot.slotId]) ?? [])
    },
    addPasskey: (passphrase, { credentialId, salt, secret, name }) => {
      requireWritable(context)
      return withVaultKey(context, passphrase, async ({ vaultKey }, vaultId) => {
        const params = `cred=${encodeBase64url(credentialId)} salt=${encodeBase64url(salt)}`
        const slot = await makeSecretSlot(context, { kind: passkeyKind, params, secret }, { vaultKey, vaultId })
        const createdAt = context.clock.now()
        await writer.write((state) => {
          const { id, content } = state.settings()
          const passkeys = { ...content.settings.passkeys, [slot.slotId]: { name, createdAt } }
          const settings = { ...content, settings: { ...content.settings, passkeys } }
          return {
            slots: [...state.header.slots, slot],
            puts: id === undefined ? [] : [{ id, content: settings }],
            result: undefined,
          }
        })
      })
    },
    removePasskey: (slotId) => {
      requireSession(context)
      return writeSlots((slots) => {
        const slot = slots.find((one) => one.slotId === slotId)
        if (slot?.kind !== passkeyKind) throw new VaultError('vault/no-such-slot', 'there is no passkey of this id')
        return slots.filter((one) => one !== slot)
      })
    },
    unlockWithPasskey: (secret) => unlockBy((found) => openSecretSlot(found, passkeyKind, secret)),
  }
}

const passkeyParams = /^cred=([A-Za-z0-9_-]+) salt=([A-Za-z0-9_-]+)$/

/** `undefined` for other kinds, and for parameters of another version. */
function passkeyOf(
  { slotId, kind, params }: Slot,
  about: { readonly name: string; readonly createdAt: number } | undefined,
): PasskeySlot | undefined {
  const [, credential, salt] = passkeyParams.exec(params) ?? []
  if (kind !== passkeyKind || credential === undefined || salt === undefined) return undefined
  return { slotId, credentialId: decodeBase64url(credential), salt: decodeBase64url(salt), ...about }
}
