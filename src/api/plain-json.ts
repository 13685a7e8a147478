/** The largest request, in bytes of its JSON in UTF-8. */
export const maxRequestBytes = 64 * 1024

/** Lists and objects within each other; a request of ours has three. */
const maxDepth = 16

/** An object whose members are its own. `__proto__` may be one of them: copy with spread or `Object.fromEntries` only. */
export type PlainObject = Readonly<Record<string, unknown>>

/** Whether structured clone made this of an object literal, and not of a Map, a Date, an array or a key. */
export function isPlainObject(value: unknown): value is PlainObject {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Whether a text has no half of a surrogate pair in it. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/** An object's own member; `undefined` where it has none, whatever it inherits. */
export function memberOf(object: PlainObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** Why a value is no request, and where. */
export type JsonProblem =
  { readonly problem: 'not-json'; readonly path: string } | { readonly problem: 'too-large' } | undefined

/**
 * Looks whether a value that came through structured clone is plain JSON of bounded depth and size. Members that are
 * `undefined` count as absent, as JSON has it.
 *
 * The work is bounded, too: each value that is looked at costs bytes of the limit, so neither a cycle nor a tree whose
 * branches are one object nor a list with a length of four thousand millions is walked to its end.
 */
export function findJsonProblem(value: unknown): JsonProblem {
  const walk = new Walk()
  const found = walk.look(value, '', 0)
  if (found !== undefined) return found
  // The walk counts too little where characters are escaped or take several bytes.
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length
  return bytes > maxRequestBytes ? { problem: 'too-large' } : undefined
}

class Walk {
  #bytesLeft = maxRequestBytes

  look(value: unknown, path: string, depth: number): JsonProblem {
    if (value === null || typeof value === 'boolean') return this.#spend(4)
    if (typeof value === 'number') return Number.isFinite(value) ? this.#spend(1) : notJson(path)
    if (typeof value === 'string')
      return this.#spend(value.length + 2) ?? (isWellFormed(value) ? undefined : notJson(path))
    if (depth === maxDepth) return notJson(path)
    if (Array.isArray(value)) return this.#lookAtList(value, path, depth)
    return isPlainObject(value) ? this.#lookAtObject(value, path, depth) : notJson(path)
  }

  #lookAtList(list: readonly unknown[], path: string, depth: number): JsonProblem {
    // Two bytes for each element at the least, and before they are listed: a length costs nothing to claim.
    if (2 * list.length > this.#bytesLeft) return { problem: 'too-large' }
    const found = this.#spend(list.length + 1)
    if (found !== undefined) return found
    // Fewer: it has holes. More: it has members beside its elements.
    if (Object.keys(list).length !== list.length) return notJson(path)
    return first(list, (element, index) => this.look(element, `${path}[${index}]`, depth + 1))
  }

  #lookAtObject(object: PlainObject, path: string, depth: number): JsonProblem {
    const names = Object.keys(object).filter((name) => object[name] !== undefined)
    const found = this.#spend(2)
    if (found !== undefined) return found
    return first(names, (name) => {
      const inside = path === '' ? name : `${path}.${name}`
      return (
        this.#spend(name.length + 3) ??
        (isWellFormed(name) ? this.look(object[name], inside, depth + 1) : notJson(path))
      )
    })
  }

  #spend(bytes: number): JsonProblem {
    this.#bytesLeft -= bytes
    return this.#bytesLeft < 0 ? { problem: 'too-large' } : undefined
  }
}

function first<T>(items: readonly T[], look: (item: T, index: number) => JsonProblem): JsonProblem {
  for (const [index, item] of items.entries()) {
    const found = look(item, index)
    if (found !== undefined) return found
  }
  return undefined
}

/** A path that a hostile message made is not sent back at any length. */
function notJson(path: string): JsonProblem {
  return { problem: 'not-json', path: shortPath(path) }
}

/** The path as far as it is worth reading. */
export function shortPath(path: string): string {
  return path.length > 100 ? `${path.slice(0, 99)}…` : path
}
