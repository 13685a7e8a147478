/** What `build/issuer-glyphs-plugin.ts` makes of the services that have a slug. */
declare module 'virtual:issuer-glyphs' {
  /** Path data on a 24 grid by Simple Icons slug, to be filled. */
  export const glyphs: Readonly<Record<string, string>>
}
