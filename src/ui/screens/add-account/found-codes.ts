/** What was seen by a camera, in pictures or on a screen. */
export interface FoundCodes {
  /** Texts that accounts come from. */
  readonly accounts: readonly string[]
  /** What else there is to say: codes of other kinds, pictures that could not be read. */
  readonly remarks: readonly string[]
}

/** What waits to be looked through before it is added. */
export type ForReview =
  /** Pasted or handed over, a link a line. */
  { readonly from: 'text'; readonly text: string } | ({ readonly from: 'codes' } & FoundCodes)

/** Two lots as one, so that neither is lost. */
export function together(one: ForReview | undefined, other: ForReview): ForReview {
  if (one === undefined) return other
  if (one.from === 'text' && other.from === 'text') return { from: 'text', text: `${one.text}\n${other.text}` }
  const [first, second] = [codesOf(one), codesOf(other)]
  const accounts = [...new Set([...first.accounts, ...second.accounts])]
  return { from: 'codes', accounts, remarks: [...first.remarks, ...second.remarks] }
}

/** A lot as texts of codes. */
export function codesOf(lot: ForReview): FoundCodes {
  return lot.from === 'codes'
    ? lot
    : { accounts: lot.text.split(/[\r\n]+/).filter((line) => line.trim() !== ''), remarks: [] }
}
