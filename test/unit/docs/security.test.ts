import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync(new URL('../../../SECURITY.md', import.meta.url), 'utf8')
const [, section = ''] = page.split(/^## Guarantees.*$/m)
const rows = (section.split(/^## /m)[0] ?? '').split('\n').filter((line) => /^\| [^-]/.test(line))
// Behind the head of the table.
const promises = rows.slice(1).map((row) => row.split('|').map((cell) => cell.trim()))

test('there are promises', () => {
  expect(promises.length).toBeGreaterThan(20)
})

test.each(promises.map(([, promise = '', tests = '']) => [promise, tests]))('%s: names what tests it', (_, tests) => {
  const links = [...tests.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link)
  expect(links.length).toBeGreaterThan(0)
  expect(links.filter((link) => !link?.startsWith('test/'))).toEqual([])
})
