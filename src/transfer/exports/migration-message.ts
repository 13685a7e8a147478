import type { AccountDraft } from '../../account.ts'
import { encodeUtf8 } from '../../encoding/index.ts'

/** Field numbers of the messages in Google Authenticator's transfer links; the rest of an account's are read there only. */
const accountFields = { secret: 1, name: 2, issuer: 3, algorithm: 4, digits: 5, type: 6, counter: 7 }
const payloadFields = { account: 1, version: 2, batchSize: 3, batchIndex: 4, batchId: 5 }

const algorithms = { SHA1: 1, SHA256: 2, SHA512: 3 }
const types = { hotp: 1, totp: 2 }
const version = 1

/** One account as a message (Protocol Buffers, proto3). Counter or time based, six or eight digits. */
export function encodeMigrationAccount(account: AccountDraft): Uint8Array {
  const isHotp = account.type === 'hotp'
  return joined([
    bytesField(accountFields.secret, account.secret),
    // The app lists accounts by this name and shows nothing in its place.
    textField(accountFields.name, account.account || account.issuer),
    textField(accountFields.issuer, account.issuer),
    numberField(accountFields.algorithm, algorithms[account.algorithm]),
    numberField(accountFields.digits, account.digits === 8 ? 2 : 1),
    numberField(accountFields.type, isHotp ? types.hotp : types.totp),
    numberField(accountFields.counter, isHotp ? (account.counter ?? 0) : 0),
  ])
}

/**
 * The payload of one link.
 *
 * @param accounts - What {@link encodeMigrationAccount} gave.
 * @param batch - `index` from 0, `id` the same in all parts.
 */
export function encodeMigrationPart(
  accounts: readonly Uint8Array[],
  { size, index, id }: { readonly size: number; readonly index: number; readonly id: number },
): Uint8Array {
  return joined([
    ...accounts.map((account) => bytesField(payloadFields.account, account)),
    numberField(payloadFields.version, version),
    numberField(payloadFields.batchSize, size),
    numberField(payloadFields.batchIndex, index),
    numberField(payloadFields.batchId, id),
  ])
}

const wireVarint = 0
const wireBytes = 2

/** Zero is what an absent field means, so proto3 leaves it out. */
function numberField(field: number, value: number): Uint8Array {
  return value === 0 ? new Uint8Array() : joined([varint(field * 8 + wireVarint), varint(value)])
}

function bytesField(field: number, value: Uint8Array): Uint8Array {
  return joined([varint(field * 8 + wireBytes), varint(value.length), value])
}

function textField(field: number, text: string): Uint8Array {
  const bytes = encodeUtf8(text.replace(/\p{Surrogate}/gu, '\ufffd'))
  return bytes.length === 0 ? bytes : bytesField(field, bytes)
}

/** Seven bits to a byte, the least significant first. Up to 2^53 - 1, which is more than bit operations take. */
function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  while (rest >= 128) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  return Uint8Array.of(...bytes, rest)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
