import type { EndReason, MethodName, NothingQuestion, RefusalReason } from '../../api/index.ts'
import type { OtpType } from '../../otp/index.ts'
import { formatDate, formatNumber, plural } from './format.ts'
import { messageGroup } from './language.ts'

const accounts = (count: number): string => plural(count, { one: '# account', other: '# accounts' })

const asked: Readonly<Record<MethodName, string>> = {
  'session.info': 'It asks what this app is.',
  'codes.list': 'It asks for sign-in codes.',
  'codes.get': 'It asks for a sign-in code.',
  'codes.subscribe': 'It asks for sign-in codes as they change.',
  'codes.unsubscribe': 'It has stopped reading.',
  'accounts.add': 'It wants to add an account.',
  'vault.export': 'It asks for a backup of your vault.',
  'session.close': 'It is done.',
}

const refused: Readonly<Record<RefusalReason, string>> = {
  'unsupported-protocol': 'It speaks another version of the protocol than this app. Updating one of the two may help.',
  'insecure-origin': 'Only pages with a secure address (https) may ask for codes.',
  'opaque-origin': 'It has no address of its own, so nobody could tell who asks.',
  'own-origin': 'It lies at this app’s own address, which needs no popup.',
  busy: 'Another window of this app is answering a site. Close that one, then ask again.',
}

const ended: Readonly<Record<EndReason, string>> = {
  closed: 'The conversation is over. The site gets nothing more.',
  revoked: 'What this site was allowed has been taken back. It gets nothing more.',
  navigated: 'The page that asked was closed or shows another site. It gets nothing more.',
}

type Nothing = Readonly<Record<'title' | 'text', string>>

const withoutVault: Readonly<Partial<Record<NothingQuestion['status'], Nothing>>> = {
  absent: {
    title: 'There is no vault here yet.',
    text: 'Nothing was shared. Open the app and make a vault, then let the site ask again.',
  },
  damaged: {
    title: 'The vault is damaged.',
    text: 'Nothing was shared or changed. Open the app to see what can be saved.',
  },
  removed: {
    title: 'This browser has removed the vault.',
    text: 'Nothing was shared. Open the app to restore it from a backup.',
  },
  unavailable: {
    title: 'The vault cannot be reached.',
    text: 'The browser denies its storage to this app, or another tab holds it. Nothing was shared. Open the app to see what helps.',
  },
  'too-new': {
    title: 'A newer version of the app wrote this vault.',
    text: 'Nothing was shared or changed. Open the app and update it, then let the site ask again.',
  },
}

/** The popup in which a person answers another site. */
export const consentText = messageGroup('consent', {
  title: 'A site asks · MFA Manager',
  product: 'MFA Manager',
  locked: 'Locked',
  unlocked: 'Unlocked',
  /** `name` is the site's own word for itself. */
  callsItself: (name: string) => `calls itself “${name}”`,
  asked: (method: MethodName) => asked[method],
  deny: 'Deny',
  allowOnce: 'Allow once',
  alwaysAllow: 'Always allow',
  goOn: 'Continue',
  stop: 'Stop',
  closeWindow: 'Close window',
  openApp: 'Open MFA Manager',
  working: 'Answering…',
  /** Seconds until the idle lock. */
  lockingIn: (seconds: number) => `Locking in ${formatNumber(seconds)}\u00a0s. Move or type to stay unlocked.`,
  /** Seconds until the question counts as denied. There is no more time to be had, but a site can ask anew. */
  closesIn: (seconds: number) => `This question closes in ${formatNumber(seconds)}\u00a0s. The site can ask again.`,
  cannotAnswer: 'Make this window larger to answer: all of the question must be in view.',

  read: {
    heading: 'This site asks for sign-in codes',
    line: 'It gets the current codes of the accounts you tick, never their keys.',
    remembered: (since: number, uses: number) =>
      `Allowed since ${formatDate(since)}, used ${plural(uses, { one: 'once', other: '# times' })}. It gets current codes, never keys.`,
    accounts: 'Accounts it may use',
    list: 'Accounts to share',
    search: 'Search accounts',
    clearSearch: 'Clear search',
    ticked: (count: number) => `${formatNumber(count)} ticked`,
    noMatch: 'No account matches. What you ticked stays ticked.',
    /** `count` accounts that are not drawn. */
    more: (count: number) => plural(count, { one: '# more: search for it.', other: '# more: search for them.' }),
    none: 'There is no account whose codes could be shared.',
    foot: 'Only the ticked accounts. Change it any time in Settings.',
    footOnce: 'This vault can only be read for now, so nothing can be allowed for good.',
    tickFirst: 'Tick the accounts that it may use.',
    change: 'Choose other accounts',
    counter: 'counter',
  },

  counter: {
    heading: 'This site asks for the next code of a counter',
    line: 'Each code of this account counts. Giving one moves the counter on, and the code before it no longer works.',
    account: 'Account to share',
    /** The counter that the code is made from. */
    counter: (counter: number) => `Counter ${formatNumber(counter)}`,
  },

  add: {
    heading: 'This site wants to add an account',
    line: 'It has sent the key of this account, so it knows its codes. It learns nothing about your other accounts.',
    preview: 'Preview',
    nameless: 'Nameless account',
    facts: (type: OtpType, digits: number, algorithm: string) =>
      `${{ totp: 'Time', hotp: 'Counter', steam: 'Steam', motp: 'mOTP', yandex: 'Yandex' }[type]} · ${digits} characters · ${algorithm}`,
    every: (seconds: number) => plural(seconds, { one: 'changes every second', other: 'changes every # s' }),
    add: 'Add account',
    there: 'You have this account already.',
    /** `names` of accounts that give the same codes. */
    thereHelp: (names: string) => `Nothing is added. The site learns that ${names} is there.`,
  },

  export: {
    heading: 'This site asks for a backup of your vault',
    line: (count: number) =>
      `It gets one encrypted file with the keys of ${accounts(count)}. Whoever has the file and its passphrase has all of them.`,
    passphrase: 'Backup passphrase',
    confirm: 'Confirm passphrase',
    tipTitle: 'Choose a passphrase that the site does not know.',
    tip: 'It is typed here only and never sent. The file opens with nothing else.',
    give: 'Give the backup',
    giving: 'Making the backup…',
    notReady: 'Choose a strong passphrase and type it twice.',
  },

  nothing: {
    heading: 'This site cannot be answered',
    noVault: (status: NothingQuestion['status']): Nothing =>
      withoutVault[status] ?? {
        title: 'The vault cannot be opened.',
        text: 'Nothing was shared. Open the app to see what is wrong.',
      },
    blocked: { title: 'You blocked this site.', text: 'It gets nothing. Unblock it in Settings, Connected sites.' },
    switchedOff: {
      title: 'You let no site ask.',
      text: 'It gets nothing. Turn on “Let sites ask for codes” in Settings, Connected sites.',
    },
  },

  unlock: {
    heading: 'Unlock to answer this site',
    form: 'Unlock',
    /** Behind {@link asked}. */
    line: 'It cannot tell what you have before you answer.',
    again: 'The vault was locked. The site gets nothing until you unlock.',
  },

  session: {
    idle: 'Connected to this site',
    idleLine: 'It has asked for nothing that needs you. It can read nothing.',
    granted: 'This site may read your codes',
    reading: 'This site is reading your codes',
    denied: 'The site got nothing',
    deniedLine: 'You said no, or did not answer in time. It may ask once more in this window.',
    deniedTwice: 'It was denied twice, and cannot ask again in this window.',
    grantedLine: 'It can until you stop it or close this window.',
    mayUse: 'Accounts it may use',
    log: 'What it asked for',
    block: 'Let it ask no more',
    blocked: 'Blocked. Settings, Connected sites, has it listed.',
    blockFailed: 'The site could not be blocked. Nothing was changed. Try again in Settings.',
    /** `count` accounts whose codes were given. */
    request: (method: string, count: number) =>
      ({
        'codes.list': count === 0 ? 'Codes' : `Codes of ${accounts(count)}`,
        'codes.get': count === 0 ? 'A code' : `Code of ${accounts(count)}`,
        'codes.subscribe': count === 0 ? 'Codes as they change' : `Codes of ${accounts(count)} as they change`,
        'accounts.add': 'Adding an account',
        'vault.export': 'A backup',
      })[method] ?? method,
    given: 'given',
    notGiven: 'not given',
  },

  talk: {
    waiting: 'Waiting for the site',
    waitingLine: 'The page that opened this window has not said who it is yet.',
    silent: 'The site did not answer',
    silentLine: 'Nothing was shared. Close this window and try again from the site.',
    failed: 'This window did not load',
    failedLine: 'Nothing was shared. Check the connection, close this window, then try again from the site.',
    refused: 'This page gets no codes',
    refusedLine: (reason: RefusalReason) => `${refused[reason]} Nothing was shared.`,
    ended: 'The conversation is over',
    endedLine: (reason: EndReason) => ended[reason],
    noOpener: 'This page answers other sites',
    noOpenerLine: 'A site that you use opens it to ask for a code. You see who asks, and you decide what it gets.',
    noOpenerHelp: 'Nobody is asking now. Your codes are in the app.',
  },
})
