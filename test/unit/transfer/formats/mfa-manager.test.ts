import { expect, test } from 'vitest'
import { openExports, writeBackup } from '../../../../src/transfer/index.ts'
import { totpDraft } from '../../../support/drafts.ts'
import { nodeArgon2id, nodeKdf } from '../../../support/kdf.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const draft = totpDraft({ issuer: 'GitHub', account: 'alice' })

test('our own backup opens with its passphrase, after a wrong one', async () => {
  const bytes = await writeBackup([draft], 'copper lantern', { kdf: nodeKdf() })
  const [opened] = await openExports([{ name: 'x.bin', bytes }], { argon2: await nodeArgon2id() })
  if (opened?.state !== 'locked') throw new Error('it is not locked')
  expect(await outcomeOf(() => opened.unlock('tin lantern'))).toBe('transfer/wrong-password')
  const { entries, format } = await opened.unlock('copper lantern')
  expect(format).toBe('mfa-manager')
  expect(entries).toEqual([{ outcome: 'account', dropped: [], account: expect.objectContaining({ issuer: 'GitHub' }) }])
})
