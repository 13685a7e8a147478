import { expect, it } from 'vitest'
import { usedTokens } from '../../../build/used-tokens.ts'

it.each([
  ['keeps what is used', ':root{--a:1px}p{margin:var(--a)}', ':root{--a:1px}p{margin:var(--a)}'],
  ['keeps what another one uses', ':root{--a:var(--b);--b:1px}p{margin:var(--a)}', undefined],
  ['drops the rest', ':root{--a:1px;--b:2px;--c:3px}p{margin:var(--b)}', ':root{--b:2px;}p{margin:var(--b)}'],
  ['drops what only dropped ones use', ':root{--a:var(--b);--b:1px;color:red}', ':root{color:red}'],
  ['drops rules that nothing is left of', '@media print{:root{--a:1px}}p{color:red}', 'p{color:red}'],
  ['knows longer names apart', ':root{--a:1px;--a-2:2px}p{margin:var(--a-2)}', ':root{--a-2:2px}p{margin:var(--a-2)}'],
])('%s', (_, css, shorter = css) => {
  expect(usedTokens(css)).toBe(shorter)
})
