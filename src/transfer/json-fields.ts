import { TransferError } from './errors.ts'

/**
 * An object of a foreign JSON file, read member by member without trust: what is absent or of another type counts as
 * absent. Only members of its own are seen, so that `__proto__` and `constructor` are names like any other.
 */
export interface JsonFields {
  has(name: string): boolean
  /** The member as it is. */
  raw(name: string): unknown
  /** A text; a number counts as its decimal text. */
  text(name: string): string | undefined
  /** A number, or a text of digits, which the otp room reads as one. */
  number(name: string): number | string | undefined
  flag(name: string): boolean | undefined
  object(name: string): JsonFields | undefined
  /** A list; empty when there is none. */
  list(name: string): readonly unknown[]
  /** The objects of a list. @throws {@link TransferError} `transfer/too-many`: over 100,000 elements. */
  objects(name: string): readonly JsonFields[]
  entries(): readonly (readonly [name: string, value: unknown])[]
  /** The object as JSON text, for reports. */
  readonly json: string
}

/** Takes a value as an object; `undefined` when it is none. */
export function jsonFields(value: unknown): JsonFields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const object = value as Readonly<Record<string, unknown>>
  const raw = (name: string): unknown => (Object.hasOwn(object, name) ? object[name] : undefined)
  const list = (name: string): readonly unknown[] => {
    const member = raw(name)
    return Array.isArray(member) ? member : []
  }
  return {
    has: (name) => Object.hasOwn(object, name),
    raw,
    text: (name) => {
      const member = raw(name)
      if (typeof member === 'string') return member
      return typeof member === 'number' ? String(member) : undefined
    },
    number: (name) => {
      const member = raw(name)
      return typeof member === 'number' || typeof member === 'string' ? member : undefined
    },
    flag: (name) => {
      const member = raw(name)
      return typeof member === 'boolean' ? member : undefined
    },
    object: (name) => jsonFields(raw(name)),
    list,
    objects: (name) => fieldsOfAll(list(name)),
    entries: () => Object.entries(object),
    get json() {
      return JSON.stringify(object)
    },
  }
}

/** Elements of the longest list that is read; twice what a vault may hold, for rows that are no accounts. */
const maxElements = 100_000

/**
 * The objects among the values of a list.
 *
 * @throws {@link TransferError} `transfer/too-many`.
 */
export function fieldsOfAll(values: unknown): readonly JsonFields[] {
  if (!Array.isArray(values)) return []
  if (values.length > maxElements) throw new TransferError('transfer/too-many', 'a list of the file is too long')
  return values.map(jsonFields).filter((fields) => fields !== undefined)
}

/** A member of a value that may be one of millions: without the cost of its fields. */
export function memberOf(value: unknown, name: string): unknown {
  return hasMember(value, name) ? value[name] : undefined
}

/** Whether a value has a member of its own; as {@link memberOf}. */
export function hasMember(value: unknown, name: string): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
}

/** Whether an element of a list, or a value of an object, passes, however many there are. */
export function someValue(values: unknown, test: (value: unknown) => boolean): boolean {
  if (typeof values !== 'object' || values === null) return false
  return Array.isArray(values)
    ? values.some((value) => test(value))
    : Object.values(values).some((value) => test(value))
}
