import { equalBytes } from '../encoding/index.ts'

/** Whether two contents of records say the same: values of JSON, and bytes, whatever the order of their members. */
export function isSameContent(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    return a instanceof Uint8Array && b instanceof Uint8Array && equalBytes(a, b)
  }
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const others = new Map<string, unknown>(Object.entries(b))
  const members = Object.entries(a)
  return (
    members.length === others.size &&
    members.every(([name, value]) => others.has(name) && isSameContent(value, others.get(name)))
  )
}
