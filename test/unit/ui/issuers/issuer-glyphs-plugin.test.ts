import { brotliCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { glyphs } from 'virtual:issuer-glyphs'
import { issuerGlyphs, readGlyphs } from '../../../../build/issuer-glyphs-plugin.ts'
import { glyphChoices, pictureFor } from '../../../../src/ui/issuers/glyph-book.ts'
import { services } from '../../../../src/ui/issuers/services.ts'

describe('the bundled glyphs', () => {
  test('are those of the curated services, all of them and no others', () => {
    expect(Object.keys(glyphs).toSorted()).toEqual(services.flatMap(({ slug }) => slug ?? []).toSorted())
  })

  test('are outlines and nothing else', () => {
    for (const path of Object.values(glyphs)) expect(path).toMatch(/^[Mm][MLHVCSQTAZmlhvcsqtaz\d\s.,-]+$/)
  })

  test('are at most 110 kB compressed', async () => {
    expect(brotliCompressSync(JSON.stringify(await readGlyphs())).length).toBeLessThanOrEqual(110_000)
  })

  test('come from one module that no server has to be asked for', () => {
    const { resolveId } = issuerGlyphs()
    if (typeof resolveId !== 'function') throw new Error('resolveId is a plain function')
    const resolve = resolveId as (id: string) => unknown
    expect(resolve('virtual:issuer-glyphs')).toBe('\0virtual:issuer-glyphs')
    expect(resolve('virtual:other')).toBeUndefined()
  })
})

describe('the glyph book', () => {
  test('gives an account its picture', () => {
    expect(pictureFor({ issuer: 'GitHub', account: 'alice' })).toEqual({ path: glyphs['github'] })
  })

  test('offers every glyph by name', () => {
    const choices = glyphChoices()
    expect(choices.length).toBe(Object.keys(glyphs).length)
    expect(choices.find(({ slug }) => slug === 'github')).toEqual({
      slug: 'github',
      name: 'GitHub',
      path: glyphs['github'],
    })
  })
})
