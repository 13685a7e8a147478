/**
 * Text as programs of the last twenty years write it: UTF-8 with or without a byte-order mark, or UTF-16 with one. Bytes
 * that are no UTF-8 become U+FFFD: names of a file that was cut or written badly are worth having without them.
 *
 * @returns `undefined` for bytes that no text has.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = decoderFor(bytes).decode(bytes)
  return looksBinary(text) ? undefined : text
}

function decoderFor([first, second]: Uint8Array): TextDecoder {
  // Each takes its own mark away.
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le')
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be')
  return new TextDecoder('utf-8')
}

/** UTF-16 units that are looked at. */
const sample = 4096

function looksBinary(text: string): boolean {
  const head = text.slice(0, sample)
  const broken = head.match(/\ufffd/g)?.length ?? 0
  return Array.from(head).some(isStrange) || broken > head.length / 10
}

/** A control character that no text has: neither a tab, nor a line end, nor the escape of terminal output. */
function isStrange(character: string): boolean {
  return character < ' ' && !'\t\n\v\f\r\u001b'.includes(character)
}
