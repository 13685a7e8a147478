import { decodePercent } from '../encoding/index.ts'
import { OtpError } from './errors.ts'

/** A key URI taken apart, nothing decided yet. */
export interface KeyUri {
  /** Lower case, without the colon. */
  readonly scheme: string
  /** From behind `//` to the first `?`, still encoded. */
  readonly path: string
  /** Decoded values by lower-case name; the first of duplicates. A name without a value has an empty one. */
  readonly query: ReadonlyMap<string, string>
}

/** A label's two halves, decoded and trimmed. */
export interface Label {
  /** Undefined where the label has no separator. */
  readonly prefix: string | undefined
  readonly account: string
}

/** In UTF-16 units. Real ones stay under 3,000; beyond this no work is done. */
const URI_LIMIT = 65_536

/**
 * Splits the text of a link or QR code by hand.
 *
 * No URL parser: they give different hosts for unknown schemes in different engines, take a raw `#` in a name for a
 * fragment and so lose the secret behind it, lower-case `steam://SECRET`, and fail at a stray `%`.
 *
 * @throws {@link OtpError} `otp/uri-too-long` over 65,536 UTF-16 units, `otp/not-a-uri`.
 */
export function splitKeyUri(text: string): KeyUri {
  if (text.length > URI_LIMIT) throw new OtpError('otp/uri-too-long', 'The text is over 65,536 characters long')
  const uri = text.trim()
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(uri)?.[0]
  if (scheme === undefined) throw new OtpError('otp/not-a-uri', 'The text has no scheme')
  const rest = uri.slice(scheme.length + 1).replace(/^\/\//, '')
  const queryAt = rest.indexOf('?')
  return queryAt < 0
    ? { scheme: scheme.toLowerCase(), path: rest, query: new Map() }
    : { scheme: scheme.toLowerCase(), path: rest.slice(0, queryAt), query: parseQuery(rest.slice(queryAt + 1)) }
}

/** Splits `TYPE/LABEL`. @returns The type in lower case; the label still encoded, without a slash at its very end. */
export function splitPath(path: string): { readonly type: string; readonly label: string } {
  const slash = path.indexOf('/')
  if (slash < 0) return { type: path.toLowerCase(), label: '' }
  return { type: path.slice(0, slash).toLowerCase(), label: path.slice(slash + 1).replace(/\/$/, '') }
}

/**
 * Splits a label into issuer and account name. An issuer parameter tells where a prefix ends that holds colons itself;
 * else a colon as written counts before one that was encoded.
 */
export function splitLabel(label: string, issuer: string): Label {
  const decoded = decodePercent(label).trim()
  if (issuer !== '' && startsWithIssuer(decoded, issuer)) {
    return { prefix: decoded.slice(0, issuer.length), account: decoded.slice(issuer.length + 1).trim() }
  }
  const colon = label.indexOf(':')
  if (colon >= 0) {
    return {
      prefix: decodePercent(label.slice(0, colon)).trim(),
      account: decodePercent(label.slice(colon + 1)).trim(),
    }
  }
  const encodedColon = decoded.indexOf(':')
  if (encodedColon < 0) return { prefix: undefined, account: decoded }
  return { prefix: decoded.slice(0, encodedColon).trim(), account: decoded.slice(encodedColon + 1).trim() }
}

/** Decodes a value as forms encode it: `+` is a space. */
export function decodeValue(value: string): string {
  return decodePercent(value.replaceAll('+', ' '))
}

function startsWithIssuer(label: string, issuer: string): boolean {
  return label.charAt(issuer.length) === ':' && label.slice(0, issuer.length).toLowerCase() === issuer.toLowerCase()
}

function parseQuery(query: string): Map<string, string> {
  const values = new Map<string, string>()
  for (const pair of query.split('&')) {
    // Copied out of HTML source, `&` reads `&amp;`.
    const parameter = pair.replace(/^amp;/, '')
    const equals = parameter.indexOf('=')
    const name = (equals < 0 ? parameter : parameter.slice(0, equals)).toLowerCase()
    if (!values.has(name)) values.set(name, equals < 0 ? '' : decodeValue(parameter.slice(equals + 1)))
  }
  return values
}
