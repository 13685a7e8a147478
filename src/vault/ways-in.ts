import type { Slot } from '../crypto/index.ts'
import { decodeBase64url, encodeBase64url } from '../encoding/index.ts'
import { requireSession, requireWritable, type VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { pickHeader } from './header-copies.ts'
import type { Lifecycle } from './lifecycle.ts'
import { withVaultKey } from './reauthentication.ts'
import { makeSecretSlot, openSecretSlot, passkeyKind } from './slots.ts'
import type { PasskeySlot, Vault } from './vault.ts'
import type { Writer } from './write.ts'

/** Ways in beside passphrase and recovery code. */
export type WaysIn = Pick<Vault, 'passkeys' | 'addPasskey' | 'removePasskey' | 'unlockWithPasskey'>

/** The methods of passkeys. The passphrase always remains a way in. */
export function createWaysIn(
  context: VaultContext,
  { writer, unlockBy }: { readonly writer: Writer } & Pick<Lifecycle, 'unlockBy'>,
): WaysIn {
  const header = async () => context.session()?.state.header ?? pickHeader(await context.store.readCopies())
  const writeSlots = (change: (slots: readonly Slot[]) => readonly Slot[]) =>
    writer.write(({ header: { slots } }) => ({ slots: change(slots), result: undefined }))

  return {
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
