import { describe, expect, it } from 'vitest'
import { withMetaPolicy } from '../../../build/meta-policy.ts'
import { headersDigest, metaPolicy } from '../../../build/security-headers.ts'

describe('a page with the policy floor', () => {
  it('has it behind the character set and before everything else', () => {
    const html = '<html><head>\n<meta charset="utf-8" /><script src="a.js"></script></head></html>'
    const [before, after] = (withMetaPolicy(html) ?? '').split('<script')
    expect(before).toContain(`<meta http-equiv="Content-Security-Policy" content="${metaPolicy()}" />`)
    expect(before?.indexOf('charset')).toBeLessThan(before?.indexOf('http-equiv') ?? 0)
    expect(after).toBe(' src="a.js"></script></head></html>')
  })

  it('has it first where the character set does not come first', () => {
    const html = '<head><script src="a.js"></script><meta charset="utf-8"></head>'
    expect(withMetaPolicy(html)).toMatch(/^<head>\s*<meta http-equiv="Content-Security-Policy"/)
  })

  it('fault 54: names the digest of the header sets, so that its bytes change with them', () => {
    expect(withMetaPolicy('<head></head>')).toContain(`<meta name="policy" content="${headersDigest()}" />`)
  })

  it('finds a head with attributes, and does not take a header for one', () => {
    expect(withMetaPolicy('<HEAD class="a"></HEAD>')).toMatch(/^<HEAD class="a">\s*<meta/)
    expect(withMetaPolicy('<body><header></header></body>')).toBeUndefined()
  })

  it('keeps the declared character set within the first 1,024 bytes', () => {
    const html = withMetaPolicy(
      '<!doctype html>\n<html lang="en">\n  <head>\n    <meta charset="utf-8" />\n  </head></html>',
    )
    expect(html?.slice(0, 1024)).toContain('<meta charset="utf-8" />')
  })
})
