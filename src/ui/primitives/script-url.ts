/** The part of the Trusted Types API that is used here, as browsers without it do not have it at all. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string }
}

/** The service worker and the workers of the build, or of the development server. */
const ownScript = /\/(?:sw\.js|assets\/[\w.-]+\.js|[\w-]+(?:\.worker)?\.ts)$/

function checked(url: string): string {
  const { protocol, host, pathname } = new URL(url, location.href)
  // Not by origin: a blob: URL has that of the page, and anybody's content.
  const isHere = protocol === location.protocol && host === location.host
  if (!isHere || !ownScript.test(pathname)) throw new TypeError('not a script of this app')
  return url
}

let policy: { createScriptURL(url: string): string } | undefined

/**
 * A script's address as `new Worker` and `register` take it under the Content-Security-Policy. This is the one policy
 * that may exist under its name, so every worker of the app is started through it.
 *
 * @param url - Address of a file of this build, on this origin.
 * @returns A TrustedScriptURL where the browser knows them; typed as text, which is what it stands for.
 * @throws TypeError for any other address.
 */
export function scriptUrl(url: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }
  policy ??= trustedTypes?.createPolicy('app-script-url', { createScriptURL: checked }) ?? { createScriptURL: checked }
  return policy.createScriptURL(url)
}
