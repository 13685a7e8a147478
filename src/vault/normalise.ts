/** A stretch of text in UTF-16 units: from the first to just behind the second. */
export type TextRange = readonly [start: number, end: number]

/**
 * Text as search compares it: without accents (NFD, marks dropped) and without case, `ß` as `ss`.
 *
 * Fast where everything is ASCII, which most issuers are.
 */
export function normalise(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  return foldCase(text.normalize('NFD').replace(/\p{M}+/gu, ''))
}

/** A normalised text that remembers where each of its units came from. */
export interface TracedText {
  readonly text: string
  /** The range of the original that a range of {@link TracedText.text} stands for, whole characters. */
  originalOf(range: TextRange): TextRange
}

/** As {@link normalise}, for texts in which something is marked. */
export function traceNormalised(original: string): TracedText {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const character of original) {
    const piece = normalise(character)
    text += piece
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(at)
      ends.push(at + character.length)
    }
    at += character.length
    // A mark that was dropped belongs to the character before it.
    if (piece === '' && ends.length > 0) ends.fill(at, starts.indexOf(starts.at(-1) ?? 0))
  }
  return { text, originalOf: ([start, end]) => [starts[start] ?? at, end > start ? (ends[end - 1] ?? at) : at] }
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false
  return true
}

/** Upper case in between: it spells `ß` (in upper case a letter of its own) and long s out. A sigma at a word's end is no letter of its own here. */
function foldCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ')
}
