const freeTries = 3
const longestMs = 30_000

/**
 * How long to wait after a number of wrong passphrases in a row: nothing for the first three, then 2 s, 4 s, 8 s, and so
 * on, at most 30 s. It spares a person's nerves and battery; what keeps an attacker out is the slow hash.
 *
 * @returns ms
 */
export function waitAfterMs(failures: number): number {
  return failures <= freeTries ? 0 : Math.min(longestMs, 1000 * 2 ** (failures - freeTries))
}
