/**
 * Whether two byte strings are the same. Takes equally long wherever they differ, as far as a JavaScript engine lets one
 * say so; a difference in length is told at once.
 */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let index = 0; index < a.length; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0)
  return difference === 0
}
