import { contentTypes } from './content-types.ts'
import { fileKinds, headersOf, strictTransportSecurity, type FileKind } from './security-headers.ts'

const generated = '# Made by the build from build/security-headers.ts and build/content-types.ts.\n'

/** Set in `http.conf`: the header's value over TLS, and empty otherwise, which makes nginx leave the header out. */
const transportSecurityVariable = '$strict_transport_security'

/**
 * The files that `nginx.conf` includes, by file name: `http.conf` for the `http` block, and one per kind of file.
 * One each, because a single `add_header` in a location drops all those it would have inherited.
 */
export function nginxSnippets(): ReadonlyMap<string, string> {
  const snippets = new Map([['http.conf', generated + formatTypes() + formatTransportSecurityMap()]])
  for (const kind of fileKinds) snippets.set(`${kind}.conf`, generated + formatHeaders(kind))
  return snippets
}

function formatHeaders(kind: FileKind): string {
  const lines = headersOf(kind).map(({ name, value }) => `add_header ${name} ${quote(value)} always;\n`)
  return `${lines.join('')}add_header ${strictTransportSecurity.name} ${transportSecurityVariable} always;\n`
}

function formatTypes(): string {
  const lines = Object.entries(contentTypes).map(([extension, type]) => `  ${quote(type)} ${extension};\n`)
  return `types {\n${lines.join('')}}\n`
}

/** A proxy in front may end TLS and say so; over plain HTTP browsers ignore the header, so nobody gains by lying. */
function formatTransportSecurityMap(): string {
  const value = quote(strictTransportSecurity.value)
  return (
    `map $https:$http_x_forwarded_proto ${transportSecurityVariable} {\n` +
    `  default "";\n  "~^on:" ${value};\n  "~:https$" ${value};\n}\n`
  )
}

/** In nginx's double quotes only the quote, the backslash and the start of a variable mean something. */
function quote(value: string): string {
  if (/["\\$]/.test(value)) throw new RangeError('a header value that nginx would read differently')
  return `"${value}"`
}
