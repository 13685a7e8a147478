import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { originParts, refusedOrigin } from '../../../src/api/origin.ts'
import { anyUrl } from '../../support/any-url.ts'

const own = 'https://mfa.example.org'

describe('fault 37: an origin', () => {
  it.each([
    'https://deploy.example',
    'https://deploy.example:8443',
    'https://xn--pple-43d.com',
    'https://example.com.',
    'https://192.0.2.7',
    'https://[2001:db8::1]',
    'http://localhost',
    'http://localhost:5173',
    'http://app.localhost:5173',
    'http://127.0.0.1:8080',
    'http://127.12.34.56',
    'http://[::1]:8080',
    'https://mfa.example.org:8443',
    'https://mfa.example.org.',
  ])('%s may ask', (origin) => {
    expect(refusedOrigin(origin, own)).toBeUndefined()
  })

  it.each([
    ['null', 'opaque-origin'],
    ['file://', 'opaque-origin'],
    [own, 'own-origin'],
    ['http://deploy.example', 'insecure-origin'],
    ['http://localhost.deploy.example', 'insecure-origin'],
    ['http://127.0.0.1.deploy.example', 'insecure-origin'],
    ['http://0.0.0.0', 'insecure-origin'],
    ['http://10.0.0.1', 'insecure-origin'],
    ['ws://localhost', 'insecure-origin'],
    ['chrome-extension://abcdefghijklmnop', 'insecure-origin'],
    ['moz-extension://6c1e', 'insecure-origin'],
    ['https://аpple.com', 'insecure-origin'],
    ['https://EXAMPLE.com', 'insecure-origin'],
    ['https://example.com:443', 'insecure-origin'],
    ['https://example.com/', 'insecure-origin'],
    ['https://user@example.com', 'insecure-origin'],
    ['', 'insecure-origin'],
    ['nonsense', 'insecure-origin'],
  ])('%s may not: %s', (origin, reason) => {
    expect(refusedOrigin(origin, own)).toBe(reason)
  })

  it('may ask from https, whatever its host', () => {
    fc.assert(
      fc.property(anyUrl(['https']), (url) => {
        expect(refusedOrigin(new URL(url).origin, own)).toBeUndefined()
      }),
    )
  })
})

describe('originParts', () => {
  it.each([
    ['https://example.org', '', 'example.org', ''],
    ['https://login.example.org:8443', 'login.', 'example.org', ':8443'],
    ['https://example.org.evil.example', 'example.org.', 'evil.example', ''],
    ['https://bank.co.uk', '', 'bank.co.uk', ''],
    ['https://www.bank.com.au', 'www.', 'bank.com.au', ''],
    ['https://evil.github.io', '', 'evil.github.io', ''],
    ['https://a.b.pages.dev', 'a.', 'b.pages.dev', ''],
    ['https://xn--pple-43d.com', '', 'xn--pple-43d.com', ''],
    ['https://login.example.com.', 'login.', 'example.com.', ''],
    ['http://localhost:5173', '', 'localhost', ':5173'],
    ['http://127.0.0.1:8080', '', '127.0.0.1', ':8080'],
    ['https://[2001:db8::1]:8443', '', '[2001:db8::1]', ':8443'],
  ])('%s', (origin, subdomain, registrable, port) => {
    expect(originParts(origin)).toEqual({ scheme: `${new URL(origin).protocol}//`, subdomain, registrable, port })
  })

  it('shows what is no origin whole', () => {
    expect(originParts('null')).toEqual({ scheme: '', subdomain: '', registrable: 'null', port: '' })
  })

  it('leaves nothing out', () => {
    fc.assert(
      fc.property(anyUrl(), (url) => {
        const { origin } = new URL(url)
        const { scheme, subdomain, registrable, port } = originParts(origin)
        expect(scheme + subdomain + registrable + port).toBe(origin)
        expect(registrable).not.toBe('')
      }),
    )
  })
})
