import { newId, type Slot } from '../crypto/index.ts'
import { decodeBase64url, encodeBase64url, EncodingError } from '../encoding/index.ts'
import { requireSession, requireWritable, type VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { pickHeader } from './header-copies.ts'
import type { Lifecycle } from './lifecycle.ts'
import { withVaultKey } from './reauthentication.ts'
import type { AboutPasskey } from './settings.ts'
import { makeSecretSlot, openSecretSlot, passkeyKind } from './slots.ts'
import { wrongPasskey } from './unlock.ts'
import type { PasskeySlot, Vault } from './vault.ts'
import type { VaultState } from './vault-state.ts'
import type { Writer } from './write.ts'

/** Ways in beside passphrase and recovery code. */
export type PasskeyWays = Pick<Vault, 'passkeys' | 'addPasskey' | 'removePasskey' | 'unlockWithPasskey'>

/** The methods of passkeys. The passphrase always remains a way in. */
export function createPasskeyWays(
  context: VaultContext,
  { writer, unlockBy }: { readonly writer: Writer } & Pick<Lifecycle, 'unlockBy'>,
): PasskeyWays {
  const header = async () => context.session()?.state.header ?? pickHeader(await context.store.readCopies())

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
        const about = { name, createdAt: context.clock.now() }
        const freshId = newId(context.random)
        await writer.write((state) => ({
          slots: [...state.header.slots, slot],
          puts: [putPasskeys(state, freshId, (passkeys) => ({ ...passkeys, [slot.slotId]: about }))],
          result: undefined,
        }))
      })
    },
    removePasskey: (slotId) => {
      requireSession(context)
      const freshId = newId(context.random)
      return writer.write((state) => {
        const { slots } = state.header
        const slot = slots.find((one) => one.slotId === slotId)
        if (slot?.kind !== passkeyKind) throw new VaultError('vault/no-such-slot', 'there is no passkey of this id')
        return {
          slots: slots.filter((one) => one !== slot),
          puts: [putPasskeys(state, freshId, ({ [slotId]: _, ...others }) => others)],
          result: undefined,
        }
      })
    },
    unlockWithPasskey: async (secret) => {
      let used: string | undefined
      await unlockBy(async (found) => {
        const opened = await openSecretSlot(found, passkeyKind, secret)
        if (opened === undefined) throw wrongPasskey()
        used = opened.slotId
        return opened
      })
      // When it was is worth less than that the vault is open.
      if (used !== undefined) recordUse(context, writer, used).catch(() => undefined)
    },
  }
}

/** Writes at most once a day, and nothing for a passkey that nothing is known of. */
function recordUse({ clock }: VaultContext, writer: Writer, slotId: string): Promise<void> {
  return writer.write((state) => {
    const { id, content } = state.settings()
    const about = content.settings.passkeys[slotId]
    const now = clock.now()
    if (id === undefined || about === undefined || isSameDay(about.lastUsedAt ?? 0, now)) return { result: undefined }
    const used = { ...about, lastUsedAt: now }
    return { puts: [putPasskeys(state, id, (passkeys) => ({ ...passkeys, [slotId]: used }))], result: undefined }
  })
}

/** Whether two Unix times in ms lie on one day of the person's calendar. */
function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

type AboutPasskeys = Readonly<Record<string, AboutPasskey>>

/** The record of the settings with other passkeys; `freshId` where there is none yet. */
function putPasskeys(state: VaultState, freshId: string, change: (passkeys: AboutPasskeys) => AboutPasskeys) {
  const { id = freshId, content } = state.settings()
  const { settings } = content
  return { id, content: { ...content, settings: { ...settings, passkeys: change(settings.passkeys) } } }
}

const passkeyParams = /^cred=([A-Za-z0-9_-]+) salt=([A-Za-z0-9_-]+)$/

/** `undefined` for other kinds, and for parameters of another version, or altered ones: nothing guards them yet. */
function passkeyOf({ slotId, kind, params }: Slot, about: AboutPasskey | undefined): PasskeySlot | undefined {
  const [, credential, salt] = passkeyParams.exec(params) ?? []
  if (kind !== passkeyKind || credential === undefined || salt === undefined) return undefined
  try {
    return { slotId, credentialId: decodeBase64url(credential), salt: decodeBase64url(salt), ...about }
  } catch (error) {
    if (error instanceof EncodingError) return undefined
    throw error
  }
}
