import type { AccountDraft } from '../../../account.ts'
import { OtpError, parseOtpauthUri, type ParsedOtpauthUri } from '../../../otp/index.ts'

const knownScheme = /^\s*(?:(?:apple-)?otpauth|otpauth-migration|steam|motp):/i

/** Whether a text starts like a link that an account comes from. */
export function isLink(text: string): boolean {
  return knownScheme.test(text)
}

/** Whether a text is a code of Google Authenticator's, which holds several accounts and may be one of several. */
export function isTransferLink(text: string): boolean {
  return /^\s*otpauth-migration:/i.test(text)
}

/** One link, or the reason why it is none. */
export function readLink(text: string): ParsedOtpauthUri | OtpError {
  try {
    return parseOtpauthUri(text)
  } catch (error) {
    if (error instanceof OtpError) return error
    throw error
  }
}

/** What a link says about an account, without what it says about itself. */
export function draftOfLink(link: ParsedOtpauthUri): AccountDraft {
  const { warnings: _warnings, labelIssuer: _labelIssuer, trashed: _trashed, ...draft } = link
  return draft
}

/** What a pasted or handed-over text is to the form. */
export type PastedText =
  | { readonly what: 'link'; readonly link: ParsedOtpauthUri }
  /** More than one line that is or should be a link, or a link that holds several accounts. */
  | { readonly what: 'several' }
  | { readonly what: 'refused'; readonly error: OtpError }
  /** An address of another kind. */
  | { readonly what: 'foreign'; readonly error: OtpError }
  /** A bare key. */
  | { readonly what: 'secret' }
  /** Anything else, such as the name somebody searched for. */
  | { readonly what: 'text' }

/** Tells what a text is. Does not read more than one link. */
export function recognise(text: string): PastedText {
  const links = text.split(/[\n\r]+/).filter(isLink)
  const [only] = links
  if (only === undefined) return recogniseOther(text)
  if (links.length > 1 || isTransferLink(only)) return { what: 'several' }
  const link = readLink(only)
  return link instanceof OtpError ? { what: 'refused', error: link } : { what: 'link', link }
}

function recogniseOther(text: string): PastedText {
  if (isBareSecret(text)) return { what: 'secret' }
  const read = text.includes('://') ? readLink(text) : undefined
  return read instanceof OtpError ? { what: 'foreign', error: read } : { what: 'text' }
}

/** Sixteen characters of base32 or more, in the ways that sites print keys. A long word in lower case is none. */
function isBareSecret(text: string): boolean {
  const typed = text.replace(/[\s=-]/g, '')
  if (typed.length < 16) return false
  return /^[A-Z2-7]+$/.test(typed) || (/^[a-z2-7]+$/.test(typed) && /\d/.test(typed))
}
