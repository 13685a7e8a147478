import { fileKind, headersOf, strictTransportSecurity } from './security-headers.ts'

/**
 * The text of a `_headers` file, as Netlify and Cloudflare Pages read it.
 *
 * No two of its paths overlap: such hosts join the values of every rule that matches with commas, and a
 * `Cross-Origin-Opener-Policy` of two values counts as none. So there is no rule for all paths; the files at the top are
 * named one by one, and each folder has one rule.
 *
 * @param files - Paths of the whole build, relative, with `/` between their parts.
 */
export function staticHostHeaders(files: readonly string[]): string {
  const rules = new Map<string, string>()
  for (const file of [...files].sort()) {
    const [folder, ...rest] = file.split('/')
    if (rest.length > 0) rules.set(`/${folder}/*`, formatSet(`${folder}/any`))
    else for (const path of addressesOf(file)) rules.set(path, formatSet(file))
  }
  return [...rules].map(([path, set]) => `${path}\n${set}`).join('\n')
}

/** Such hosts answer for a page without its extension too, and for the index at its folder. */
function addressesOf(file: string): readonly string[] {
  if (!file.endsWith('.html')) return [`/${file}`]
  return [file === 'index.html' ? '/' : `/${file.slice(0, -'.html'.length)}`, `/${file}`]
}

function formatSet(file: string): string {
  return [...headersOf(fileKind(file)), strictTransportSecurity]
    .map(({ name, value }) => `  ${name}: ${value}\n`)
    .join('')
}
