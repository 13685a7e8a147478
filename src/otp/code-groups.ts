/** Sizes of the groups by the length of a code. A code of any other length is one group. */
const groupSizes: Readonly<Record<number, readonly number[]>> = {
  6: [3, 3],
  7: [3, 4],
  8: [4, 4],
  9: [3, 3, 3],
  10: [5, 5],
}

/** Writes a code in groups that the eye can hold, with U+0020 between them: `482 913`. Four and five stay together. */
export function groupCode(code: string): string {
  let from = 0
  const groups = (groupSizes[code.length] ?? [code.length]).map((size) => code.slice(from, (from += size)))
  return groups.join(' ')
}
