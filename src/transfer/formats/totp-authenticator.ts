import { openCbc, sha256 } from '../../crypto/index.ts'
import { decodeBase64 } from '../../encoding/index.ts'
import { EntryError, hexSecret, type RawAccount } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ReadExport, SealedExport } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { firstText, parseOpenedJson, readJsonRecord } from '../json-records.ts'
import { parseJsonText } from '../strict-json.ts'

/** The backup of TOTP Authenticator (BinaryBoot), and the list in its Android preferences. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport | SealedExport> {
  if (file?.kind === 'preferences') {
    const accounts = parseList(file.entries.get('STATIC_TOTP_CODES_LIST') ?? '')
    if (accounts === undefined) throw new TransferError('transfer/damaged', 'there is no list of accounts')
    return exportOf(accounts)
  }
  const ciphertext = decodeBase64(file?.kind === 'text' ? file.text : '')
  const unprotected = await openBackup(ciphertext, defaultPassword)
  if (unprotected !== undefined) return exportOf(unprotected)
  return {
    unlock: async (password) => {
      const accounts = await openBackup(ciphertext, password)
      if (accounts === undefined) throw new TransferError('transfer/wrong-password', 'what opens is no backup')
      return exportOf(accounts)
    },
  }
}

/** What the app encrypts with where the person chose nothing: no secret. */
const defaultPassword = 'TotpAuthenticator'

/** Lists, objects, elements and members: 50,000 accounts of forty. */
const maxParts = 2_000_000

async function openBackup(ciphertext: Uint8Array, password: string): Promise<readonly unknown[] | undefined> {
  const opened = await openCbc(await sha256(password), new Uint8Array(16), ciphertext)
  // Nothing authenticates it: what a wrong password opens by chance is no JSON.
  const backup = opened === null ? undefined : jsonFields(parseOpenedJson(opened))
  // The list is the name of a member, as text; its value is the time.
  return backup
    ?.entries()
    .map(([name]) => parseList(name))
    .find((list) => list !== undefined)
}

function parseList(text: string): readonly unknown[] | undefined {
  const reading = parseJsonText(text, maxParts)
  const value: unknown = 'value' in reading ? reading.value : undefined
  return Array.isArray(value) ? value : undefined
}

function exportOf(accounts: readonly unknown[]): ReadExport {
  return { entries: accounts.map((account) => readJsonRecord(account, labelOf, accountOf)) }
}

function accountOf(fields: JsonFields): RawAccount {
  return {
    secret: secretOf(fields),
    issuer: issuerOf(fields),
    account: fields.text('name'),
    digits: fields.number('digits'),
    period: fields.number('period'),
    pinned: fields.flag('isFavorite'),
    dropped: [
      firstText(fields, 'iconPath', 'iconLabel', 'fileName') !== undefined && 'icon',
      firstText(fields, 'accountHeaderLabel') !== undefined && 'other-fields',
    ],
  }
}

function secretOf(fields: JsonFields): Uint8Array | string | undefined {
  const key = fields.text('key')
  switch (fields.text('base') ?? '') {
    case '16':
      return hexSecret(key)
    case '32':
      return key
    case '64':
      return key === undefined ? undefined : decodeBase64(key)
    default:
      // Hexadecimal digits may be base32, too: it is not guessed.
      throw new EntryError('entry/malformed')
  }
}

function issuerOf(fields: JsonFields): string | undefined {
  const issuer = fields.text('issuer')
  return issuer === 'Unknown' ? undefined : issuer
}

function labelOf(fields: JsonFields): string {
  return [issuerOf(fields), fields.text('name')].filter((name) => name).join(': ')
}
