import { createSignal } from 'solid-js'
import type { AccountView } from '../../account.ts'
import type * as GlyphBook from './glyph-book.ts'
import type { Picture } from './picture.ts'

const [book, setBook] = createSignal<typeof GlyphBook | undefined>()

/** An account's picture once {@link loadGlyphs} has come back; until then, and for unknown services, `undefined`. */
export function loadedPicture(account: Pick<AccountView, 'issuer' | 'account' | 'icon'>): Picture | undefined {
  if (account.icon?.letters) return { letters: account.icon.letters }
  return book()?.pictureFor(account)
}

/** Loads all glyphs, which lie in one file: what is fetched never depends on who one has accounts with. */
export async function loadGlyphs(): Promise<void> {
  const loaded = await import('./glyph-book.ts')
  setBook(loaded)
}
