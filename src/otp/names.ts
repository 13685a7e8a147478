import { countCodePoints } from '../encoding/index.ts'
import { OtpError } from './errors.ts'

/** The longest issuer, account name or tag, in code points. */
const NAME_LIMIT = 1024

/** The longest note, in code points. */
const NOTE_LIMIT = 10_000

/** Characters that end a line or move the cursor sideways; a space takes their place, so that words stay apart. */
const LINE_BREAKS = /[\t-\r\u0085\u2028\u2029]+/g

/**
 * What no name needs and what makes two names look alike or swallow the text around them: controls, soft hyphen,
 * direction marks, zero-width characters, annotation marks, tag characters. See [Note: joiners].
 */
const INVISIBLE =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** As {@link INVISIBLE}, but a note keeps its line feeds and tabs. */
const INVISIBLE_IN_NOTES =
  /[^\P{Cc}\t\n]|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

// [Note: joiners] ZWNJ and ZWJ (U+200C, U+200D) are spelling in Persian and the Indic scripts and glue in emoji, so they
// stay between two such characters. Between Latin, Greek or Cyrillic letters they are only a way to fake a name.
const JOINED = String.raw`[^\P{L}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]|[\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}]`
const STRAY_JOINERS = new RegExp(`(?<!${JOINED})[\\u200c\\u200d]|[\\u200c\\u200d](?!${JOINED})`, 'gu')

const LONE_SURROGATES = /\p{Surrogate}/gu

/**
 * Makes foreign text fit for an issuer, an account name or a tag: one line without invisible or direction-changing
 * characters, trimmed; half a surrogate pair becomes U+FFFD. Everything that can be seen stays, HTML included.
 *
 * @throws {@link OtpError} `otp/name-too-long` over 1,024 code points.
 */
export function cleanName(text: string): string {
  const name = text
    .replace(LINE_BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINERS, '')
    .replace(LONE_SURROGATES, '\ufffd')
    .trim()
  if (countCodePoints(name) > NAME_LIMIT) throw new OtpError('otp/name-too-long', 'A name is over 1,024 code points')
  return name
}

/**
 * As {@link cleanName} for a note, which may have lines and tabs.
 *
 * @throws {@link OtpError} `otp/note-too-long` over 10,000 code points.
 */
export function cleanNote(text: string): string {
  const note = text
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE_IN_NOTES, '')
    .replace(STRAY_JOINERS, '')
    .replace(LONE_SURROGATES, '\ufffd')
    .trim()
  if (countCodePoints(note) > NOTE_LIMIT) throw new OtpError('otp/note-too-long', 'A note is over 10,000 code points')
  return note
}
