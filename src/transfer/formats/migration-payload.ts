import { decodeBase64, decodePercent, EncodingError } from '../../encoding/index.ts'
import { readProtobuf } from '../containers/protobuf.ts'
import { maxEntries } from '../entry.ts'
import { TransferError } from '../errors.ts'

/** One account as Google Authenticator's transfer codes say it. Numbers that are 0 are not written. */
export interface MigrationAccount {
  readonly secret: Uint8Array
  /** Sometimes with the issuer and a colon before it. */
  readonly name: string
  readonly issuer: string
  /** 0 or 1 SHA1, 2 SHA256, 3 SHA512, 4 MD5. */
  readonly algorithm: number
  /** 0 or 1 six, 2 eight. */
  readonly digits: number
  /** 1 HOTP, 2 TOTP; 0 says nothing. */
  readonly type: number
  readonly counter: number
}

/** What one transfer code holds. */
export interface MigrationPart {
  readonly accounts: readonly MigrationAccount[]
  /** How many codes there are. */
  readonly size: number
  /** Which of them this is, from 0. */
  readonly index: number
  /** The same in all codes of one transfer; 0 in newer versions, which says nothing. */
  readonly batchId: number
}

/** Whether a text is a transfer link; in any case, with white space around it. */
export function isMigrationLink(text: string): boolean {
  return /^\s*otpauth-migration:/i.test(text)
}

/** In UTF-16 units. A QR code holds less than 3,000; beyond this no work is done. */
const maxLinkLength = 65_536

/**
 * The bytes in `otpauth-migration://offline?data=…`. The base64 may have been handed on raw, percent-encoded (twice, too),
 * URL-safe, or through a decoder that made spaces of its plus signs.
 *
 * @throws {@link TransferError} `transfer/damaged`, `transfer/too-large`.
 */
export function migrationBytes(link: string): Uint8Array {
  if (link.length > maxLinkLength) throw new TransferError('transfer/too-large', 'the link is over 65,536 characters')
  const [, data] = /[?&](?:amp;)?data=([^&]*)/i.exec(link.trim()) ?? []
  if (data === undefined) throw new TransferError('transfer/damaged', 'the link has no data')
  // No percent sign is part of base64: what is left of one has to be decoded again.
  const text = decodePercent(decodePercent(data)).replaceAll('-', '+').replaceAll('_', '/').replaceAll(' ', '+')
  try {
    return decodeBase64(text)
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause
    throw new TransferError('transfer/damaged', 'the data of the link is not base64', { cause })
  }
}

/**
 * Reads the payload of a transfer code, whole or not at all.
 *
 * Google writes version and size of the batch behind the accounts, and never 0: a payload without them was cut off between
 * two fields, where nothing else shows it.
 *
 * @throws {@link TransferError} `transfer/damaged`.
 */
export function readMigrationPayload(bytes: Uint8Array): MigrationPart {
  const accounts: MigrationAccount[] = []
  const numbers = new Map<number, number>()
  for (const { number, value } of readProtobuf(bytes)) {
    if (number === 1) accounts.push(readAccount(bytesOf(value)))
    else if (number <= 5) numbers.set(number, int32(value))
  }
  const [version = 0, size = 0, index = 0, batchId = 0] = [2, 3, 4, 5].map((number) => numbers.get(number))
  // No batch has more codes than the largest vault has accounts.
  const isBatch = version >= 1 && size >= 1 && size <= maxEntries && index >= 0 && index < size
  if (!isBatch) throw new TransferError('transfer/damaged', 'the payload does not say which part of how many it is')
  return { accounts, size, index, batchId }
}

function readAccount(message: Uint8Array): MigrationAccount {
  const account = { secret: new Uint8Array(), name: '', issuer: '', algorithm: 0, digits: 0, type: 0, counter: 0 }
  for (const { number, value } of readProtobuf(message)) {
    switch (number) {
      case 1:
        account.secret = new Uint8Array(bytesOf(value))
        break
      case 2:
        account.name = textOf(value)
        break
      case 3:
        account.issuer = textOf(value)
        break
      case 4:
        account.algorithm = int32(value)
        break
      case 5:
        account.digits = int32(value)
        break
      case 6:
        account.type = int32(value)
        break
      case 7:
        account.counter = Number(BigInt.asIntN(64, varintOf(value)))
        break
      // Newer versions have a unique id; later ones may have more.
      default:
    }
  }
  return account
}

function bytesOf(value: bigint | Uint8Array): Uint8Array {
  if (typeof value === 'bigint') throw new TransferError('transfer/damaged', 'a number stands where bytes should be')
  return value
}

function varintOf(value: bigint | Uint8Array): bigint {
  if (typeof value === 'bigint') return value
  throw new TransferError('transfer/damaged', 'bytes stand where a number should be')
}

function int32(value: bigint | Uint8Array): number {
  return Number(BigInt.asIntN(32, varintOf(value)))
}

/** A broken character in a name is not worth the account. */
function textOf(value: bigint | Uint8Array): string {
  return new TextDecoder().decode(bytesOf(value))
}
