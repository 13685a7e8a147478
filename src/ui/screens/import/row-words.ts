import type { ImportEntry } from '../../../transfer/index.ts'
import { accountName } from '../../messages/accounts.ts'
import { importText } from '../../messages/import.ts'
import { readSecret } from '../add-account/secret-reading.ts'
import { recognisable } from './by-hand-form.ts'
import type { ImportRow } from './import-choices.ts'

/** The two lines that name a row. The second may be empty. */
export function rowLines({ plan: { entry }, place }: ImportRow): readonly [string, string] {
  if (entry.outcome === 'account') {
    const { issuer, account } = entry.account
    return issuer === '' ? [account || importText().nameless, ''] : [issuer, account]
  }
  const label = entry.label.trim() || importText().nth(place + 1)
  const name = accountName(recognisable(entry))
  return name === '' || name === label ? [label, ''] : [name, label]
}

/** What a row is called in one go: `Issuer (name)`. */
export function rowName(row: ImportRow): string {
  const [issuer, account] = rowLines(row)
  return accountName({ issuer, account })
}

/** Why an entry is no account, with the character that is wrong where one is. */
export function unreadableReason(entry: Extract<ImportEntry, { outcome: 'unreadable' }>): string {
  if (entry.code === 'otp/invalid-secret') {
    const secret = readSecret(recognisable(entry).secret, 'totp')
    if (secret.state === 'wrong-character') return importText().wrongCharacter(secret.character)
  }
  return importText().unreadable[entry.code]
}
