import { describe, expect, test } from 'vitest'
import icons from 'simple-icons/icons.json' with { type: 'json' }
import { services } from '../../../../src/ui/issuers/services.ts'

const fold = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

describe('the table of services', () => {
  test('holds some three hundred services', () => {
    expect(services.length).toBeGreaterThan(280)
  })

  test('gives no name to two services', () => {
    expect(repeated(services.flatMap(({ name, aka = [] }) => [name, ...aka].map(fold)))).toEqual([])
  })

  test('gives no host to two services', () => {
    expect(repeated(services.flatMap(({ hosts = [] }) => hosts))).toEqual([])
  })

  test('gives no slug to two services', () => {
    expect(repeated(services.flatMap(({ slug }) => slug ?? []))).toEqual([])
  })

  test('gives each service a glyph or letters, never both', () => {
    expect(services.filter(({ slug, letters }) => (slug === undefined) === (letters === undefined))).toEqual([])
  })

  test('is in the order of names', () => {
    const names = services.map(({ name }) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''))
    expect(names).toEqual(names.toSorted())
  })

  test('writes hosts in lower case, without scheme, path or www', () => {
    const wrong = services
      .flatMap(({ hosts = [] }) => hosts)
      .filter((host) => !/^(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host))
    expect(wrong).toEqual([])
  })

  test('takes no glyph whose licence forbids changes or commerce', () => {
    const slugs = new Set(services.map(({ slug }) => slug))
    const forbidden = icons.filter((icon) => 'license' in icon && /-N[CD]\b/.test(icon.license?.type ?? ''))
    expect(forbidden.filter((icon) => slugs.has(icon.slug)).map((icon) => icon.slug)).toEqual([])
  })
})
