import {
  CryptoError,
  kdfText,
  newId,
  newKdfParameters,
  openSlot,
  parseKdfText,
  passphraseBytes,
  sealSlot,
  type Bytes,
  type Kdf,
  type KeyStrength,
  type Slot,
  type VaultHeader,
} from '../crypto/index.ts'
import type { VaultParts } from './context.ts'
import { VaultError } from './errors.ts'

/** How the header calls the kinds that this version knows (docs/vault-format.md, "Slots"). */
export const passphraseKind = 'passphrase'
export const recoveryKind = 'recovery'
export const passkeyKind = 'passkey'

/** A slot that a passphrase opened, and the key that was in it. */
export interface OpenedSlot {
  readonly slotId: string
  /** 32 bytes; whoever asked zeroes them. */
  readonly vaultKey: Bytes
}

/** What a passphrase slot is made for. */
interface SlotToMake {
  readonly vaultKey: Uint8Array
  readonly vaultId: string
  readonly strength: KeyStrength
}

/**
 * Wraps the vault key under a passphrase, with a slow hash of today's policy: what stored slots say is never copied.
 *
 * @throws {@link VaultError} as {@link readPassphrase}.
 */
export async function makePassphraseSlot(
  { kdf, random, argon2 }: Pick<VaultParts, 'kdf' | 'random' | 'argon2'>,
  passphrase: string,
  { vaultKey, vaultId, strength }: SlotToMake,
): Promise<Slot> {
  const parameters = newKdfParameters({ argon2, random, strength })
  const bytes = readPassphrase(passphrase)
  const secret = await kdf.derive(bytes, parameters).finally(() => bytes.fill(0))
  const slotId = newId(random)
  const slot = { vaultKey, vaultId, slotId, kind: passphraseKind, params: kdfText(parameters), secret, random }
  return sealSlot(slot).finally(() => secret.fill(0))
}

/**
 * Tries a passphrase on each passphrase slot. Other kinds, known or not, are left alone.
 *
 * @returns `undefined`: it opens none of them.
 * @throws {@link VaultError} as {@link readPassphrase}; with `vault/damaged` where no passphrase slot can be tried, or
 * one fits and what it should open is broken. `AbortError` when cancelled. {@link CryptoError} where the hash cannot run.
 */
export async function openPassphraseSlot(
  kdf: Kdf,
  header: VaultHeader,
  passphrase: string,
  signal?: AbortSignal,
): Promise<OpenedSlot | undefined> {
  const bytes = readPassphrase(passphrase)
  let tried = 0
  try {
    for (const slot of header.slots.filter(({ kind }) => kind === passphraseKind)) {
      const vaultKey = await tellDamage(() => trySlot(kdf, slot, header.vaultId, bytes, signal))
      if (vaultKey !== undefined) tried++
      if (vaultKey) return { slotId: slot.slotId, vaultKey }
    }
  } finally {
    bytes.fill(0)
  }
  if (tried === 0) throw new VaultError('vault/damaged', 'there is no passphrase slot that could be tried')
  return undefined
}

/** What a secret that needs no slow hash opens: a recovery code or the PRF output of a passkey. */
export interface SecretSlot {
  readonly kind: typeof recoveryKind | typeof passkeyKind
  readonly params: string
  /** 20 or 32 bytes; the caller zeroes them. */
  readonly secret: Uint8Array
}

/** Wraps the vault key under such a secret. */
export function makeSecretSlot(
  { random }: Pick<VaultParts, 'random'>,
  { kind, params, secret }: SecretSlot,
  { vaultKey, vaultId }: { readonly vaultKey: Uint8Array; readonly vaultId: string },
): Promise<Slot> {
  return sealSlot({ vaultKey, vaultId, slotId: newId(random), kind, params, secret, random })
}

/**
 * Tries such a secret on the slots of its kind.
 *
 * @returns `undefined`: it opens none of them.
 * @throws {@link VaultError} with `vault/damaged` where one fits and what it should open is broken.
 */
export async function openSecretSlot(
  header: VaultHeader,
  kind: SecretSlot['kind'],
  secret: Uint8Array,
): Promise<OpenedSlot | undefined> {
  for (const slot of header.slots.filter((one) => one.kind === kind)) {
    const vaultKey = await tellDamage(() => openSlot(slot, header.vaultId, secret))
    if (vaultKey) return { slotId: slot.slotId, vaultKey }
  }
  return undefined
}

async function trySlot(kdf: Kdf, slot: Slot, vaultId: string, bytes: Bytes, signal: AbortSignal | undefined) {
  const secret = await kdf.derive(bytes, parseKdfText(slot.params), { signal })
  return openSlot(slot, vaultId, secret).finally(() => secret.fill(0))
}

/** `undefined` for a slot whose parameters nobody may use: it was altered, and another slot may still be sound. */
async function tellDamage<T>(attempt: () => Promise<T>): Promise<T | undefined> {
  try {
    return await attempt()
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    if (error.code === 'crypto/kdf-limits' || error.code === 'crypto/kdf-text') return undefined
    if (error.code !== 'crypto/slot-damaged') throw error
    throw new VaultError('vault/damaged', 'the secret is right, but its slot is damaged', { cause: error })
  }
}

const passphraseCodes = {
  'crypto/passphrase-empty': 'vault/passphrase-too-short',
  'crypto/passphrase-too-long': 'vault/passphrase-too-long',
  'crypto/passphrase-ill-formed': 'vault/passphrase-ill-formed',
} as const

/**
 * The bytes of a passphrase; the caller zeroes them.
 *
 * @throws {@link VaultError} with `vault/passphrase-too-short` (empty), `-too-long` or `-ill-formed`.
 */
export function readPassphrase(passphrase: string): Bytes {
  try {
    return passphraseBytes(passphrase)
  } catch (error) {
    const code = error instanceof CryptoError && isPassphraseCode(error.code) && passphraseCodes[error.code]
    throw code ? new VaultError(code, 'this cannot be a passphrase', { cause: error }) : error
  }
}

function isPassphraseCode(code: string): code is keyof typeof passphraseCodes {
  return Object.hasOwn(passphraseCodes, code)
}
