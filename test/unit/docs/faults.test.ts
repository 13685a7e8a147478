import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The table: number, tests, and what stands there in words. */
const rows = [...read('docs/faults.md').matchAll(/^\| (\d+)\s*\| (.*?)\s*\| (.*?)\s*\|$/gm)].map(
  ([, number, what = '', last = '']) => ({
    number: Number(number),
    what,
    tests: [...last.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path]) => path ?? ''),
    words: last,
  }),
)

/** What stands in quotation marks in a file, as far as it has a fault's number; comments do not count. */
function namesIn(path: string): string {
  const code = read(path).replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '')
  return [...code.matchAll(/(['"`])([^'"`\n]*\bfault \d+\b(?:(?!\1).)*)\1/g)].map(([, , name]) => name).join('\n')
}

const names = (path: string, number: number): boolean => new RegExp(String.raw`\bfault ${number}\b`).test(namesIn(path))

describe('docs/faults.md', () => {
  it('has a line for each of the 69, in their order, each in words of its own', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 69 }, (_, index) => index + 1))
    expect(new Set(rows.map(({ what }) => what)).size).toBe(69)
    expect(rows.filter(({ what }) => what.length < 30)).toEqual([])
  })

  it('names for each at least one test, or says why it does not apply', () => {
    const without = rows.filter(({ tests, words }) => tests.length === 0 && !words.startsWith('Does not apply: '))
    expect(without).toEqual([])
  })

  it('names only tests that have the number in a name', () => {
    const wrong = rows.flatMap(({ number, tests }) =>
      tests.filter((path) => !names(path, number)).map((path) => `${number}: ${path}`),
    )
    expect(wrong).toEqual([])
  })
})

it('no test is about a fault that the page does not have', () => {
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.tsx?$/.test(path),
  )
  const numbers = files.flatMap((path) =>
    [...namesIn(join('test', path)).matchAll(/\bfault (\d+)/g)].map(([, number]) => Number(number)),
  )
  expect(numbers.length).toBeGreaterThan(200)
  expect(numbers.filter((number) => number < 1 || number > 69)).toEqual([])
})
