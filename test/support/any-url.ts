import * as fc from 'fast-check'
import { anyCharacter } from './any-character.ts'

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@"
const plain = fc.nat(letters.length - 1).map((place) => letters.charAt(place))
const inPath = fc.oneof(
  { weight: 10, arbitrary: plain },
  { weight: 1, arbitrary: anyCharacter.map((character) => encodeURIComponent(character)) },
)
const path = fc.array(fc.string({ unit: inPath }).map((segment) => `/${segment}`)).map((segments) => segments.join(''))

/**
 * Any address (RFC 3986 §3): one of these schemes, a host with or without a port, a path. fast-check's own `webUrl` lists
 * every percent-encoded character first, which takes a second of each process.
 */
export function anyUrl(schemes: readonly [string, ...string[]] = ['http', 'https']): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...schemes), fc.webAuthority(), path)
    .map(([scheme, authority, rest]) => `${scheme}://${authority}${rest}`)
}
