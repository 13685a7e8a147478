/** What the storage and vault tests ask of `expect`, and no more: Vitest's own does not run outside of its page. */
interface Matchers {
  toBe(expected: unknown): void
  toEqual(expected: unknown): void
  toMatchObject(expected: unknown): void
  toHaveLength(expected: number): void
  toContain(expected: unknown): void
  toBeUndefined(): void
  toBeGreaterThan(expected: number): void
  toThrow(expected: string): void
}

/** `expect` as far as it is needed here. */
export function expect(actual: unknown): Matchers & { readonly not: Matchers } {
  return { ...matchersFor(actual, true), not: matchersFor(actual, false) }
}

function matchersFor(actual: unknown, wanted: boolean): Matchers {
  const check = (holds: boolean, what: string, expected?: unknown): void => {
    if (holds !== wanted) throw new Error(`${show(actual)} ${wanted ? '' : 'not '}${what} ${show(expected)}`)
  }
  const length = () => (actual as { readonly length: number }).length
  return {
    toBe: (expected) => check(Object.is(actual, expected), 'to be', expected),
    toEqual: (expected) => check(isEqual(actual, expected, false), 'to equal', expected),
    toMatchObject: (expected) => check(isEqual(actual, expected, true), 'to match', expected),
    toHaveLength: (expected) => check(length() === expected, 'to have length', expected),
    toContain: (expected) => check(contains(actual, expected), 'to contain', expected),
    toBeUndefined: () => check(actual === undefined, 'to be undefined'),
    toBeGreaterThan: (expected) => check(Number(actual) > expected, 'to be greater than', expected),
    toThrow: (expected) => check(messageOf(actual).includes(expected), 'to throw', expected),
  }
}

function contains(actual: unknown, expected: unknown): boolean {
  if (typeof actual === 'string') return actual.includes(String(expected))
  return [...(actual as Iterable<unknown>)].includes(expected)
}

function messageOf(work: unknown): string {
  try {
    ;(work as () => unknown)()
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Equal in structure; members that are undefined count as absent. `partly`: the first may have more members. */
function isEqual(a: unknown, b: unknown, partly: boolean): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Object.prototype.toString.call(a) !== Object.prototype.toString.call(b)) return false
  if (a instanceof Set && b instanceof Set) return isEqual(texts(a), texts(b), false)
  if (a instanceof Map && b instanceof Map) return isEqual([...a], [...b], false)
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false
  const [one, other] = [a, b] as [Record<string, unknown>, Record<string, unknown>]
  const names = new Set([...(partly ? [] : Object.keys(one)), ...Object.keys(other)])
  return [...names].every((name) => isEqual(one[name], other[name], partly))
}

function show(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value)
}

function texts(set: ReadonlySet<unknown>): readonly string[] {
  return [...set].map(String).sort((a, b) => (a < b ? -1 : 1))
}
