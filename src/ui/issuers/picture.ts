import type { AccountView } from '../../account.ts'
import { matchService, serviceOfSlug } from './match-service.ts'

/** What an account's tile shows in place of the issuer's initials: a glyph's path on a 24 grid, or letters. */
export type Picture = { readonly path: string } | { readonly letters: string }

/**
 * The picture of an account, given the glyphs' paths by slug. The person's own choice comes first, then the service
 * that the issuer names. `undefined`: the initials stay.
 */
export function pictureOf(
  account: Pick<AccountView, 'issuer' | 'account' | 'icon'>,
  glyphs: Readonly<Record<string, string>>,
): Picture | undefined {
  const { icon } = account
  if (icon?.letters !== undefined && icon.letters !== '') return { letters: icon.letters }
  const chosen = icon?.service === undefined ? undefined : serviceOfSlug(icon.service)
  const service = chosen ?? matchService(account.issuer, account.account)
  const path = service?.slug === undefined ? undefined : glyphs[service.slug]
  if (path !== undefined) return { path }
  return service?.letters === undefined ? undefined : { letters: service.letters }
}
