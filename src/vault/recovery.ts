import { newId, parseRecoveryCode, type Slot } from '../crypto/index.ts'
import { settingsPut } from './change-settings.ts'
import { requireSession, requireWritable, type VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { headersIn, openFirst } from './header-copies.ts'
import type { Lifecycle } from './lifecycle.ts'
import { withVaultKey } from './reauthentication.ts'
import type { RecoveryCodeNote } from './settings.ts'
import {
  makePassphraseSlot,
  makeSecretSlot,
  openSecretSlot,
  passphraseKind,
  readPassphrase,
  recoveryKind,
  type OpenedSlot,
} from './slots.ts'
import { wrongPassphrase } from './unlock.ts'
import type { Vault } from './vault.ts'
import type { VaultState } from './vault-state.ts'
import type { RecordPut, Writer } from './write.ts'

/** The way back for who forgot the passphrase. */
export type Recovery = Pick<
  Vault,
  | 'hasRecoveryCode'
  | 'recoveryCode'
  | 'prepareRecoveryCode'
  | 'confirmRecoveryCode'
  | 'removeRecoveryCode'
  | 'checkRecoveryCode'
  | 'recover'
>

interface RecoveryParts extends Pick<Lifecycle, 'unlockBy'> {
  readonly writer: Writer
}

/** The methods of the recovery code: its slot in the header, and what the settings remember of it. */
export function createRecovery(context: VaultContext, { writer, unlockBy }: RecoveryParts): Recovery {
  const headers = async () => {
    const known = context.session()?.state.header
    return known ? [known] : headersIn(await context.store.readCopies())
  }
  const openRecovery = async (text: string): Promise<(OpenedSlot & { readonly vaultId: string }) | undefined> => {
    const code = await parseRecoveryCode(text)
    try {
      const found = await openFirst(await headers(), (header) => openSecretSlot(header, recoveryKind, code))
      return found && { ...found.opened, vaultId: found.header.vaultId }
    } finally {
      code.fill(0)
    }
  }

  return {
    hasRecoveryCode: async () => (await headers()).some(({ slots }) => recoverySlot(slots) !== undefined),
    recoveryCode: async () => {
      const { state } = requireSession(context)
      const slot = recoverySlot(state.header.slots)
      if (slot === undefined) return undefined
      const note = state.settings().content.settings.recoveryCode
      const isOfSlot = note?.slotId === slot.slotId
      return isOfSlot ? { madeAt: note.madeAt, isConfirmed: note.isConfirmed } : { isConfirmed: false }
    },
    prepareRecoveryCode: async (passphrase, code) => {
      const slot = await makeSlot(context, passphrase, code)
      const { vaultId } = requireSession(context)
      return () =>
        writer.write((state) => {
          if (state.header.vaultId !== vaultId) throw new VaultError('vault/conflict', 'this is another vault by now')
          const note = { slotId: slot.slotId, madeAt: context.clock.now(), isConfirmed: true }
          return { slots: [...otherSlots(state), slot], puts: notePuts(state, note), result: undefined }
        })
    },
    confirmRecoveryCode: () =>
      writer.write((state) => {
        const slot = recoverySlot(state.header.slots)
        if (slot === undefined) throw new VaultError('vault/no-such-slot', 'there is no recovery code')
        const { recoveryCode: note } = state.settings().content.settings
        const madeAt = note?.slotId === slot.slotId ? note.madeAt : context.clock.now()
        return { puts: notePuts(state, { slotId: slot.slotId, madeAt, isConfirmed: true }), result: undefined }
      }),
    removeRecoveryCode: () =>
      writer.write((state) => ({ slots: otherSlots(state), puts: notePuts(state, null), result: undefined })),
    checkRecoveryCode: async (text) => {
      const opened = await openRecovery(text)
      opened?.vaultKey.fill(0)
      return opened !== undefined
    },
    recover: async (text, passphrase) => {
      readPassphrase(passphrase).fill(0)
      const opened = await openRecovery(text)
      if (opened === undefined) throw wrongPassphrase()
      try {
        await replacePassphrases(context, { writer, unlockBy }, { opened, passphrase })
      } finally {
        opened.vaultKey.fill(0)
      }
    },
  }
}

async function makeSlot(context: VaultContext, passphrase: string, code: Uint8Array): Promise<Slot> {
  requireWritable(context)
  let slot: Slot | undefined
  await withVaultKey(context, passphrase, async ({ vaultKey }, vaultId) => {
    const input = { kind: recoveryKind, params: recoveryKind, secret: code } as const
    slot = await makeSecretSlot(context, input, { vaultKey, vaultId })
  })
  if (slot === undefined) throw wrongPassphrase()
  return slot
}

/** The slow hash runs before anybody sees the vault open: its passphrase may yet fail. */
async function replacePassphrases(
  context: VaultContext,
  { writer, unlockBy }: RecoveryParts,
  { opened, passphrase }: { readonly opened: OpenedSlot & { readonly vaultId: string }; readonly passphrase: string },
): Promise<void> {
  const { slotId, vaultKey, vaultId } = opened
  let isWritten = false
  await unlockBy(
    (found) => Promise.resolve(found.vaultId === vaultId ? { slotId, vaultKey: vaultKey.slice() } : undefined),
    {
      first: async () => {
        const { integrity, state } = requireSession(context)
        if (integrity.readOnlyBecause !== null) return
        const { keyStrength: strength } = state.settings().content.settings
        const slot = await makePassphraseSlot(context, passphrase, { vaultKey, vaultId, strength })
        const freshId = newId(context.random)
        const now = context.clock.now()
        await writer.write((before) => {
          if (before.header.vaultId !== vaultId) throw wrongPassphrase()
          return {
            slots: [...before.header.slots.filter(({ kind }) => kind !== passphraseKind), slot],
            puts: [settingsPut(before, { passphraseTypedAt: now, passphraseChangedAt: now }, freshId)],
            result: undefined,
          }
        })
        isWritten = true
      },
    },
  )
  // Open for reading: there is no harm in that, and the accounts can be saved.
  if (!isWritten) requireWritable(context)
}

function recoverySlot(slots: readonly Slot[]): Slot | undefined {
  return slots.find(({ kind }) => kind === recoveryKind)
}

function otherSlots({ header: { slots } }: VaultState): readonly Slot[] {
  return slots.filter(({ kind }) => kind !== recoveryKind)
}

/** Where a vault has lost its settings, nothing is remembered of the code either. */
function notePuts(state: VaultState, recoveryCode: RecoveryCodeNote | null): readonly RecordPut[] {
  const { id, content } = state.settings()
  if (id === undefined) return []
  return [{ id, content: { ...content, settings: { ...content.settings, recoveryCode } } }]
}
