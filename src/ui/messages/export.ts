import type { ExportFormat, OmittedReason, ReducedField } from '../../transfer/index.ts'
import { formatDate, formatNumber, plural } from './format.ts'
import { messageGroup } from './language.ts'

const accounts = (count: number): string => plural(count, { one: '# account', other: '# accounts' })

/** What goes out: a format of the transfer room, or the sheet. */
export type ExportTarget = Exclude<ExportFormat, 'mfa-backup' | 'self-opening'> | 'sheet'

const apps: Readonly<Record<ExportTarget, string>> = {
  'key-uris': 'The list',
  'google-migration': 'Google Authenticator',
  aegis: 'Aegis',
  'aegis-encrypted': 'Aegis',
  '2fas': '2FAS',
  'bitwarden-csv': 'Bitwarden',
  sheet: 'The sheet',
}

/** Why accounts are left out, after their names. */
const reasons: Readonly<Record<OmittedReason, (app: string) => string>> = {
  'in-bin': () => 'in the bin.',
  type: (app) => `${app} has no codes of that kind.`,
  digits: (app) => `${app} would show another number of digits.`,
  period: (app) => `${app} would change codes at another pace.`,
  counter: (app) => `${app} cannot count that far.`,
  'too-long': () => 'name and key are more than a QR code holds.',
}

const lost: Readonly<Record<ReducedField, (count: number) => string>> = {
  note: (count) => plural(count, { one: 'the note of # account', other: 'the notes of # accounts' }),
  tags: (count) => plural(count, { one: 'tags of # account', other: 'tags of # accounts' }),
  pinned: (count) => plural(count, { one: 'the pin of # account', other: 'the pins of # accounts' }),
  pin: (count) => plural(count, { one: 'the PIN of # account', other: 'the PINs of # accounts' }),
  formula: (count) =>
    plural(count, {
      one: 'in # account, the way a name begins (an apostrophe goes before it)',
      other: 'in # accounts, the way a name begins (an apostrophe goes before it)',
    }),
}

/** Going out: backups, other apps, paper. */
export const exportText = messageGroup('export', {
  backupTitle: 'Encrypted backup',
  backupText: 'Everything, locked with a passphrase.',
  never: 'None made yet.',
  lastMade: (at: number, count: number) => `Last made ${formatDate(at)}, ${accounts(count)}.`,
  backUpNow: 'Back up now',
  backToExport: 'Back to export',

  encrypted: 'Encrypted for another app',
  encryptedHelp: 'Aegis reads it. You choose a password for the file.',
  google: 'QR codes for Google Authenticator',
  googleHelp: (codes: number) =>
    plural(codes, {
      one: '# code to scan, up to 10 accounts in each.',
      other: '# codes to scan, up to 10 accounts in each.',
    }),
  googleHelpMany: 'Up to 10 accounts in each code.',
  googleHelpNone: 'It can hold none of these accounts.',
  sheet: 'Printable sheet',
  sheetHelp: 'One QR code and key per account, for a safe.',
  plain: 'Plain file',
  plainHelp: 'otpauth list, JSON or CSV, for moving to other tools.',
  readable: 'Readable by anyone',

  which: 'Which accounts',
  all: (count: number) => plural(count, { one: 'All: # account', other: 'All # accounts' }),
  none: 'No account yet',
  tagged: (tag: string, count: number) => `${accounts(count)} with the tag “${tag}”`,
  picked: (count: number, all: number) => `${formatNumber(count)} of ${accounts(all)}`,
  whichHelp: 'Bin and settings are included in encrypted backups only. A backup always holds everything.',
  chooseAccounts: 'Choose accounts',

  choosing: {
    title: 'Choose accounts',
    list: 'Accounts to export',
    tags: 'Choose by tag',
    all: 'All',
    none: 'None',
    chosen: (count: number, all: number) => `${formatNumber(count)} of ${accounts(all)} chosen`,
    cancel: 'Cancel',
    use: (count: number) => plural(count, { one: 'Use # account', other: 'Use # accounts' }),
  },

  apps,
  /** The answer that comes first. */
  fits: (included: number, all: number) =>
    included === all
      ? plural(all, { one: '# account goes out.', other: 'All # accounts go out.' })
      : `${formatNumber(included)} of ${accounts(all)} can go out.`,
  checkingFit: 'Looking at what fits…',
  leftOut: (count: number) => plural(count, { one: '# account is left out:', other: '# accounts are left out:' }),
  reasons,
  lost: 'Not carried over:',
  lostFields: lost,
  andMore: (count: number) => plural(count, { one: 'and # more', other: 'and # more' }),
  showAll: 'Show all',
  nothingFits: (target: ExportTarget) => `${apps[target]} can hold none of these accounts.`,
  exported: (included: number, all: number) =>
    included === all
      ? `${accounts(all)} exported. The download has started.`
      : `${formatNumber(included)} of ${accounts(all)} exported. The download has started.`,
  cancel: 'Cancel',
  exporting: 'Exporting…',
  nameless: 'No name',

  encryptedText: 'The file can be read with its password, and by nothing else.',
  app: 'App',
  filePassword: 'File password',
  confirmFilePassword: 'Confirm file password',
  filePasswordTitle: 'You type it once in the other app.',
  filePasswordHelp: 'It need not be the passphrase of your vault.',
  exportFile: 'Export file',

  plainTitle: 'Export without encryption?',
  plainText: (count: number) =>
    plural(count, {
      one: 'The file holds the key of # account. Anyone who opens it, and any cloud folder it lands in, can make your codes. Delete it as soon as it is used.',
      other:
        'The file holds the keys of # accounts. Anyone who opens it, and any cloud folder it lands in, can make your codes. Delete it as soon as it is used.',
    }),
  format: 'Format',
  formats: {
    'key-uris': 'otpauth list (.txt)',
    aegis: 'Aegis (.json)',
    '2fas': '2FAS (.2fas)',
    'bitwarden-csv': 'Bitwarden (.csv)',
  },
  passphrase: 'Passphrase',
  passphraseMissing: 'The passphrase is missing. Nothing was exported. Enter it to go on.',
  wrongPassphrase: 'That is not the passphrase of this vault. Nothing was exported. Check Caps Lock, then try again.',
  wrongPasskey: 'That passkey does not open this vault. Nothing was exported. Enter your passphrase.',
  consent: 'I understand the file is not protected',
  exportUnencrypted: 'Export unencrypted',

  googleLine: 'In Google Authenticator: Transfer accounts, then Import.',
  googleWhy: 'The QR codes hold the keys of your accounts. They stay for two minutes, then hide.',
  showCodes: 'Show QR codes',
  codeOf: (place: number, count: number) => `QR code ${formatNumber(place)} of ${formatNumber(count)}`,
  place: (place: number, count: number) => `${formatNumber(place)} of ${formatNumber(count)}`,
  inCode: (count: number, first: string, last: string) =>
    count === 1 ? `1 account: ${first}` : `${accounts(count)}: ${first} to ${last}`,
  photographs: 'Anyone who photographs this screen gets the keys.',
  hidesIn: (left: number) => `The codes hide again in ${formatNumber(left)} s.`,
  brightness: 'If the camera does not see a code, turn up the brightness of this screen.',
  previous: 'Previous',
  previousCode: 'Previous QR code',
  next: 'Next',
  nextCode: 'Next QR code',
  done: 'Done',
  hiddenTitle: 'The QR codes are hidden.',
  hiddenText: 'They go on where you were.',

  sheetWhy: 'The sheet shows the keys of your accounts. It closes when you leave this page.',
  showSheet: 'Show sheet',
  print: 'Print',
  preparing: (done: number, all: number) => `Drawing ${formatNumber(done)} of ${formatNumber(all)}…`,
  sheetHead: (included: number, all: number, at: number) => {
    const count = included === all ? accounts(all) : `${formatNumber(included)} of ${accounts(all)}`
    return `${count}, printed ${formatDate(at)}. Keep it like cash: whoever holds this sheet can sign in as you.`
  },
  sheetList: 'Accounts on this sheet',
  qrOf: (name: string) => `QR code for ${name}`,
  noQr: 'Too long for a QR code. Type the key.',
  algorithms: { SHA1: 'SHA-1', SHA256: 'SHA-256', SHA512: 'SHA-512' },
  types: { totp: '', hotp: 'Counter-based', steam: 'Steam', motp: 'mOTP, key as hex digits', yandex: 'Yandex' },
  digits: (count: number) => plural(count, { one: '# digit', other: '# digits' }),
  period: (seconds: number) => `${formatNumber(seconds)} s`,
  counter: (count: number) => `counter ${formatNumber(count)}`,
})
