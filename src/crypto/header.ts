import { fromBase64url } from './base64url-field.ts'
import { CryptoError } from './errors.ts'
import { isId } from './id.ts'
import type { Slot } from './key-slot.ts'

/** What a header calls itself. */
export const headerFormat = 'mfa-manager-vault'

/** Versions of this writer: a header whose `minWriter` is higher may be read, but not written over. */
export const writerVersion = 1

/**
 * The highest epoch that a header may say: at a thousand writes a second it takes 8,900 years. What says more is damage, and
 * the write after it would not be a safe integer any more.
 */
export const maxEpoch = 2 ** 48

/** Everything about a vault that is stored in clear, beside the records (docs/vault-format.md, "Header"). */
export interface VaultHeader {
  readonly format: typeof headerFormat
  readonly version: 1
  /** The lowest {@link writerVersion} that may write to this vault. */
  readonly minWriter: number
  readonly vaultId: string
  /** 32 bytes, base64url. */
  readonly vaultCommit: string
  readonly epoch: number
  /** Ids are unique. Kinds that this version does not know are kept, signed, and otherwise ignored. */
  readonly slots: readonly Slot[]
  /** HMAC of the manifest: 32 bytes, base64url. */
  readonly mac: string
}

const maxSlots = 64
const digestBytes = 32

/**
 * Reads a stored header: types, ranges, canonical base64url, no slot twice. It says nothing about truth, which only the
 * manifest does; and what is wrong inside one slot is left for `openSlot` and `parseKdfText` to find, so that a damaged
 * slot does not lock the others.
 *
 * @returns A copy with the members of {@link VaultHeader} and no others.
 * @throws {@link CryptoError} with `crypto/header-version` for a version above 1, else `crypto/header`.
 */
export function parseHeader(value: unknown): VaultHeader {
  const { format, version, minWriter, vaultId, vaultCommit, epoch, slots, mac } = members(value)
  if (format !== headerFormat) throw unreadable('format')
  if (isCount(version) && version > 1) {
    throw new CryptoError('crypto/header-version', 'the vault is of a newer format version')
  }
  if (version !== 1) throw unreadable('version')
  if (!isCount(minWriter) || minWriter < 1) throw unreadable('minWriter')
  if (!isCount(epoch) || epoch > maxEpoch) throw unreadable('epoch')
  if (typeof vaultId !== 'string' || !isId(vaultId)) throw unreadable('vaultId')
  return {
    format: headerFormat,
    version: 1,
    minWriter,
    vaultId,
    vaultCommit: digest(vaultCommit, 'vaultCommit'),
    epoch,
    slots: parseSlots(slots),
    mac: digest(mac, 'mac'),
  }
}

function parseSlots(value: unknown): readonly Slot[] {
  if (!Array.isArray(value) || value.length > maxSlots) throw unreadable('slots')
  const slots = value.map(parseSlot)
  if (new Set(slots.map((slot) => slot.slotId)).size !== slots.length) throw unreadable('slots')
  return slots
}

function parseSlot(value: unknown): Slot {
  const { slotId, kind, params, slotCommit, nonce, wrapped } = members(value)
  if (typeof slotId !== 'string' || !isId(slotId)) throw unreadable('slotId')
  // Neither may hold a line feed: the authenticated text puts each on a line of its own.
  if (typeof kind !== 'string' || !/^[a-z][a-z0-9-]{0,31}$/.test(kind)) throw unreadable('kind')
  if (typeof params !== 'string' || !/^[ -~]{0,4096}$/.test(params)) throw unreadable('params')
  return {
    slotId,
    kind,
    params,
    slotCommit: digest(slotCommit, 'slotCommit'),
    nonce: binary(nonce, 'nonce'),
    wrapped: binary(wrapped, 'wrapped'),
  }
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw unreadable('shape')
  // A copy has only the object's own members, and reads each once.
  return { ...value }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function digest(value: unknown, name: string): string {
  const text = binary(value, name)
  if (fromBase64url(text)?.length !== digestBytes) throw unreadable(name)
  return text
}

function binary(value: unknown, name: string): string {
  if (typeof value !== 'string' || value.length > 4096 || fromBase64url(value) === undefined) throw unreadable(name)
  return value
}

function unreadable(member: string): CryptoError {
  return new CryptoError('crypto/header', `the vault's header cannot be read: ${member}`)
}
