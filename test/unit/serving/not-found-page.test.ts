import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const html = readFileSync('public/404.html', 'utf8')
const css = readFileSync('public/404.css', 'utf8')

describe('the 404 page', () => {
  it('needs nothing that the policy refuses', () => {
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=|https?:/)
    expect(css).not.toMatch(/url\(|@import|@font-face/)
  })

  it('has a policy of its own before anything is loaded, for hosts that send none', () => {
    const policyAt = html.search(
      /http-equiv="Content-Security-Policy"\s+content="default-src 'none'; style-src 'self';/,
    )
    expect(policyAt).toBeGreaterThan(0)
    expect(html.indexOf('<link')).toBeGreaterThan(policyAt)
  })

  it('finds its style and its way home at the top of a host and in a sub-folder', () => {
    for (const prefix of ['/', '']) expect(html).toContain(`<link rel="stylesheet" href="${prefix}404.css" />`)
    for (const home of ['./', '/']) expect(html).toContain(`href="${home}"`)
    expect(existsSync('public/404.css')).toBe(true)
  })

  it('says in words where it is: one heading, a language, a title', () => {
    expect(html.match(/<h1>/g)).toHaveLength(1)
    expect(html).toContain('<html lang="en">')
    expect(html).toMatch(/<title>.+<\/title>/)
  })
})
