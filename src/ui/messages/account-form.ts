import type { FieldProblem } from '../screens/add-account/account-form-state.ts'
import type { SecretReading } from '../screens/add-account/secret-reading.ts'
import { formatNumber, plural } from './format.ts'
import { messageGroup } from './language.ts'

/** What a digit that no key has may have been on the site. */
const mistaken: Readonly<Record<string, string>> = {
  '0': 'The digit 0 is never part of a key. Did the site show O?',
  '1': 'The digit 1 is never part of a key. Did the site show I or L?',
  '8': 'The digit 8 is never part of a key. Did the site show B?',
  '9': 'The digit 9 is never part of a key. Did the site show g or q?',
}

function wrongCharacter(character: string, place: number): string {
  const what =
    mistaken[character] ?? `“${character}” is never part of a key. Keys have the letters A to Z and the digits 2 to 7.`
  return `${what} It is character ${formatNumber(place)}. Nothing is saved yet.`
}

const problems: Readonly<Record<Exclude<FieldProblem, 'secret-wrong-character'>, string>> = {
  nameless: 'This account has no name yet. Nothing is saved. Enter an issuer or an account name.',
  'name-too-long': 'This name is over 1,024 characters. Nothing is saved yet. Shorten it.',
  'note-too-long': 'This note is over 10,000 characters. Nothing is saved yet. Shorten it.',
  'secret-empty': 'The key is missing. Nothing is saved yet. Type or paste what the site shows.',
  'secret-too-short': 'This key is not complete. Nothing is saved yet. Compare it with the site.',
  'secret-too-long': 'This key is longer than any real one. Nothing is saved yet. Copy only the key.',
  'pin-missing': 'These codes need a PIN. Nothing is saved yet. Enter the one you chose on the site.',
  period: 'A period is a whole number of seconds, 1 to 86,400. Nothing is saved yet.',
  counter: 'A counter is a whole number, 0 or more. Nothing is saved yet.',
}

/** Adding and editing an account. */
export const accountFormText = messageGroup('account-form', {
  addAccount: 'Add account',
  ways: 'How to add',
  tabs: { scan: 'Scan', image: 'Image', screen: 'Screen', 'by-hand': 'By hand' },
  wayNotLoaded: 'This part of the app did not load. Nothing was changed. Go online once, then reload the page.',
  issuer: 'Issuer',
  issuerExample: 'GitHub',
  account: 'Account name',
  accountExample: 'alice@example.com',
  secret: 'Secret key',
  paste: 'Paste',
  pasteRefused:
    'The browser did not let the app read the clipboard. Nothing was changed. Paste into the field instead.',
  pasteEmpty: 'There is no text on the clipboard. Nothing was changed. Copy the key or the link, then paste again.',
  validKey: (bits: number) => `${formatNumber(bits)}-bit key, valid`,
  weakKey: (bits: number) =>
    `${formatNumber(bits)}-bit key: shorter than the 80 bits a site should use. It may lack its end. You can save it.`,
  pin: 'PIN',
  pinKept: 'Leave it empty to keep the one you have.',
  problem: (problem: FieldProblem, secret: SecretReading): string => {
    if (problem !== 'secret-wrong-character') return problems[problem]
    return secret.state === 'wrong-character' ? wrongCharacter(secret.character, secret.place) : ''
  },
  linkRefused: (reason: string) => `${reason} The form is as it was.`,
  twoIssuers: (one: string, other: string) =>
    `The link names two issuers, “${one}” and “${other}”. Keep the one you know.`,
  useInstead: (issuer: string) => `Use ${issuer} instead`,
  warnings: {
    'hotp-counter-missing': 'The link has no counter, so it starts at 0.',
    'characters-removed': 'Invisible characters were taken out of the names.',
    'display-unreadable': 'Tags and note in the link could not be read.',
  },
  advanced: 'Advanced',
  type: 'Type',
  types: { totp: 'Time', hotp: 'Counter', steam: 'Steam', motp: 'mOTP', yandex: 'Yandex' },
  algorithm: 'Algorithm',
  algorithms: { SHA1: 'SHA-1', SHA256: 'SHA-256', SHA512: 'SHA-512' },
  digits: 'Digits',
  digitCount: (digits: number) => formatNumber(digits),
  period: 'Period',
  seconds: (period: number) => `${formatNumber(period)} s`,
  otherPeriod: 'Other…',
  otherPeriodSeconds: 'Seconds',
  counter: 'Counter',
  fixed: {
    steam: 'Steam codes have 5 characters and change every 30 s.',
    motp: 'mOTP codes have 6 characters and change every 10 s.',
    yandex: 'Yandex codes have 8 letters and change every 30 s.',
  },
  preview: 'Preview',
  previewHelp: 'Type this code on the website to finish. Save once it is accepted.',
  previewWaiting: 'The code appears as soon as the key is valid.',
  previewCounter: (counter: number) => `Counter ${formatNumber(counter)}`,
  nameless: 'New account',
  copyCode: 'Copy code',
  readFromCode: 'Read from the QR code. Nothing is saved yet.',
  storedEncrypted: 'Stored encrypted in your vault.',
  cancel: 'Cancel',
  save: 'Save account',
  saving: 'Saving…',
  added: (name: string) => `${name} added`,
  twinTitle: 'Add it again?',
  twinText: (name: string) =>
    `This key is already in your vault as ${name}. A second copy shows the same codes and is changed on its own.`,
  addAnyway: 'Add anyway',
  several: {
    title: (count: number) => plural(count, { one: '# account found', other: '# accounts found' }),
    list: 'Accounts found',
    isNew: 'New',
    twin: 'Already here',
    repeated: 'Found twice',
    conflict: 'Same name, new key',
    nameless: 'No name',
    unreadable: 'Not readable',
    line: (line: number) => `Line ${formatNumber(line)}`,
    code: (place: number) => `QR code ${formatNumber(place)}`,
    counts: (news: number, twins: number, conflicts: number, unreadable: number) =>
      [
        `${formatNumber(news)} new`,
        ...(twins > 0 ? [`${formatNumber(twins)} already here`] : []),
        ...(conflicts > 0 ? [`${formatNumber(conflicts)} to decide`] : []),
        ...(unreadable > 0 ? [`${formatNumber(unreadable)} not readable`] : []),
      ].join(', ') + '.',
    selectAll: 'Select all',
    added: (count: number) => plural(count, { one: '# account added', other: '# accounts added' }),
    add: (count: number) => plural(count, { one: 'Add # account', other: 'Add # accounts' }),
  },
})

/** What is only part of editing. */
export const editAccountText = messageGroup('edit-account', {
  title: 'Edit account',
  save: 'Save changes',
  tags: 'Tags',
  addTag: 'Add tag',
  removeTag: (tag: string) => `Remove tag ${tag}`,
  knownTags: 'Tags of other accounts',
  tagAdded: (tag: string) => `Tag ${tag} added`,
  tagRemoved: (tag: string) => `Tag ${tag} removed`,
  tagTooLong: 'This tag is over 1,024 characters. Nothing is saved yet. Shorten it.',
  note: 'Note',
  hide: 'Hide this code until tapped',
  changeIcon: 'Change icon',
  advancedHelp: 'Another value gives other codes. Change one only when the site says so.',
  showSecret: 'Show secret',
  showSecretWhy: 'Whoever sees the key can make your codes. It stays visible for one minute.',
  saved: (name: string) => `${name} saved`,
  conflictTitle: 'This account was changed in another tab',
  conflictText: 'Your changes are still in the form. Keep mine saves them over the others; Take theirs drops them.',
  conflictBinText:
    'It was moved to the bin there. Your changes are still in the form. Keep mine takes it out of the bin and saves them.',
  keepMine: 'Keep mine',
  takeTheirs: 'Take theirs',
  icon: {
    title: 'Change icon',
    search: 'Search services',
    kind: 'Icon',
    kinds: { auto: 'Automatic', service: 'Service', letters: 'Letters' },
    automatic: 'The icon follows the issuer.',
    services: 'Services',
    none: (text: string) => `No service matches “${text}”. Letters work for every account.`,
    letters: 'One or two letters',
    done: 'Use this icon',
    cancel: 'Cancel',
    loadFailed: 'The icons could not be loaded. Nothing was changed. Letters still work.',
  },
})
