import { decodeUtf8, EncodingError } from '../encoding/index.ts'

/** What JSON can say. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject

/** An object of JSON. `__proto__` is a member like any other; copy with spread or `Object.fromEntries` only. */
export interface JsonObject {
  readonly [member: string]: JsonValue
}

/** A document, or why there is none. */
export type JsonReading = { readonly value: JsonValue } | { readonly problem: 'not-json' | 'too-many-parts' }

/** Depth of nesting up to which a document is read. */
const maxDepth = 64

/**
 * Reads a JSON document in well-formed UTF-8 without a byte-order mark, nested at most 64 deep. Members that come twice
 * have one reading: the last one counts, everywhere.
 *
 * @param options - `maxParts`: how many lists, objects, elements and members there may be. JSON.parse takes a minute, and
 * gigabytes, for tens of millions of empty objects.
 */
export function parseJson(
  bytes: Uint8Array,
  { maxParts = Number.POSITIVE_INFINITY }: { readonly maxParts?: number } = {},
): JsonReading {
  try {
    return parseJsonText(decodeUtf8(bytes), maxParts)
  } catch (error) {
    if (error instanceof EncodingError) return { problem: 'not-json' }
    throw error
  }
}

/** As {@link parseJson}, of text that is decoded already. */
export function parseJsonText(text: string, maxParts = Number.POSITIVE_INFINITY): JsonReading {
  try {
    // Before JSON.parse, which takes any depth, and whose result can overflow the stack of whoever walks it.
    return refusalOf(text, maxParts) ?? { value: JSON.parse(text) as JsonValue }
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: 'not-json' }
    throw error
  }
}

/** Whether a value of JSON is an object, and neither a list nor `null`. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const code = {
  quote: 0x22,
  comma: 0x2c,
  openList: 0x5b,
  backslash: 0x5c,
  closeList: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
}

/** Says of a text that may be JSON what JSON.parse would not. */
function refusalOf(text: string, maxParts: number): JsonReading | undefined {
  let depth = 0
  let parts = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === code.quote) at = endOfString(text, at + 1)
    else if (unit === code.closeList || unit === code.closeObject) depth--
    else if (unit === code.openList || unit === code.openObject || unit === code.comma) {
      if (unit !== code.comma) depth++
      if (depth > maxDepth) return { problem: 'not-json' }
      if (++parts > maxParts) return { problem: 'too-many-parts' }
    }
  }
  return undefined
}

/** Where the closing quote is of a string whose first character is at `start`. Strings can be most of a file. */
function endOfString(text: string, start: number): number {
  for (let at = start; ;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) return text.length
    let backslashes = 0
    while (text.charCodeAt(quote - 1 - backslashes) === code.backslash) backslashes++
    if (backslashes % 2 === 0) return quote
    at = quote + 1
  }
}
