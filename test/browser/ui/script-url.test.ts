import { describe, expect, test } from 'vitest'
import { scriptUrl } from '../../../src/ui/primitives/script-url.ts'

describe('the address of a script', () => {
  test.each([
    './sw.js',
    '/sw.js',
    '/folder/assets/kdf.worker-B4x_9.js',
    `${location.origin}/assets/strength.worker-1.js`,
  ])('passes for a file of the build: %s', (url) => {
    expect(new URL(scriptUrl(url), location.href)).toEqual(new URL(url, location.href))
  })

  test.each([
    'https://example.org/sw.js',
    '//example.org/assets/a.js',
    'data:text/javascript,alert(1)',
    `blob:${location.origin}/assets/a.js`,
    'javascript:alert(1)',
    '/uploads/a.js',
    '/assets/a.js/../../uploads/b.js',
    '/assets/%2e%2e/uploads/b.js',
  ])('is refused for anything else: %s', (url) => {
    expect(() => scriptUrl(url)).toThrow(TypeError)
  })
})
