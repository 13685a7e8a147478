import type { AccountView } from '../account.ts'

/**
 * A mark of what a backup would hold: another one means that something has changed since the last. Uses do not count, the
 * counters of HOTP accounts do. Not for telling apart what somebody made to look alike.
 *
 * @param accounts - In any order, those in the bin included.
 */
export function contentMark(accounts: readonly AccountView[]): string {
  let mark = accounts.length
  for (const { id, updatedAt, deletedAt = 0, counter = 0 } of accounts) {
    // Sums do not depend on the order.
    mark = (mark + hash(`${id} ${updatedAt} ${deletedAt} ${counter}`)) % Number.MAX_SAFE_INTEGER
  }
  return mark.toString(36)
}

/** FNV-1a twice, with two beginnings: 52 bits. */
function hash(text: string): number {
  return fnv(text, 0x811c9dc5) * 0x100000 + (fnv(text, 0x01000193) >>> 12)
}

function fnv(text: string, start: number): number {
  let value = start
  for (let place = 0; place < text.length; place++) value = Math.imul(value ^ text.charCodeAt(place), 0x01000193)
  return value >>> 0
}
