import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accepts, pathOf } from '../../../scripts/static-files.mjs'

describe('the path that a request asks for', () => {
  it.each([
    ['/', ''],
    ['/?query', ''],
    ['/index.html', 'index.html'],
    ['/assets/kdf.worker-B_1-a.js?v=1', 'assets/kdf.worker-B_1-a.js'],
    ['/with%20space.txt', 'with space.txt'],
  ])('of %s is %j', (target, path) => {
    expect(pathOf(target)).toBe(path)
  })

  it.each([
    '',
    '*',
    'index.html',
    'http://elsewhere.example/index.html',
    '//elsewhere.example/',
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    String.raw`/..\package.json`,
    '/%5c%5cserver/share',
    '/c:/windows/win.ini',
    '/index.html::$DATA',
    '/index.html%00.png',
    '/%',
    '/%ff',
    '/assets/',
    '/assets//index.js',
    '/.git/config',
    '/assets/.hidden',
    '/_headers',
    '/index.html.gz',
    '/index.html.br',
  ])('of %s is none', (target) => {
    expect(pathOf(target)).toBeUndefined()
  })

  it('never climbs, whatever is sent', () => {
    const piece = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%25', '%00', 'a', '~', ':')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = pathOf(`/${pieces.join('')}`)
        expect(path?.split('/') ?? []).not.toContain('..')
        expect(path ?? '').not.toMatch(/^\/|[\\:\0]/)
      }),
    )
  })
})

describe('what a browser takes', () => {
  it.each([
    ['gzip, deflate, br', 'br', true],
    ['gzip, deflate', 'br', false],
    ['br;q=0.5', 'br', true],
    ['BR', 'br', true],
    ['br;q=0', 'br', false],
    ['br; q=0.000, gzip', 'br', false],
    ['brotli', 'br', false],
    ['', 'gzip', false],
  ])('%j with %s: %s', (header, encoding, taken) => {
    expect(accepts(header, encoding)).toBe(taken)
  })
})
