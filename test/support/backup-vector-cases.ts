import { describe, expect, test } from 'vitest'
import type { Kdf } from '../../src/crypto/index.ts'
import { readBackup, TransferError } from '../../src/transfer/index.ts'
import { outcomeOf } from './outcome.ts'
import { backupVectors, fileOf } from './vectors.ts'

/** Every file of test/vectors/backup, as cases; run in Node and in browsers. */
export function defineBackupVectorCases(kdf: Kdf): void {
  describe('vectors of backups', () => {
    test.each(backupVectors)('%s', async (_, vector) => {
      const read = () => readBackup(fileOf(vector), vector.passphrase, { kdf })
      expect(await outcomeOf(read)).toBe(vector.expect)
      if (vector.reasons === undefined) return
      const error: unknown = await read().catch((reason: unknown) => reason)
      const reasons = error instanceof TransferError ? error.reasons : []
      expect(reasons.map(({ account, member, problem }) => [account, member, problem])).toEqual(vector.reasons)
    })
  })
}
