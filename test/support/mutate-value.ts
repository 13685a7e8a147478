import * as fc from 'fast-check'

/** One change of a stored value, told by numbers: which place in it, what happens there, and with what. */
export interface Move {
  readonly place: number
  readonly how: number
  readonly what: number
}

const number = fc.nat(1_000_000)

/** A few changes, one after the other. */
export const moves: fc.Arbitrary<readonly Move[]> = fc.array(fc.record({ place: number, how: number, what: number }), {
  minLength: 1,
  maxLength: 3,
})

/** What an attacker writes where something else was: types, sizes and names that trip programs up. */
const oddValues: readonly (() => unknown)[] = [
  () => null,
  () => undefined,
  () => true,
  () => '',
  () => '\n',
  () => '__proto__',
  () => 'A'.repeat(43),
  () => 'A'.repeat(100_000),
  () => '\ud800',
  () => 'argon2id v=19 m=4194304 t=3 p=1 salt=AAAAAAAAAAAAAAAAAAAAAA',
  () => 'argon2id v=19 m=65536 t=3 p=1 salt=',
  () => 'pbkdf2-sha256 i=9999999999999999 salt=AAAAAAAAAAAAAAAAAAAAAA',
  () => 0,
  () => -1,
  () => 1.5,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => Number.MAX_SAFE_INTEGER,
  () => 2 ** 53,
  () => 1e308,
  () => [],
  () => Array.from({ length: 1000 }, () => 0),
  () => ({}),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  () => JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`),
  () => new Uint8Array(),
  () => new Uint8Array(12),
  () => new Uint8Array(100_000),
  () => new Date(0),
  () => new Map([['id', 1]]),
]

type Box = Record<string, unknown> | unknown[]

/** Somewhere in a value: what holds it, and under which name. */
interface Place {
  readonly box: Box
  readonly name: string
}

/**
 * Makes these changes to a copy of a value: members and elements are replaced, removed, doubled and swapped; texts, bytes
 * and numbers are changed a little. What is valid otherwise stays so, which gets further than noise does.
 */
export function mutated(value: unknown, list: readonly Move[]): unknown {
  // In a box, so that the value itself is a place, too.
  const root: Record<string, unknown> = { value: structuredClone(value) }
  for (const move of list) change(root, move)
  return root['value']
}

function change(root: Record<string, unknown>, { place, how, what }: Move): void {
  const places = placesIn(root)
  const found = places[place % places.length]
  if (!found) return
  const { box, name } = found
  const old = read(box, name)
  const odd = oddValues[what % oddValues.length]?.()
  if (how % 8 === 0) put(box, name, odd)
  else if (how % 8 === 1) remove(box, name)
  else if (how % 8 === 2) put(box, ['__proto__', 'extra', name][what % 3] ?? name, odd)
  else if (how % 8 === 3) swap(found, places[what % places.length])
  else put(box, name, nudged(old, what))
}

function placesIn(value: unknown, depth = 0): readonly Place[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || depth > 6) return []
  const box = value as Box
  return Object.keys(box).flatMap((name) => [{ box, name }, ...placesIn(read(box, name), depth + 1)])
}

function read(box: Box, name: string): unknown {
  return Object.getOwnPropertyDescriptor(box, name)?.value
}

/** As an own member, whatever it is called. */
function put(box: Box, name: string, value: unknown): void {
  Object.defineProperty(box, name, { value, configurable: true, enumerable: true, writable: true })
}

function remove(box: Box, name: string): void {
  if (Array.isArray(box)) box.splice(Number(name), 1)
  else Reflect.deleteProperty(box, name)
}

function swap(one: Place, other: Place | undefined): void {
  if (!other) return
  const [first, second] = [read(one.box, one.name), read(other.box, other.name)]
  // Copies: a value must not come to hold itself.
  put(one.box, one.name, structuredClone(second))
  put(other.box, other.name, structuredClone(first))
}

/** The same kind of value, a little different. */
function nudged(value: unknown, what: number): unknown {
  if (typeof value === 'number') return [value + 1, value - 1, value * 2, -value][what % 4]
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') return nudgedText(value, what)
  if (value instanceof Uint8Array) return nudgedBytes(value, what)
  if (Array.isArray(value)) return [...value, ...structuredClone(value)]
  return value
}

function nudgedText(text: string, what: number): string {
  const at = what % (text.length + 1)
  const letter = 'AQgw-_ \n9é'[what % 10] ?? ''
  return (
    [
      text.slice(0, at) + letter + text.slice(at + 1),
      text.slice(0, at),
      text + letter,
      text.slice(0, at) + letter + text.slice(at),
      text + text,
    ][(what >> 4) % 5] ?? ''
  )
}

function nudgedBytes(bytes: Uint8Array, what: number): Uint8Array {
  if ((what >> 4) % 3 === 0) return bytes.slice(0, what % (bytes.length + 1))
  if ((what >> 4) % 3 === 1) return Uint8Array.from([...bytes, what % 256])
  const copy = Uint8Array.from(bytes)
  if (copy.length > 0) copy[what % copy.length] = (copy[what % copy.length] ?? 0) ^ (1 << (what % 8))
  return copy
}
