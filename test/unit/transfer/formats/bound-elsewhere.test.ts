import { expect, test } from 'vitest'
import { openFile } from '../../../support/foreign-file.ts'

test('an export of Open Authenticator is named, and no password is asked for', async () => {
  const totps = [{ uuid: 'a', secret: [1, 2, 3], encryptionSalt: [1] }]
  expect(await openFile({ passwordSignature: 'AAAA', salt: 'AAAA', totps })).toMatchObject({
    state: 'refused',
    format: 'open-authenticator',
    code: 'transfer/unsupported',
  })
})

test('an export of Zero-TOTP is named, and no password is asked for', async () => {
  expect(await openFile(`${'QUJD'.repeat(20)},${'REVG'.repeat(20)}`)).toMatchObject({
    state: 'refused',
    format: 'zero-totp',
    code: 'transfer/bound',
  })
})
