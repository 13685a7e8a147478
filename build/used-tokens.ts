/**
 * A style sheet without the custom properties that nothing in it uses, neither directly nor through another one.
 *
 * @param css - Minified: no comments, no white space round colons.
 */
export function usedTokens(css: string): string {
  let shorter = css
  for (;;) {
    const used = new Set([...shorter.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name))
    const next = shorter.replace(/(--[\w-]+):[^;{}]*(?:;|(?=\}))/g, (declaration, name: string) =>
      used.has(name) ? declaration : '',
    )
    if (next === shorter) return withoutEmptyRules(shorter)
    shorter = next
  }
}

function withoutEmptyRules(css: string): string {
  const shorter = css.replace(/[^{};]*\{\}/g, '')
  return shorter === css ? css : withoutEmptyRules(shorter)
}
