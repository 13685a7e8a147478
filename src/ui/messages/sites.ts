import { accountName } from './accounts.ts'
import { formatDate, formatList, formatNumber, plural } from './format.ts'
import { formatTime } from './format-time.ts'
import { messageGroup } from './language.ts'

/** Accounts that are named before the rest is counted. */
const namedAtMost = 3

const dayOf = (at: number): string => new Date(at).toDateString()

/** Whether two moments, Unix ms, are on one day of this device. */
function sameDay(one: number, other: number): boolean {
  return dayOf(one) === dayOf(other)
}

/** `today`, or the date. Unix ms, both. */
function day(at: number, now: number): string {
  return sameDay(at, now) ? 'today' : formatDate(at)
}

const requests = (count: number): string => plural(count, { one: '# request', other: '# requests' })

interface Use {
  /** Unix ms of the answer that is remembered. */
  readonly createdAt: number
  /** Unix ms; 0: never. */
  readonly lastUsedAt: number
  readonly uses: number
}

/** `Used today, 6 times since 2 May 2026`. */
function used({ createdAt, lastUsedAt, uses }: Use, now: number): string {
  const first = day(createdAt, now)
  const last = day(lastUsedAt, now)
  if (uses === 0) return `Allowed ${first}, not used yet`
  if (sameDay(createdAt, lastUsedAt)) return plural(uses, { one: `Used once, ${last}`, other: `Used ${last}, # times` })
  return plural(uses, {
    one: `Used once, ${last}; allowed ${first}`,
    other: `Used ${last}, # times since ${first}`,
  })
}

/** `Asked 3 times, last today`. */
function asked(count: number, lastAt: number, now: number): string {
  const last = day(lastAt, now)
  return plural(count, { one: `Asked once, ${last}`, other: `Asked # times, last ${last}` })
}

/** `GitHub (alice), Hetzner and 4 more`; `gone`: how many have a name no longer. */
function accounts(
  named: readonly { readonly issuer: string; readonly account: string }[],
  gone: number,
  nameless: string,
): string {
  const names = named.slice(0, namedAtMost).map((account) => accountName(account) || nameless)
  const more = named.length - names.length
  return formatList([
    ...names,
    ...(more > 0 ? [plural(more, { one: '# more', other: '# more' })] : []),
    ...(gone > 0 ? [plural(gone, { one: '# deleted account', other: '# deleted accounts' })] : []),
  ])
}

const methods: Readonly<Record<string, string>> = {
  'codes.list': 'Asked for codes',
  'codes.get': 'Asked for one code',
  'codes.subscribe': 'Asked to follow codes',
  'accounts.add': 'Asked to add an account',
  'vault.export': 'Asked for a backup',
}

const outcomes: Readonly<Record<string, string>> = {
  ok: 'Answered',
  denied: 'Denied',
  locked: 'Locked',
  'not-found': 'No such account',
  'rate-limited': 'Too many',
  'too-large': 'Too large',
  unsupported: 'Not supported',
  internal: 'Failed',
}

const log = {
  title: 'Log',
  list: 'Requests, newest first',
  kept: (count: number) =>
    count === 0 ? 'No site has asked yet.' : `${requests(count)}. The last 500 are kept, encrypted.`,
  /** `today at 09:12`, or the date with its time. */
  when: (at: number, now: number) => `${sameDay(at, now) ? 'Today' : formatDate(at)} at ${formatTime(at)}`,
  /** What a site wanted; of newer versions, the method's own name. */
  method: (name: string) => methods[name] ?? name,
  /** What became of it; of newer versions, the reason's own name. */
  outcome: (name: string) => outcomes[name] ?? name,
  more: (count: number) => plural(count, { one: 'Show # older', other: 'Show # older' }),
  save: 'Save as file',
  saveTitle: 'Save the log as a file',
  saveText: (count: number) =>
    `${requests(count)}: when, which site, what it asked for, the names of the accounts, and what became of it. ` +
    'No code and no key is in it. The file is not encrypted: anyone who has it can read which sites and accounts are yours.',
  preview: 'What the file says',
  previewCut: (shown: number, all: number) =>
    `The newest ${formatNumber(shown)} of ${formatNumber(all)}. The file has all of them.`,
  saveFile: 'Save file',
  fileName: 'mfa-manager-requests',
  clear: 'Clear log',
  clearTitle: (count: number) => plural(count, { one: 'Clear # request?', other: 'Clear # requests?' }),
  clearText: 'They cannot be brought back. What sites may do stays as it is.',
  cleared: 'Log cleared',
}

const change = {
  title: 'Accounts for this site',
  text: (origin: string) => `${origin} may ask for the codes of the accounts you tick, and of no others.`,
  list: 'Accounts to share',
  chosen: (count: number) => plural(count, { one: '# account ticked', other: '# accounts ticked' }),
  noneChosen: 'With none ticked, remove the site instead.',
  cancel: 'Cancel',
  save: 'Save accounts',
}

/** Settings, Connected sites. */
export const sitesText = messageGroup('sites', {
  what: 'Sites you allow can ask for a current code. They never receive keys, and only while this vault is unlocked.',
  allowed: 'Allowed',
  none: 'No site yet',
  noneHelp:
    'A site that wants a code opens this app in a small window, and you choose there. What you always allow is listed here.',
  used,
  accounts,
  noAccounts: 'None of its accounts is in your vault.',
  change: 'Change',
  changeNamed: (origin: string) => `Change accounts for ${origin}`,
  block: 'Block',
  blockNamed: (origin: string) => `Block ${origin}`,
  remove: 'Remove',
  removeNamed: (origin: string) => `Remove ${origin}`,
  unblock: 'Unblock',
  unblockNamed: (origin: string) => `Unblock ${origin}`,
  others: 'Others that asked',
  blocked: 'Blocked',
  blockedOn: (at: number, now: number) => `Blocked ${day(at, now)}`,
  asked,
  removed: (origin: string) => `Removed ${origin}. It has to ask again.`,
  blockedNow: (origin: string) => `Blocked ${origin}. It cannot even ask.`,
  unblocked: (origin: string) => `Unblocked ${origin}. It may ask again.`,
  changed: (origin: string) => `Changed the accounts for ${origin}.`,
  requests: 'Requests',
  letAsk: 'Let sites ask for codes',
  letAskHelp: 'Off refuses every request without asking you',
  off: 'Sites cannot ask now: “Let sites ask for codes” is off.',
  choosing: change,
  log,
})
