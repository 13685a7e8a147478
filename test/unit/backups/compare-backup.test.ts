import { expect, test } from 'vitest'
import { compareBackup } from '../../../src/backups/index.ts'

const dated = (...pairs: readonly (readonly [id: string, updatedAt: number])[]) =>
  pairs.map(([id, updatedAt]) => ({ id, updatedAt }))

test('a backup of now lacks nothing', () => {
  const now = dated(['a', 1], ['b', 2])
  expect(compareBackup(now, now)).toEqual({ inBackup: 2, inVault: 2, missing: 0, older: 0 })
})

test('what came and what was changed since is counted; what the vault no longer has is no fault', () => {
  const backup = dated(['a', 1], ['b', 2], ['gone', 3])
  const vault = dated(['a', 1], ['b', 5], ['c', 6])
  expect(compareBackup(backup, vault)).toEqual({ inBackup: 3, inVault: 3, missing: 1, older: 1 })
})

test('an older copy in the vault, after a restore, is not a change since', () => {
  expect(compareBackup(dated(['a', 9]), dated(['a', 1]))).toMatchObject({ missing: 0, older: 0 })
})
