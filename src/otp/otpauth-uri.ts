import { type CodeDisplay, parseCodeDisplay } from './code-display.ts'
import { OtpError } from './errors.ts'
import { type KeyUri, decodeValue, splitKeyUri, splitLabel, splitPath } from './key-uri.ts'
import { cleanName } from './names.ts'
import { type OtpParameters, type OtpType, checkParameters } from './parameters.ts'
import { parseHexSecret, parseSecret } from './secret.ts'

/** What a person should hear about a link that was read all the same. */
export type OtpauthWarning =
  /** The label names another issuer than the parameter, which won; see {@link ParsedOtpauthUri.labelIssuer}. */
  | 'issuer-mismatch'
  /** HOTP without a counter: it starts at 0. */
  | 'hotp-counter-missing'
  /** Control, direction or zero-width characters were taken out of a name. */
  | 'characters-removed'
  /** Ente's tags and note are there, but not readable. */
  | 'display-unreadable'

/** One account as a key URI describes it. */
export interface ParsedOtpauthUri extends OtpParameters, CodeDisplay {
  /** May be empty. */
  readonly issuer: string
  /** May be empty. */
  readonly account: string
  /** The label's prefix, where it differs from the issuer parameter by more than case. */
  readonly labelIssuer?: string
  readonly warnings: readonly OtpauthWarning[]
}

const types = new Map<string, OtpType>([
  ['totp', 'totp'],
  ['hotp', 'hotp'],
  ['steam', 'steam'],
  ['yaotp', 'yandex'],
  ['yandex', 'yandex'],
])

/**
 * Reads a key URI: `otpauth://` in the forms that are met in the wild, `apple-otpauth://`, Steam's forms
 * (`steam://SECRET` among them) and `motp://`. Linear in the length of the text.
 *
 * Names are cleaned (see `cleanName`) but never interpreted; pictures and other addresses in it are not looked at.
 *
 * @throws {@link OtpError} with the code that says what is wrong; `otp/migration` for Google's transfer links, which
 * another reader takes.
 */
export function parseOtpauthUri(text: string): ParsedOtpauthUri {
  const uri = splitKeyUri(text)
  switch (uri.scheme) {
    case 'otpauth':
    case 'apple-otpauth':
      return parseTyped(uri)
    case 'motp':
      return readAccount('motp', uri.path, uri.query)
    case 'steam':
      return readAccount('steam', '', steamQuery(uri.path))
    case 'otpauth-migration':
      throw new OtpError('otp/migration', 'A transfer link of Google Authenticator')
    default:
      throw new OtpError('otp/unsupported-scheme', 'The link is of another kind')
  }
}

function parseTyped(uri: KeyUri): ParsedOtpauthUri {
  const { type: host, label } = splitPath(uri.path)
  const type = types.get(host)
  if (type === undefined) throw new OtpError('otp/unsupported-type', 'Unknown type of one-time password')
  return readAccount(type, label, uri.query)
}

/** `steam://` is followed by the secret and nothing else; a slash at its end comes from programs that tidy links. */
function steamQuery(path: string): ReadonlyMap<string, string> {
  return new Map([
    ['secret', decodeValue(path.replace(/\/$/, ''))],
    ['issuer', 'Steam'],
  ])
}

function readAccount(type: OtpType, label: string, query: ReadonlyMap<string, string>): ParsedOtpauthUri {
  const { removed, ...names } = readNames(type, label, query.get('issuer') ?? '')
  const parameters = checkParameters({
    type: isSteam(type, names.issuer, query) ? 'steam' : type,
    secret: readSecret(type, query.get('secret')),
    algorithm: query.get('algorithm'),
    digits: query.get('digits'),
    period: query.get('period'),
    counter: query.get('counter'),
  })
  const displayText = query.get('codedisplay') ?? ''
  const display = displayText === '' ? {} : parseCodeDisplay(displayText)
  const warnings: OtpauthWarning[] = []
  if (names.labelIssuer !== undefined) warnings.push('issuer-mismatch')
  if (type === 'hotp' && !query.get('counter')) warnings.push('hotp-counter-missing')
  if (removed) warnings.push('characters-removed')
  if (display === undefined) warnings.push('display-unreadable')
  return { ...parameters, ...names, ...display, warnings }
}

function readNames(
  type: OtpType,
  encodedLabel: string,
  issuerParameter: string,
): Pick<ParsedOtpauthUri, 'issuer' | 'account' | 'labelIssuer'> & { readonly removed: boolean } {
  const written = issuerParameter.trim()
  const label = splitLabel(encodedLabel, written)
  const parameter = cleanName(written)
  const prefix = cleanName(label.prefix ?? '')
  const account = cleanName(label.account)
  // Yandex's own links name nobody: there is only one issuer that they can come from.
  const nameless = type === 'yandex' && label.prefix === undefined ? 'Yandex' : ''
  const differs = parameter !== '' && prefix !== '' && prefix.toLowerCase() !== parameter.toLowerCase()
  return {
    issuer: parameter || prefix || nameless,
    account,
    ...(differs && { labelIssuer: prefix }),
    removed: parameter !== written || prefix !== (label.prefix ?? '') || account !== label.account,
  }
}

function readSecret(type: OtpType, text: string | undefined): Uint8Array {
  if (text === undefined) throw new OtpError('otp/missing-secret', 'The link has no secret')
  return type === 'motp' ? parseHexSecret(text) : parseSecret(text)
}

/** Steam hides behind `totp` in four ways. Five digits alone do not make it Steam, nor does its name with six. */
function isSteam(type: OtpType, issuer: string, query: ReadonlyMap<string, string>): boolean {
  if (type !== 'totp') return false
  if (query.has('steam') || query.get('encoder')?.toLowerCase() === 'steam') return true
  return issuer.toLowerCase() === 'steam' && ['', '5'].includes(query.get('digits')?.trim() ?? '')
}
