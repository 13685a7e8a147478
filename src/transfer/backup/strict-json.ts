import { decodeUtf8, EncodingError } from '../../encoding/index.ts'

/** What JSON can say. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject

/** An object of JSON. `__proto__` is a member like any other; copy with spread or `Object.fromEntries` only. */
export interface JsonObject {
  readonly [member: string]: JsonValue
}

/** Depth of nesting up to which a document is read. */
const maxDepth = 64

/**
 * Reads a JSON document in well-formed UTF-8 without a byte-order mark, nested at most 64 deep. Members that come twice
 * have one reading: the last one counts, everywhere.
 *
 * @returns `undefined` when it is not such a document.
 */
export function parseJson(bytes: Uint8Array): JsonValue | undefined {
  try {
    const text = decodeUtf8(bytes)
    // Before JSON.parse, which takes any depth, and whose result can overflow the stack of whoever walks it.
    return isShallow(text) ? (JSON.parse(text) as JsonValue) : undefined
  } catch (error) {
    if (error instanceof EncodingError || error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Whether a value of JSON is an object, and neither a list nor `null`. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const interesting = /["[\]{}]/g

function isShallow(text: string): boolean {
  let depth = 0
  let at = 0
  for (;;) {
    interesting.lastIndex = at
    const found = interesting.exec(text)
    if (found === null) return true
    at = found.index + 1
    if (found[0] === '"') at = endOfString(text, at)
    else if (found[0] === ']' || found[0] === '}') depth--
    else if (++depth > maxDepth) return false
  }
}

/** Where the text goes on behind a string whose first character is at `start`. Strings can be most of a file. */
function endOfString(text: string, start: number): number {
  for (let at = start; ;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) return text.length
    let backslashes = 0
    while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes++
    if (backslashes % 2 === 0) return quote + 1
    at = quote + 1
  }
}
