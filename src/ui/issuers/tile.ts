/** An issuer's tile before, or without, a glyph. */
export interface Tile {
  /** 1 to 12, the numbered tile colours; 0: the neutral one, for an unknown issuer. */
  readonly hue: number
  /** One or two initials, or `?`. */
  readonly letters: string
}

const hues = 12
const unknown: Tile = { hue: 0, letters: '?' }

/** The same issuer has the same tile on every device, whatever its case and however its accents are encoded. */
export function tileFor(issuer: string): Tile {
  const name = issuer.trim().normalize('NFC')
  const letters = initials(name)
  return letters === '' ? unknown : { hue: (fnv1a(name.toLowerCase()) % hues) + 1, letters }
}

/** 32-bit FNV-1a over the UTF-8 bytes of `text`, unsigned. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

const bracketed = /\([^()]*\)|\[[^[\]]*\]/g
const wordStart = /(?<=^|[\s\-–—_/:|&+,"#@¿¡\p{Pi}])[\p{L}\p{N}]/gu
const anyPicture = /[^\s\p{P}\p{C}\p{Z}]/u

function initials(name: string): string {
  const plain = name.replaceAll(bracketed, ' ')
  let letters = ''
  let count = 0
  for (const { index } of plain.matchAll(wordStart)) {
    letters += upperCase(graphemeAt(plain, index))
    if (++count === 2) break
  }
  if (letters !== '') return letters
  // No letter starts a word: an emoji, a symbol, or a name that is all in brackets.
  const at = name.search(anyPicture)
  return at < 0 ? '' : upperCase(graphemeAt(name, at))
}

let segmenter: Intl.Segmenter | undefined

/** What a reader sees as one character: a flag, a family or a letter with its accents stays whole. */
function graphemeAt(text: string, index: number): string {
  // Two ASCII characters never join, so most issuers do without the segmenter.
  if (/^[\x20-\x7e]{1,2}$/.test(text.slice(index, index + 2))) return text.charAt(index)
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return segmenter.segment(text).containing(index)?.segment ?? ''
}

/** Upper case unless that makes more than one letter of it, as with ß and the ligature ﬁ. */
function upperCase(grapheme: string): string {
  const upper = grapheme.toUpperCase()
  return upper.length === grapheme.length ? upper : grapheme
}
