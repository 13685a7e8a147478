import type { TransferProblem } from '../errors.ts'
import type { JsonObject, JsonValue } from '../strict-json.ts'
import { isJsonObject } from '../strict-json.ts'

/**
 * Reads an object member by member. What is absent answers `undefined`; what is there and wrong is reported and answers
 * `undefined`, too, so that one reading finds everything that is wrong.
 */
export interface Members {
  /** Text of at most `most` code points. */
  text(name: string, most: number): string | undefined
  /** An integer from 0 to 2^53 - 1. */
  count(name: string): number | undefined
  /** Any finite number. */
  number(name: string): number | undefined
  flag(name: string): boolean | undefined
  object(name: string): JsonObject | undefined
  list(name: string): readonly JsonValue[] | undefined
  /** Reports a member that is not there. */
  require(name: string): void
  report(name: string, problem: TransferProblem): undefined
  /** Members that nobody has asked for, `undefined` when there is none. Ask last. */
  rest(): JsonObject | undefined
}

/** Starts the reading of one object. */
export function readMembers(
  object: JsonObject,
  onProblem: (member: string, problem: TransferProblem) => void,
): Members {
  const asked = new Set<string>()
  const report = (name: string, problem: TransferProblem) => {
    onProblem(name, problem)
    return undefined
  }
  const take = <T extends JsonValue>(name: string, isRight: (value: JsonValue) => value is T): T | undefined => {
    asked.add(name)
    const value = Object.hasOwn(object, name) ? object[name] : undefined
    if (value === undefined || isRight(value)) return value
    return report(name, 'wrong-type')
  }
  return {
    text: (name, most) => {
      const text = take(name, (value) => typeof value === 'string')
      return text === undefined || isWithin(text, most) ? text : report(name, 'too-long')
    },
    count: (name) => {
      const count = take(name, (value) => typeof value === 'number')
      return count === undefined || (Number.isSafeInteger(count) && count >= 0) ? count : report(name, 'out-of-range')
    },
    number: (name) => {
      const number = take(name, (value) => typeof value === 'number')
      return number === undefined || Number.isFinite(number) ? number : report(name, 'out-of-range')
    },
    flag: (name) => take(name, (value) => typeof value === 'boolean'),
    object: (name) => take(name, isJsonObject),
    list: (name) => take(name, isList),
    require: (name) => {
      if (!Object.hasOwn(object, name)) report(name, 'missing')
    },
    report,
    rest: () => {
      const rest = Object.entries(object).filter(([name]) => !asked.has(name))
      return rest.length === 0 ? undefined : Object.fromEntries(rest)
    },
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}

/** Whether a text has at most so many code points; long ones are refused without being counted. */
export function isWithin(text: string, most: number): boolean {
  if (text.length <= most) return true
  return text.length <= 2 * most && Array.from(text).length <= most
}
