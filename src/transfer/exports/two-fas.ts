import type { AccountDraft } from '../../account.ts'
import type { RandomSource } from '../../crypto/index.ts'
import { encodeBase32, encodeUtf8 } from '../../encoding/index.ts'
import type { ExportModule, OmittedReason } from '../export-format.ts'
import { lossesOf } from './losses.ts'
import { uuid } from './uuid.ts'

/** The numbers that 2FAS knows; it turns others into its defaults without a word. */
const knownDigits: readonly number[] = [5, 6, 7, 8]
const knownPeriods: readonly number[] = [10, 30, 60, 90]
/** Its Android app reads counters into 32 bits, and refuses the whole file for a larger one. */
const maxCounter = 2 ** 31 - 1

/** Which app says that it wrote the file. Both readers ask for these, and take what the newest ones write. */
const origin = { schemaVersion: 4, appVersionCode: 5_000_030, appVersionName: '5.4.9', appOrigin: 'android' }

/** The picture that stands for a service without one of its own. */
const genericIcon = 'a5b3fb65-4ec5-43e6-8ec1-49e24ca9e7ad'
const labelColours = ['Red', 'Orange', 'Yellow', 'Green', 'Turquoise', 'LightBlue', 'Indigo', 'Pink', 'Purple', 'Brown']

/** 2FAS, schema 4, without encryption. Written for its iOS app, which refuses a file that lacks anything. */
export const twoFas: ExportModule = {
  refuse,
  reduce: (account) => lossesOf(account, { tags: 1 }),
  writeExport: (accounts, { now, random }) => {
    const groups = groupsOf(accounts, random)
    const services = accounts.map((account, position) => serviceOf(account, { position, now, groups }))
    const listed = [...groups].map(([name, id]) => ({ id, name, isExpanded: true, updatedAt: now }))
    return Promise.resolve(encodeUtf8(JSON.stringify({ services, groups: listed, updatedAt: now, ...origin })))
  },
}

function refuse({ type, digits, period, counter = 0 }: AccountDraft): OmittedReason | undefined {
  if (type === 'motp' || type === 'yandex') return 'type'
  if (type !== 'steam' && !knownDigits.includes(digits)) return 'digits'
  if (type === 'totp' && !knownPeriods.includes(period ?? 0)) return 'period'
  return type === 'hotp' && counter > maxCounter ? 'counter' : undefined
}

/** A service is in one group or none: that of its first tag. */
function groupsOf(accounts: readonly AccountDraft[], random: RandomSource): ReadonlyMap<string, string> {
  const names = new Set(accounts.flatMap(({ tags = [] }) => tags.slice(0, 1)))
  return new Map([...names].map((name) => [name, uuid(random)]))
}

interface Surroundings {
  readonly position: number
  readonly now: number
  readonly groups: ReadonlyMap<string, string>
}

function serviceOf(account: AccountDraft, { position, now, groups }: Surroundings): object {
  // Every service has a name, and nothing else in its list says what it is.
  const name = account.issuer || account.account
  const [tag = ''] = account.tags ?? []
  const groupId = groups.get(tag)
  return {
    name,
    secret: encodeBase32(account.secret),
    updatedAt: account.updatedAt ?? now,
    otp: otpOf(account),
    order: { position },
    icon: {
      selected: 'Label',
      label: { text: lettersOf(name), backgroundColor: labelColours[position % labelColours.length] },
      iconCollection: { id: genericIcon },
    },
    ...(groupId !== undefined && { groupId }),
  }
}

function otpOf({ type, issuer, account, algorithm, digits, period, counter = 0 }: AccountDraft): object {
  const moving = type === 'hotp' ? { counter } : { period }
  return {
    issuer,
    // Where the name of the service is the account's, it need not stand there twice.
    account: issuer === '' ? '' : account,
    digits,
    ...moving,
    algorithm,
    tokenType: type.toUpperCase(),
    source: 'Manual',
  }
}

/** Two letters for the label, which is drawn for two. */
function lettersOf(name: string): string {
  const letters = name.toUpperCase().match(/[\p{L}\p{N}]/gu) ?? []
  return [...letters, '?', '?'].slice(0, 2).join('')
}
