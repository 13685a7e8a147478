import { expect, test } from 'vitest'
import { writeOften } from '../../support/nonce-writes.ts'

test('fault 26: a record has a nonce of its own in 100,000 writes', async () => {
  expect(await writeOften(100_000)).toEqual({ draws: 100_000, nonces: 100_000, strangers: 0 })
})
