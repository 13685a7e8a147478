/** One character as RFC 3629 §4 allows it, each byte percent-encoded: no overlong forms, no surrogates. */
const ENCODED_CHARACTER = new RegExp(
  [
    '%[0-7]X',
    '%(?:C[2-9A-F]|DX)T',
    '%E0%[AB]XT',
    '%(?:E[1-9A-CEF])TT',
    '%ED%[89]XT',
    '%F0%[9AB]XTT',
    '%F[1-3]TTT',
    '%F4%8XTT',
  ]
    .join('|')
    .replaceAll('T', '%[89AB]X')
    .replaceAll('X', '[0-9A-F]'),
  'gi',
)

/**
 * Undoes percent-encoding (RFC 3986 §2.1) once. What is no escape, or no UTF-8, stays in the text as it is: other
 * people's links are full of stray `%`, and one of them must not cost the account.
 */
export function decodePercent(text: string): string {
  // Each match is well-formed by construction, so decodeURIComponent has nothing to throw at.
  return text.replace(ENCODED_CHARACTER, (encoded) => decodeURIComponent(encoded))
}
