/**
 * Everything that glyphs need, table and paths, in one chunk: reach it with `import()` once codes are on screen, never
 * from the start-up path, and never once per issuer.
 */
import { glyphs } from 'virtual:issuer-glyphs'
import type { AccountView } from '../../account.ts'
import { pictureOf } from './picture.ts'
import type { Picture } from './picture.ts'
import { services } from './services.ts'

/** A service that can be chosen by hand as an account's picture. */
export interface GlyphChoice {
  readonly slug: string
  readonly name: string
  /** Path data on a 24 grid, to be filled. */
  readonly path: string
}

/** The glyph or letters for an account's tile; `undefined`: the issuer's initials stay. */
export function pictureFor(account: Pick<AccountView, 'issuer' | 'account' | 'icon'>): Picture | undefined {
  return pictureOf(account, glyphs)
}

/** Every glyph by the name of its service, in alphabetic order, for `Change icon`. */
export function glyphChoices(): readonly GlyphChoice[] {
  return services.flatMap(({ name, slug }) => {
    const path = slug === undefined ? undefined : glyphs[slug]
    return slug === undefined || path === undefined ? [] : [{ slug, name, path }]
  })
}
