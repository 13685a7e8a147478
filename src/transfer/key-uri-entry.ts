import { decodePercent } from '../encoding/index.ts'
import { rawAccountOf, readEntry, type RawAccount } from './entry.ts'
import type { DroppedField, ImportEntry } from './format.ts'
import { jsonFields, type JsonFields } from './json-fields.ts'
import { parseJsonText } from './strict-json.ts'

/** Parameters of key URIs that an account has no place for, by their names in lower case. */
const droppedParameters: readonly (readonly [pattern: RegExp, field: DroppedField])[] = [
  [/[?&](?:amp;)?(?:image|icon)=[^&]/i, 'icon'],
  [/[?&](?:amp;)?colou?r=[^&]/i, 'colour'],
  [/[?&](?:amp;)?(?:deviceid|serial)=[^&]/i, 'device'],
  // WinAuth's copy of a Steam account, with its session.
  [/[?&](?:amp;)?data=[^&]/i, 'other-fields'],
]

/**
 * The entry of one key URI, with all that it says beside the key: Ente's `codeDisplay`, and what cannot be kept.
 *
 * @param label - What to call it when it is none.
 * @param now - Unix ms.
 */
export function keyUriEntry(text: string, label: string, now: number): ImportEntry {
  return readEntry({ label, text }, () => {
    // First, because it bounds the length and proves that this is a key URI.
    const account = rawAccountOf(text, {}, now)
    const display = codeDisplayOf(text)
    const dropped = droppedParameters.filter(([pattern]) => pattern.test(text)).map(([, field]) => field)
    const hasIcon = (display?.text('iconID') ?? '') !== ''
    return {
      ...account,
      ...usageOf(display),
      dropped: [...new Set([...dropped, ...(hasIcon ? ['icon' as const] : [])])],
    }
  })
}

/** Tags, note, pin and bin are read with the link itself. */
function codeDisplayOf(text: string): JsonFields | undefined {
  const [, value] = /[?&](?:amp;)?codedisplay=([^&]*)/i.exec(text) ?? []
  if (value === undefined) return undefined
  const reading = parseJsonText(decodePercent(value.replaceAll('+', ' ')).trim())
  return 'value' in reading ? jsonFields(reading.value) : undefined
}

/** Zero is how Ente says never, not at all and nowhere in particular. */
function usageOf(display: JsonFields | undefined): Partial<RawAccount> {
  const [position = 0, tapCount = 0, microseconds = 0] = ['position', 'tapCount', 'lastUsedAt'].map((name) => {
    const value = display?.raw(name)
    return typeof value === 'number' ? value : undefined
  })
  return {
    ...(display?.has('position') === true && { order: position }),
    ...(tapCount > 0 && { useCount: tapCount }),
    ...(microseconds > 0 && { lastUsedAt: Math.floor(microseconds / 1000) }),
  }
}
