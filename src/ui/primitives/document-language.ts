import { createEffect, onCleanup } from 'solid-js'
import { language } from '../messages/language.ts'

/** Keeps `lang` and `dir` of the document in step with the language in use, for the owner's lifetime. */
export function createDocumentLanguage(root: HTMLElement = document.documentElement): void {
  const before = { lang: root.lang, dir: root.dir }
  createEffect(() => {
    root.lang = language().tag
    root.dir = language().direction
  })
  onCleanup(() => Object.assign(root, before))
}
