import { hexSecret, type RawAccount } from '../entry.ts'
import type { JsonFields } from '../json-fields.ts'
import { firstText } from '../json-records.ts'

/** Authy's own kind of token: seven digits, ten seconds. */
const ownDigits = 7
const ownPeriod = 10

/**
 * The account of one of Authy's tokens. It knows neither algorithm nor period of a foreign one: all are SHA-1 and 30 s.
 *
 * @param opened - Base32, where the secret was encrypted.
 * @throws `OtpError`
 */
export function authyAccount(token: JsonFields, opened: string | undefined): RawAccount {
  const seed = firstText(token, 'secretSeed')
  const isOwn = seed !== undefined
  const { issuer, account, isRenamed } = namesOf(token)
  return {
    secret: isOwn ? hexSecret(seed) : (opened ?? firstText(token, 'decryptedSecret', 'decrypted_seed')),
    issuer,
    account,
    digits: token.number('digits') ?? (isOwn ? ownDigits : undefined),
    period: isOwn ? (token.number('period') ?? ownPeriod) : undefined,
    dropped: [firstText(token, 'logo') !== undefined && 'icon', isRenamed && 'previous-name'],
  }
}

/** What people call a token, for reports. */
export function authyLabel(token: JsonFields): string {
  return firstText(token, 'name', 'originalName', 'original_name') ?? ''
}

interface Names {
  readonly issuer: string
  readonly account: string
  /** The account once had another name. */
  readonly isRenamed: boolean
}

/** `name` is what the person sees and may have typed; most often the issuer comes before it once more. */
function namesOf(token: JsonFields): Names {
  const original = firstText(token, 'originalName', 'original_name')
  const title = firstText(token, 'name') ?? original ?? ''
  const issuer = firstText(token, 'originalIssuer', 'issuer') ?? /^([^:]+):/.exec(original ?? '')?.[1]?.trim()
  if (issuer === undefined) {
    const isRenamed = original !== undefined && original !== title
    // With a colon the entry is split at it anyway.
    const dash = title.includes(':') ? -1 : title.indexOf(' - ')
    if (dash < 1) return { issuer: '', account: title, isRenamed }
    return { issuer: title.slice(0, dash), account: title.slice(dash + 3), isRenamed }
  }
  const first = withoutIssuer(original ?? '', issuer)
  const shown = withoutIssuer(title, issuer)
  return { issuer, account: shown === '' ? first : shown, isRenamed: first !== '' && shown !== '' && first !== shown }
}

/** What is left of `Issuer: name` and `Issuer - name`; nothing of a name that only repeats the issuer. */
function withoutIssuer(name: string, issuer: string): string {
  if (!name.toLowerCase().startsWith(issuer.toLowerCase())) return name.trim()
  const rest = name.slice(issuer.length)
  if (rest.trim() === '') return ''
  const separator = /^\s*:\s*|^\s+-\s+/.exec(rest)
  return (separator ? rest.slice(separator[0].length) : name).trim()
}
