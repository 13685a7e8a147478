import { decodeBase64 } from '../encoding/index.ts'

/**
 * What the text of a QR code is. The first three can become accounts; the screen names the others, and opens none.
 */
export type CodeTextKind =
  /** `otpauth:` and what means the same. */
  | 'key-uri'
  /** Google Authenticator's transfer of accounts. */
  | 'google-transfer'
  /** Base32 and nothing else: perhaps the secret alone. */
  | 'secret'
  | 'web-address'
  | 'wifi'
  | 'contact'
  | 'calendar-entry'
  | 'email-address'
  | 'phone-number'
  | 'text-message'
  | 'place'
  | 'payment'
  /** Signs in on another device with a passkey (CTAP 2.2 §11.5). */
  | 'passkey'
  | 'microsoft-push'
  | 'duo-push'
  | 'okta-push'
  /** Signs in to Steam; no second factor comes of it. */
  | 'steam-sign-in'
  /** An address of some other app. */
  | 'app-link'
  | 'text'

/** Tested in this order against the trimmed text. */
const patterns: readonly (readonly [CodeTextKind, RegExp])[] = [
  ['google-transfer', /^otpauth-migration:/i],
  ['key-uri', /^(?:apple-otpauth|otpauth|motp|steam):/i],
  ['passkey', /^FIDO:\//i],
  ['microsoft-push', /^(?:phonefactor|ms-?authenticator|msauthv?\d*):/i],
  ['duo-push', /^duo(?:mobile)?:|^https?:\/\/[\w.-]*\bduosecurity\.com(?=[/:?#]|$)/i],
  ['okta-push', /^(?:oktaverify|com-okta-authenticator|okta-verify):/i],
  ['steam-sign-in', /^https?:\/\/s\.team\/q\//i],
  ['web-address', /^https?:\/\//i],
  ['wifi', /^WIFI:/i],
  ['contact', /^(?:BEGIN:VCARD|MECARD:|BIZCARD:)/i],
  ['calendar-entry', /^BEGIN:(?:VEVENT|VCALENDAR)/i],
  ['email-address', /^(?:mailto:|MATMSG:|SMTP:)/i],
  ['phone-number', /^(?:tel|facetime(?:-audio)?):/i],
  ['text-message', /^(?:smsto|sms|mmsto|mms):/i],
  ['place', /^geo:/i],
  ['payment', /^(?:bitcoin|ethereum|litecoin|monero|lightning|upi):|^(?:BCD\r?\n00[12]|SPC\r?\n02|000201)/i],
  ['web-address', /^www\.[\w-]+\.\S/i],
  // A letter, and a colon before any white space (RFC 3986 §3.1).
  ['app-link', /^[a-z][a-z0-9+.-]+:\S/i],
]

/** 80 bits: what is shorter is more likely a word or a serial number. */
const leastSecretLetters = 16

/** Says what a text is by its beginning, and looks at nothing else. */
export function whatIsIt(text: string): CodeTextKind {
  const trimmed = text.replace(/^[\s\uFEFF]+|\s+$/g, '')
  if (isDuoActivation(trimmed)) return 'duo-push'
  const known = patterns.find(([, pattern]) => pattern.test(trimmed))
  if (known !== undefined) return known[0]
  return isSecret(trimmed) ? 'secret' : 'text'
}

/** Groups of base32, in one letter case. */
function isSecret(text: string): boolean {
  const letters = text.replace(/[\s-]/g, '').replace(/=+$/, '')
  return letters.length >= leastSecretLetters && letters.length <= 1024 && /^(?:[A-Z2-7]+|[a-z2-7]+)$/.test(letters)
}

/** A code, a hyphen, and the host that it is for in base64. */
function isDuoActivation(text: string): boolean {
  const [, host] = /^[\w-]{10,40}-([A-Za-z0-9+/]{16,120}={0,2})$/.exec(text) ?? []
  if (host === undefined) return false
  try {
    return /\.duosecurity\.com$/i.test(String.fromCharCode(...decodeBase64(host)))
  } catch {
    return false
  }
}
