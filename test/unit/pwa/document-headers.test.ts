import { describe, expect, it } from 'vitest'
import { headersOf } from '../../../build/security-headers.ts'
import { withMissingHeaders } from '../../../src/pwa/index.ts'

const sets = { document: headersOf('document'), connect: headersOf('connect') }

function page(headers: Record<string, string> = {}, status = 200): Response {
  return new Response('<!doctype html>', {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
  })
}

function at(path: string): URL {
  return new URL(path, 'https://codes.example/folder/')
}

describe('a page from a host without header control', () => {
  it('gets the whole set, and keeps its own headers, status and text', async () => {
    const served = withMissingHeaders(page({ ETag: '"1"' }, 203), at('index.html'), sets)
    for (const { name, value } of sets.document) expect(served.headers.get(name), name).toBe(value)
    expect(served.headers.get('ETag')).toBe('"1"')
    expect(served.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(served.status).toBe(203)
    expect(await served.text()).toBe('<!doctype html>')
  })

  it.each(['connect.html', 'connect', 'connect.html?__WB_REVISION__=1'])('stays open to its opener at %s', (path) => {
    const served = withMissingHeaders(page(), at(path), sets)
    expect(served.headers.get('Cross-Origin-Opener-Policy')).toBe('unsafe-none')
    expect(served.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
  })

  it.each(['', 'index.html', 'connected.html', 'connect/index.html', '?to=/connect'])(
    'is cut off from its opener at "%s"',
    (path) => {
      const served = withMissingHeaders(page(), at(path), sets)
      expect(served.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
    },
  )
})

describe('a page from a host with headers of its own', () => {
  it('keeps their values and gets only what is missing', () => {
    const served = withMissingHeaders(page({ 'content-security-policy': "default-src 'self'" }), at(''), sets)
    expect(served.headers.get('Content-Security-Policy')).toBe("default-src 'self'")
    expect(served.headers.get('X-Frame-Options')).toBe('DENY')
  })

  it('is answered with as it is when nothing is missing', () => {
    const complete = page(Object.fromEntries(sets.document.map(({ name, value }) => [name, value])))
    expect(withMissingHeaders(complete, at(''), sets)).toBe(complete)
  })
})

it('leaves what is not a page alone', () => {
  const script = new Response('1', { headers: { 'Content-Type': 'text/javascript' } })
  expect(withMissingHeaders(script, at('assets/index.js'), sets)).toBe(script)
  const nameless = new Response(new Uint8Array(1))
  expect(withMissingHeaders(nameless, at('file'), sets)).toBe(nameless)
})
