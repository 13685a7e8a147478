import { passkeysText } from '../../../messages/passkeys.ts'

/** Longest name, in UTF-16 code units. */
export const longestName = 60

type Platform = keyof ReturnType<typeof passkeysText>['platforms']

/** What a browser says of the system it runs on; the first that fits. An iPad says that it is a Mac, with a touch screen. */
const systems: readonly (readonly [RegExp, Platform])[] = [
  [/iPhone|iPod/, 'iphone'],
  [/iPad/, 'ipad'],
  [/Android/, 'android'],
  [/CrOS/, 'chromeos'],
  [/Windows/, 'windows'],
  [/Macintosh|Mac OS/, 'mac'],
  [/Linux/, 'linux'],
]

/** A name for a passkey made here that none has yet. */
export function suggestName(
  { userAgent, maxTouchPoints }: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>,
  taken: readonly string[],
): string {
  const found = systems.find(([said]) => said.test(userAgent))?.[1] ?? 'other'
  const platform = found === 'mac' && maxTouchPoints > 1 ? 'ipad' : found
  const name = passkeysText().platforms[platform]
  let candidate = name
  for (let count = 2; isTaken(candidate, taken); count += 1) candidate = passkeysText().numbered(name, count)
  return candidate
}

/** Whether a name is one that a person would take for another's. */
export function isTaken(name: string, taken: readonly string[]): boolean {
  return taken.some((other) => other.toLocaleLowerCase() === name.toLocaleLowerCase())
}
