import { headersDigest, metaPolicy } from './security-headers.ts'

/** `<head>`, and the character set where it comes first: browsers look for it in the first 1,024 bytes. */
const startOfHead = /<head(?:\s[^>]*)?>(?:\s*<meta\s+charset=[^>]*>)?/i

/**
 * The page with the policy floor and the digest of the header set as its first tags: a policy in a meta tag binds only
 * what comes after it.
 *
 * @returns `undefined` where the page has no `<head>` to put them in.
 */
export function withMetaPolicy(html: string): string | undefined {
  const start = startOfHead.exec(html)
  if (start === null) return undefined
  const at = start.index + start[0].length
  const tags =
    `\n    <meta http-equiv="Content-Security-Policy" content="${metaPolicy()}" />` +
    `\n    <meta name="policy" content="${headersDigest()}" />`
  return html.slice(0, at) + tags + html.slice(at)
}
