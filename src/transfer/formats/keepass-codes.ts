import { decodeBase64 } from '../../encoding/index.ts'
import { hexSecret, rawAccountOf, type RawAccount } from '../entry.ts'

/** Everything of an account but its code. */
type Extras = Omit<RawAccount, 'secret'>

/** Makes an account of a code in an entry. */
type Code = (more: Extras) => RawAccount

type Strings = ReadonlyMap<string, string>

/** The names under which codes are kept, of all programs that have such. */
export function isCodeString(name: string): boolean {
  return /^(?:otp|TOTP (?:Seed|Settings)|(?:Time|Hmac)Otp-.*)$/.test(name)
}

/** The codes of an entry: one by time, in the first form that it is in, and one by counter. */
export function codesOf(strings: Strings): readonly Code[] {
  const byTime = otpString(strings) ?? seedString(strings) ?? keepassStrings(strings, 'TimeOtp')
  return [byTime, keepassStrings(strings, 'HmacOtp')].filter((code) => code !== undefined)
}

/** What the entry is called. */
function namesOf(strings: Strings): Pick<RawAccount, 'issuer' | 'account'> {
  return { issuer: strings.get('Title'), account: strings.get('UserName') }
}

/** A key URI, the query of the KeeOtp plugin, or a bare secret. */
function otpString(strings: Strings): Code | undefined {
  const text = strings.get('otp')?.trim()
  if (!text) return undefined
  if (/^[a-z-]+:/i.test(text)) return (more) => linkAccount(text, strings, more)
  if (/(?:^|&)key=/i.test(text)) return (more) => ({ ...queryAccount(text), ...namesOf(strings), ...more })
  return (more) => ({ secret: text, ...namesOf(strings), ...more })
}

/** The link's names come first; then what the entry is called. */
function linkAccount(text: string, strings: Strings, more: Extras): RawAccount {
  const { issuer = '', account = '' } = namesOf(strings)
  const link = rawAccountOf(withoutFillers(text, issuer, account), more)
  return { ...link, issuer: link.issuer || issuer, account: link.account || account, otherIssuer: issuer }
}

/** What KeePassXC puts into a link for an entry without a title or a user name. */
function withoutFillers(link: string, title: string, username: string): string {
  const named =
    title.trim() === ''
      ? link.replace(/^(otpauth:\/\/totp\/)KeePassXC:/, '$1:').replace(/&issuer=KeePassXC(?=&|$)/, '')
      : link
  return username.trim() === '' ? named.replace(/^(otpauth:\/\/totp\/[^?:]*):none\?/, '$1:?') : named
}

function queryAccount(text: string): RawAccount {
  const query = new Map([...new URLSearchParams(text)].map(([name, value]) => [name.toLowerCase(), value]))
  return {
    type: query.get('type')?.toLowerCase() || undefined,
    secret: decoded(query.get('encoding') ?? 'base32', query.get('key') ?? ''),
    algorithm: query.get('otphashmode'),
    digits: query.get('size'),
    period: query.get('step'),
    counter: query.get('counter'),
  }
}

/** Of the plugins Tray TOTP and KeeTrayTOTP, and of older KeePassXC. */
function seedString(strings: Strings): Code | undefined {
  const secret = strings.get('TOTP Seed')
  if (!secret?.trim()) return undefined
  // The third part is the address of a server that tells the time.
  const [period, digits] = (strings.get('TOTP Settings') ?? '').split(';')
  const isSteam = digits?.trim().toUpperCase() === 'S'
  return (more) => ({
    type: isSteam ? 'steam' : 'totp',
    secret,
    period: period?.trim() || undefined,
    digits: isSteam ? undefined : digits?.trim() || undefined,
    ...namesOf(strings),
    ...more,
  })
}

/** Of KeePass 2.47 and later (https://keepass.info/help/base/placeholders.html#otp). */
function keepassStrings(strings: Strings, prefix: 'TimeOtp' | 'HmacOtp'): Code | undefined {
  const encodings = ['', '-Hex', '-Base32', '-Base64']
  const encoding = encodings.find((each) => strings.get(`${prefix}-Secret${each}`)?.trim())
  if (encoding === undefined) return undefined
  const text = strings.get(`${prefix}-Secret${encoding}`) ?? ''
  const isByTime = prefix === 'TimeOtp'
  return (more) => ({
    type: isByTime ? 'totp' : 'hotp',
    secret: decoded(encoding.slice(1).toLowerCase() || 'utf8', text),
    algorithm: isByTime ? strings.get('TimeOtp-Algorithm') || undefined : undefined,
    digits: isByTime ? strings.get('TimeOtp-Length') || undefined : undefined,
    period: strings.get('TimeOtp-Period') || undefined,
    counter: strings.get('HmacOtp-Counter') || undefined,
    ...namesOf(strings),
    ...more,
  })
}

/** A secret, whose encoding has a name; base32 is left to who checks it. */
function decoded(encoding: string, text: string): Uint8Array | string {
  switch (encoding.toLowerCase().replace('-', '')) {
    case 'hex':
      return hexSecret(text)
    case 'base64':
      return decodeBase64(text)
    case 'utf8':
      return new TextEncoder().encode(text)
    default:
      return text
  }
}
