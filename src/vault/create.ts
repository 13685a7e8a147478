import {
  deriveVaultKeys,
  headerFormat,
  manifestEntry,
  newId,
  sealRecord,
  vaultCommit,
  vaultKeyBytes,
  writerVersion,
} from '../crypto/index.ts'
import { StorageError, type VaultChange, type VaultStore } from '../storage/index.ts'
import type { VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { soundReport } from './integrity.ts'
import { formatRecord } from './record.ts'
import { openSession, type Session } from './session.ts'
import { defaultSettings, type RecoveryCodeNote } from './settings.ts'
import { makePassphraseSlot, makeSecretSlot, recoveryKind } from './slots.ts'
import type { Vault } from './vault.ts'
import { createState } from './vault-state.ts'
import { signHeader } from './write.ts'

type CreateOptions = NonNullable<Parameters<Vault['create']>[1]>

/**
 * Makes a vault with one passphrase slot, one for a recovery code where one is given, and the default settings, at
 * epoch 1.
 *
 * @returns A session that nobody knows of yet.
 * @throws {@link VaultError} `vault/exists`, or as `readPassphrase`; {@link StorageError}.
 */
export async function createSession(
  context: VaultContext,
  passphrase: string,
  options: CreateOptions = {},
): Promise<Session> {
  const { store, random } = context
  if ((await store.inspect()).state === 'present') throw exists()
  const vaultKey = random(vaultKeyBytes)
  try {
    return await createUnder(context, vaultKey, { passphrase, ...options })
  } finally {
    vaultKey.fill(0)
  }
}

async function createUnder(
  context: VaultContext,
  vaultKey: Uint8Array,
  { passphrase, recoveryCode }: CreateOptions & { readonly passphrase: string },
): Promise<Session> {
  const { random, store } = context
  const vaultId = newId(random)
  const { keyStrength: strength } = defaultSettings
  const slots = [await makePassphraseSlot(context, passphrase, { vaultKey, vaultId, strength })]
  const now = context.clock.now()
  let note: RecoveryCodeNote | null = null
  if (recoveryCode !== undefined) {
    const input = { kind: recoveryKind, params: recoveryKind, secret: recoveryCode } as const
    const slot = await makeSecretSlot(context, input, { vaultKey, vaultId })
    slots.push(slot)
    note = { slotId: slot.slotId, madeAt: now, isConfirmed: false }
  }
  const keys = await deriveVaultKeys(vaultKey, vaultId)
  const settings = { ...defaultSettings, recoveryCode: note, passphraseTypedAt: now, passphraseChangedAt: now }
  const content = { kind: 'settings', settings, rest: {} } as const
  const record = await sealRecord(keys, vaultId, newId(random), 1, formatRecord(content), random)
  const entry = manifestEntry(record)
  const draft = {
    format: headerFormat,
    version: 1,
    minWriter: writerVersion,
    vaultId,
    vaultCommit: await vaultCommit(vaultKey, vaultId),
    epoch: 1,
    slots,
    mac: '',
  } as const
  const header = await signHeader(keys, draft, [entry])
  await createRows(store, { puts: [record], entries: [entry], removes: [], header })
  const rows = new Map([[entry.id, { entry, content }]])
  const state = createState({ header, rows, malformed: [] })
  return openSession({ keys, state, integrity: soundReport, isNewerLayout: false })
}

async function createRows(store: VaultStore, change: VaultChange): Promise<void> {
  try {
    await store.create(change)
  } catch (error) {
    if (error instanceof StorageError && error.code === 'storage/conflict') throw exists(error)
    throw error
  }
}

function exists(cause?: unknown): VaultError {
  return new VaultError('vault/exists', 'there is a vault, or what is left of one', { cause })
}
