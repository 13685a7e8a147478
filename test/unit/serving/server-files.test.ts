import { describe, expect, it } from 'vitest'
import { nginxSnippets } from '../../../build/nginx-snippets.ts'
import { fileKind, fileKinds, headersOf, strictTransportSecurity } from '../../../build/security-headers.ts'
import { staticHostHeaders } from '../../../build/static-host-headers.ts'

describe('the nginx snippets', () => {
  const snippets = nginxSnippets()

  it('are one per kind of file, and one for the http block', () => {
    expect([...snippets.keys()].sort()).toEqual(['http.conf', ...fileKinds.map((kind) => `${kind}.conf`)].sort())
  })

  it.each(fileKinds)('send the whole set of kind %s, with errors too', (kind) => {
    for (const { name, value } of headersOf(kind)) {
      expect(snippets.get(`${kind}.conf`)).toContain(`\nadd_header ${name} "${value}" always;\n`)
    }
  })

  it('send transport security by a variable that is empty over plain HTTP', () => {
    for (const kind of fileKinds) {
      expect(snippets.get(`${kind}.conf`)).toContain(
        'add_header Strict-Transport-Security $strict_transport_security always;',
      )
    }
    expect(snippets.get('http.conf')).toContain('default "";')
    expect(snippets.get('http.conf')).toContain(`"~^on:" "${strictTransportSecurity.value}";`)
  })

  it('know the types that nginx 1.22 lacks', () => {
    for (const line of ['"application/manifest+json" webmanifest;', '"text/javascript; charset=utf-8" mjs;']) {
      expect(snippets.get('http.conf')).toContain(line)
    }
  })
})

describe('the _headers file', () => {
  const files = [
    'sw.js',
    'index.html',
    'connect.html',
    'assets/a-1.js',
    'assets/k.worker-1.js',
    'client/mfa-manager.js',
  ]
  const rules = parse(staticHostHeaders(files))

  it('names the pages with and without their extension, the other files, and each folder once', () => {
    expect([...rules.keys()].sort()).toEqual(
      ['/', '/index.html', '/connect', '/connect.html', '/sw.js', '/assets/*', '/client/*'].sort(),
    )
  })

  it('has no two paths that overlap, whose values hosts would join', () => {
    for (const pattern of [...rules.keys()].filter((path) => path.endsWith('*'))) {
      const inside = [...rules.keys()].filter((path) => path !== pattern && path.startsWith(pattern.slice(0, -1)))
      expect(inside).toEqual([])
    }
  })

  it.each([
    ['/', 'index.html'],
    ['/connect', 'connect.html'],
    ['/connect.html', 'connect.html'],
    ['/sw.js', 'sw.js'],
    ['/assets/*', 'assets/a-1.js'],
    ['/client/*', 'client/mfa-manager.js'],
  ])('gives %s the set of %s, and transport security', (path, file) => {
    const expected = [...headersOf(fileKind(file)), strictTransportSecurity]
    expect(rules.get(path)).toEqual(expected.map(({ name, value }) => `${name}: ${value}`))
  })

  it('does not depend on the order in which the files were found', () => {
    expect(staticHostHeaders(files.toReversed())).toBe(staticHostHeaders(files))
  })

  it('keeps within the line length that Cloudflare reads', () => {
    for (const lines of rules.values()) for (const line of lines) expect(line.length).toBeLessThan(2000)
  })
})

function parse(text: string): Map<string, string[]> {
  const rules = new Map<string, string[]>()
  let current: string[] = []
  for (const line of text.split('\n')) {
    if (line.startsWith('/')) rules.set(line, (current = []))
    else if (line !== '') current.push(line.trim())
  }
  return rules
}
