import { VaultError } from './errors.ts'

/** A JSON object whose members nobody has looked at yet. */
export type Json = Readonly<Record<string, unknown>>

/** The object that a text holds; `undefined` where it is not JSON or not an object. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isJson(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Whether a value is an object with named members. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Says whether a member's value is of the type that it must have. */
export type TypeGuard<T> = (value: unknown) => value is T

/** Any text, the empty one included. */
export const isText: TypeGuard<string> = (value) => typeof value === 'string'
/** True or false. */
export const isFlag: TypeGuard<boolean> = (value) => typeof value === 'boolean'
/** Integers from 0 that JavaScript counts exactly: instants in ms, counts, seconds. */
export const isCount: TypeGuard<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0
/** Any number but NaN and the infinities. */
export const isFiniteNumber: TypeGuard<number> = (value): value is number => Number.isFinite(value)
/** A list of texts. */
export const isTexts: TypeGuard<readonly string[]> = (value): value is readonly string[] =>
  Array.isArray(value) && value.every(isText)

/**
 * A member that may be absent, never of another type.
 *
 * @throws {@link VaultError} with `vault/damaged`.
 */
export function readMember<T, F>(json: Json, name: string, guard: TypeGuard<T>, fallback: F): T | F {
  const value = json[name]
  if (value === undefined) return fallback
  if (guard(value)) return value
  throw new VaultError('vault/damaged', `a record's member ${name} is of another type`)
}

/** The members whose names are not in `known`. They are a newer version's, and are written back as they came. */
export function unknownMembers(json: Json, known: ReadonlySet<string>): Json {
  const names = Object.keys(json).filter((name) => !known.has(name))
  return names.length === 0 ? nothing : Object.fromEntries(names.map((name) => [name, json[name]]))
}

const nothing: Json = Object.freeze({})
