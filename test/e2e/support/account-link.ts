interface AccountLink {
  readonly issuer: string
  readonly account?: string
  /** RFC 4648 base32; made from the names where it is left out, so that no two accounts share one. */
  readonly secret?: string
  readonly type?: 'totp' | 'hotp'
  readonly algorithm?: 'SHA1' | 'SHA256' | 'SHA512'
  readonly digits?: number
  /** Seconds. */
  readonly period?: number
  readonly counter?: number
  readonly tags?: readonly string[]
  readonly note?: string
  readonly pinned?: boolean
}

/** The otpauth link of an account, with tags, note and pin the way that Ente writes them. */
export function linkOf({ issuer, account = '', type = 'totp', tags, note, pinned, ...more }: AccountLink): string {
  const { secret = secretOf(`${issuer}:${account}`), ...parameters } = more
  const query = new URLSearchParams({ secret, issuer })
  for (const [name, value] of Object.entries(parameters)) query.set(name, String(value))
  if (tags || note || pinned) query.set('codeDisplay', JSON.stringify({ tags, note, pinned }))
  const label = [issuer, account].map(encodeURIComponent).join(':')
  return `otpauth://${type}/${label}?${query.toString().replaceAll('+', '%20')}`
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** 160 bits that follow from a name. */
function secretOf(name: string): string {
  let state = 0x811c9dc5
  const next = (from: number): number => (state = Math.imul(state ^ from, 0x01000193) >>> 0)
  for (const letter of name) next(letter.codePointAt(0) ?? 0)
  return Array.from({ length: 32 }, (_, place) => base32[next(place) >>> 27]).join('')
}
