/** A string, or the number of one that was written before. */
type JavaString = string | { readonly handle: number }

/**
 * Writes what `ObjectOutputStream.writeObject(new HashMap<String, String>(…))` does: class description, the table's load
 * factor and threshold, how many names there are, and the strings.
 *
 * @param options - `count`: how many names the file claims to have.
 */
export function javaMap(
  entries: Readonly<Record<string, string>> | readonly (readonly [JavaString, JavaString])[],
  options: { readonly count?: number } = {},
): Uint8Array<ArrayBuffer> {
  const pairs: readonly (readonly [JavaString, JavaString])[] = isList(entries) ? entries : Object.entries(entries)
  const head = '73 72 0011 6a6176612e7574696c2e486173684d6170 0507dac1c31660d1 03 0002'
  const fields = '46 000a 6c6f6164466163746f72 49 0009 7468726573686f6c64 78 70'
  const values = '3f400000 0000000c 77 08 00000010'
  const count = (options.count ?? pairs.length).toString(16).padStart(8, '0')
  const start = Buffer.from(`aced0005${head}${fields}${values}${count}`.replaceAll(' ', ''), 'hex')
  const strings = pairs.flatMap(([name, value]) => [javaString(name), javaString(value)])
  return Uint8Array.from(Buffer.concat([start, ...strings, Buffer.from([0x78])]))
}

function isList<T>(
  entries: T | readonly (readonly [JavaString, JavaString])[],
): entries is typeof entries & readonly [] {
  return Array.isArray(entries)
}

function javaString(text: JavaString): Buffer {
  if (typeof text !== 'string') {
    const reference = Buffer.from([0x71, 0, 0, 0, 0])
    reference.writeUInt32BE(0x7e_0000 + text.handle, 1)
    return reference
  }
  const bytes = Buffer.from(Array.from({ length: text.length }, (_, at) => modifiedUtf8(text.charCodeAt(at))).flat())
  const isLong = bytes.length > 0xffff
  const head = Buffer.alloc(isLong ? 9 : 3)
  head[0] = isLong ? 0x7c : 0x74
  head.writeUIntBE(bytes.length, isLong ? 3 : 1, isLong ? 6 : 2)
  return Buffer.concat([head, bytes])
}

/** One unit of UTF-16. */
function modifiedUtf8(unit: number): readonly number[] {
  const last = 0x80 | (unit & 0x3f)
  if (unit > 0 && unit < 0x80) return [unit]
  if (unit < 0x800) return [0xc0 | (unit >> 6), last]
  return [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), last]
}
