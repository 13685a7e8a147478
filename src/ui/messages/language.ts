import { createSignal } from 'solid-js'

/**
 * The sentences of one language, by screen group. English is built in; another language is a pack loaded at run time,
 * with the same groups and members, so that no screen changes when a language is added.
 */
export interface Language {
  /** BCP 47 tag, for Intl and the `lang` attribute. */
  readonly tag: string
  readonly direction: 'ltr' | 'rtl'
  readonly groups: Readonly<Record<string, unknown>>
}

const english: Language = { tag: 'en', direction: 'ltr', groups: {} }

const [language, setLanguage] = createSignal<Language>(english)

export { language, setLanguage }

/**
 * A group of sentences that follows the language in use.
 *
 * @param name - The group's name, the same in every language pack.
 * @param sentences - The English sentences; a pack's group has the same shape.
 * @returns A reactive accessor: `text().heading`.
 */
export function messageGroup<Sentences>(name: string, sentences: Sentences): () => Sentences {
  return () => (language().groups[name] as Sentences | undefined) ?? sentences
}
