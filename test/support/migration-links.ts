import { encodeBase64 } from '../../src/encoding/index.ts'

/** Bytes of one message of Protocol Buffers, field by field. */
export type Fields = readonly (readonly [number: number, value: bigint | number | string | Uint8Array])[]

/** A varint of 64 bits; negative numbers take ten bytes. */
export function varint(value: bigint | number): readonly number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  return [...bytes, Number(rest)]
}

/** A message; numbers become varints, all else has a length. */
export function message(fields: Fields): Uint8Array {
  const parts = fields.map(([number, value]) => {
    if (typeof value === 'bigint' || typeof value === 'number') return [...varint(number * 8), ...varint(value)]
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value
    return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes]
  })
  return Uint8Array.from(parts.flat())
}

/** The secret of accounts here: `JBSWY3DPEHPK3PXP`. */
export const migrationSecret = Uint8Array.from([0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x21, 0xde, 0xad, 0xbe, 0xef])

/** A time-based account as Google writes it. */
export function migrationAccount(name: string, issuer = '', more: Fields = []): Uint8Array {
  const named = issuer === '' ? [] : ([[3, issuer]] as const)
  return message([[1, migrationSecret], [2, name], ...named, [4, 1], [5, 1], [6, 2], ...more])
}

/** Which part of how many a payload is. */
export interface WrittenBatch {
  readonly size?: number
  readonly index?: number
  readonly id?: number
}

/** A payload of accounts. */
export function migrationPayload(
  accounts: readonly Uint8Array[],
  { size = 1, index = 0, id = 0 }: WrittenBatch = {},
): Uint8Array {
  const parts = accounts.map((account) => [1, account] as const)
  return message([...parts, [2, 1], [3, size], [4, index], [5, id]])
}

/** The link of a payload. */
export function migrationLink(payload: Uint8Array): string {
  return `otpauth-migration://offline?data=${encodeURIComponent(encodeBase64(payload))}`
}
