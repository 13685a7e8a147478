import type { AccountIcon } from '../../../account.ts'
import { normalise } from '../../../vault/index.ts'
import type { GlyphChoice } from '../../issuers/glyph-book.ts'

export type IconKind = 'auto' | 'service' | 'letters'

/** What the chooser holds. Each kind keeps what was chosen, so that looking at another loses nothing. */
export interface IconChoice {
  readonly kind: IconKind
  /** Slug of a service's glyph. */
  readonly service: string
  readonly letters: string
}

/** The chooser for an account's icon as it is. */
export function choiceOf(icon: AccountIcon | null): IconChoice {
  const { service = '', letters = '' } = icon ?? {}
  return { kind: letters ? 'letters' : service ? 'service' : 'auto', service, letters }
}

/** The icon that a choice stands for; `null` for the automatic one, and for a choice that was not made. */
export function iconOf(choice: IconChoice): AccountIcon | null {
  const letters = takeLetters(choice.letters)
  if (choice.kind === 'service' && choice.service !== '') return { service: choice.service }
  return choice.kind === 'letters' && letters !== '' ? { letters } : null
}

/** The first two characters as a reader counts them: an emoji or a letter with its accents is one. */
export function takeLetters(text: string): string {
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text.trim())
  return Array.from(segments, ({ segment }) => segment)
    .slice(0, 2)
    .join('')
}

/** Services whose name has the text in it, those that start with it first, whatever case and accents. */
export function matchingServices(services: readonly GlyphChoice[], text: string): readonly GlyphChoice[] {
  const wanted = normalise(text.trim())
  const named = services.map((service) => ({ service, name: normalise(service.name) }))
  const starting = named.filter(({ name }) => name.startsWith(wanted))
  const holding = named.filter(({ name }) => name.includes(wanted) && !name.startsWith(wanted))
  return [...starting, ...holding].map(({ service }) => service)
}
