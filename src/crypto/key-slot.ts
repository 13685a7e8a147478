import { encodeBase64url, equalBytes } from '../encoding/index.ts'
import { aesGcmKey, nonceBytes, openBytes, sealBytes, tagBytes } from './aes-gcm.ts'
import { fromBase64url } from './base64url-field.ts'
import { unshared, type Bytes } from './bytes.ts'
import { CryptoError } from './errors.ts'
import { hkdf } from './hkdf.ts'
import { idToBytes } from './id.ts'
import { systemRandom, type RandomSource } from './random.ts'
import { vaultKeyBytes } from './vault-keys.ts'

const wrapPurpose = 'mfa-manager/vault/v1/slot-wrap/'
const commitPurpose = 'mfa-manager/vault/v1/slot-commit/'
const wrappedBytes = vaultKeyBytes + tagBytes

/** One way into the vault as the header stores it: the vault key, wrapped under a secret. Binary is base64url. */
export interface Slot {
  readonly slotId: string
  /** `passphrase`, `recovery`, `passkey`, or what a newer version calls its own. */
  readonly kind: string
  /** How the secret is had: for a passphrase `kdfText`, for a recovery code `recovery`, for a passkey `cred=… salt=…`. */
  readonly params: string
  /** 32 bytes that only the right secret gives. */
  readonly slotCommit: string
  /** 12 bytes. */
  readonly nonce: string
  /** 48 bytes: the vault key and the tag. */
  readonly wrapped: string
}

/** What a slot is made of. */
export interface SlotInput {
  /** 32 bytes; the caller zeroes them. */
  readonly vaultKey: Uint8Array
  readonly vaultId: string
  readonly slotId: string
  readonly kind: string
  readonly params: string
  /** KDF output (32 bytes), recovery code (20) or PRF output (32); the caller zeroes it. */
  readonly secret: Uint8Array
  readonly random?: RandomSource
}

/**
 * Wraps the vault key under a secret (docs/vault-format.md, "Slots").
 *
 * @throws {@link CryptoError} with `crypto/id`.
 */
export async function sealSlot(input: SlotInput): Promise<Slot> {
  const { vaultId, slotId, kind, params } = input
  const { wrapKey, slotCommit } = await slotKeys(input.secret, vaultId, slotId)
  const text = slotText(vaultId, { slotId, kind, params })
  const nonce = (input.random ?? systemRandom)(nonceBytes)
  const wrapped = await sealBytes(wrapKey, nonce, text, unshared(input.vaultKey))
  return {
    slotId,
    kind,
    params,
    slotCommit: encodeBase64url(slotCommit),
    nonce: encodeBase64url(nonce),
    wrapped: encodeBase64url(wrapped),
  }
}

/**
 * Unwraps the vault key. `null` means the secret is not this slot's (or the slot's own commitment or id was altered):
 * another slot may fit. Throwing means the secret is the right one and what it should open is damaged.
 *
 * @param secret - The caller zeroes it.
 * @returns 32 bytes, to be zeroed by the caller; compare `vaultCommit` before they are used.
 * @throws {@link CryptoError} with `crypto/slot-damaged` or `crypto/id`.
 */
export async function openSlot(slot: Slot, vaultId: string, secret: Uint8Array): Promise<Bytes | null> {
  const { wrapKey, slotCommit } = await slotKeys(secret, vaultId, slot.slotId)
  const stored = fromBase64url(slot.slotCommit)
  if (stored === undefined || !equalBytes(stored, slotCommit)) return null
  const nonce = fromBase64url(slot.nonce)
  const wrapped = fromBase64url(slot.wrapped)
  // Before decrypting: a longer message than a key leaves room for one that opens under many secrets.
  if (nonce?.length !== nonceBytes || wrapped?.length !== wrappedBytes) throw damaged()
  const vaultKey = await openBytes(wrapKey, nonce, slotText(vaultId, slot), wrapped)
  if (vaultKey === null) throw damaged()
  return vaultKey
}

async function slotKeys(secret: Uint8Array, vaultId: string, slotId: string) {
  const salt = idToBytes(vaultId)
  idToBytes(slotId)
  const [wrap, slotCommit] = await Promise.all([
    hkdf(secret, salt, wrapPurpose + slotId),
    hkdf(secret, salt, commitPurpose + slotId),
  ])
  const wrapKey = await aesGcmKey(wrap)
  wrap.fill(0)
  return { wrapKey, slotCommit }
}

function damaged(): CryptoError {
  return new CryptoError('crypto/slot-damaged', 'the secret is right, but the wrapped vault key is damaged')
}

function slotText(vaultId: string, { slotId, kind, params }: Pick<Slot, 'slotId' | 'kind' | 'params'>): string {
  return `mfa-manager-slot\n1\n${vaultId}\n${slotId}\n${kind}\n${params}\n`
}

/** Every slot in one text, sorted by id, which the manifest covers by its hash. */
export function slotsText(vaultId: string, slots: readonly Slot[]): string {
  return slots
    .toSorted((a, b) => (a.slotId < b.slotId ? -1 : 1))
    .map((slot) => `${slotText(vaultId, slot)}${slot.slotCommit} ${slot.nonce} ${slot.wrapped}\n`)
    .join('')
}
