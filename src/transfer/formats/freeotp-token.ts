import type { RawAccount } from '../entry.ts'
import type { JsonFields } from '../json-fields.ts'
import { firstText } from '../json-records.ts'
import { typeOrSteam } from '../steam-name.ts'

/**
 * Which app wrote a token: `last-used` is FreeOTP 1 and FreeOTP+, which keep the counter of the last code and what was
 * typed over a name in members of its own; `next` is FreeOTP 2, which keeps the counter of the next code and types over
 * the name itself.
 */
export type TokenCounter = 'last-used' | 'next'

/** What stands beside a token. */
export interface TokenSurroundings {
  readonly secret: Uint8Array | undefined
  readonly counter: TokenCounter
  /** Its place in `tokenOrder`. */
  readonly order: number | undefined
}

/** The account of a token of the FreeOTP family. All its members but the label may be missing. */
export function tokenAccount(token: JsonFields, { secret, counter, order }: TokenSurroundings): RawAccount {
  const typedOver = counter === 'last-used'
  const issuer = firstText(token, 'issuerExt', 'issuerInt')
  const label = token.text('label')
  const shownIssuer = (typedOver && firstText(token, 'issuerAlt')) || issuer
  const shownLabel = (typedOver && firstText(token, 'labelAlt')) || label
  const isRenamed = shownIssuer !== issuer || shownLabel !== label
  return {
    secret,
    type: typeOf(token, issuer),
    issuer: shownIssuer,
    account: shownLabel,
    // The apps show the prefix of the label, not the parameter.
    otherIssuer: shownIssuer === issuer ? firstText(token, 'issuerInt') : issuer,
    algorithm: token.text('algo'),
    digits: token.number('digits'),
    period: token.number('period'),
    counter: typedOver ? counterAfter(token.number('counter')) : token.number('counter'),
    order,
    dropped: [
      firstText(token, 'image', 'imageAlt') !== undefined && 'icon',
      firstText(token, 'color') !== undefined && 'colour',
      isRenamed && 'previous-name',
    ],
  }
}

/** What people call a token, for reports. */
export function tokenLabel(token: JsonFields): string {
  const names = [firstText(token, 'issuerAlt', 'issuerExt', 'issuerInt'), firstText(token, 'labelAlt', 'label')]
  return names.filter((name) => name !== undefined).join(': ')
}

/** Bytes as Java writes them: a list of numbers from -128 to 127 (to 255 from other programs). */
export function signedBytes(values: unknown): Uint8Array | undefined {
  if (!Array.isArray(values) || !values.every(isByte)) return undefined
  return Uint8Array.from(values)
}

/** The places in `tokenOrder`, by name. */
export function tokenPlaces(order: unknown): ReadonlyMap<string, number> {
  const names: readonly unknown[] = Array.isArray(order) ? order : []
  return new Map(names.flatMap((name, place) => (typeof name === 'string' ? [[name, place] as const] : [])))
}

function isByte(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= -128 && value <= 255
}

/** The apps know two types. They write Steam's letters for exactly this issuer, whatever the digits. */
function typeOf(token: JsonFields, issuer: string | undefined): string {
  const type = token.text('type')?.toLowerCase() ?? 'totp'
  if (type === 'totp') return issuer === 'Steam' ? 'steam' : typeOrSteam(type, issuer, token.number('digits'))
  return type === 'hotp' ? type : 'unknown'
}

/** A token that was never used has -1; one without the member has what Java gives it, 0. */
function counterAfter(lastUsed: number | string | undefined): number {
  if (typeof lastUsed === 'string') return /^-?\d+$/.test(lastUsed) ? Number(lastUsed) + 1 : Number.NaN
  return (lastUsed ?? 0) + 1
}
