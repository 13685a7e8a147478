const rules = new Intl.PluralRules('en')
const numbers = new Intl.NumberFormat('en')

function accounts(count: number): string {
  return `${numbers.format(count)} ${rules.select(count) === 'one' ? 'account' : 'accounts'}`
}

/** What the page of a self-opening backup says. It speaks English only: it has to be small and to outlive the app. */
export const viewerText = {
  title: 'MFA Manager backup',
  /** Stands in the file itself, for where scripts do not run. */
  noScript:
    'This backup opens itself in a web browser. Here, its script does not run: save the file on this device, then open it in Chrome, Edge, Firefox or Safari.',
  locked: 'Open this backup',
  lockedHelp: 'The accounts in this file are encrypted. They are opened on this device; nothing is sent or stored.',
  passphrase: 'Backup passphrase',
  show: 'Show',
  hide: 'Hide',
  showPassphrase: 'Show passphrase',
  hidePassphrase: 'Hide passphrase',
  capsLock: 'Caps Lock is on.',
  open: 'Open backup',
  opening: 'Opening…',
  empty: 'Enter the passphrase first.',
  wrong:
    'That passphrase did not open this backup. Nothing was changed. Check Caps Lock and the keyboard’s language, then try again.',
  damaged: 'This file is damaged: it was cut off or altered. Try another copy of it.',
  tooNew: 'This backup was made by a newer version of MFA Manager. Restore it there.',
  memory: 'This device has too little free memory to open the backup. Close other tabs, then try again.',
  unable:
    'This browser cannot open the backup: it lacks the cryptography, or has it switched off. Open the file in a current Chrome, Edge, Firefox or Safari.',
  lockedAgain: 'The backup was locked after five minutes without use.',

  heading: (madeAt: number | undefined) =>
    madeAt === undefined
      ? 'Backup'
      : `Backup of ${new Intl.DateTimeFormat(englishOf(), { dateStyle: 'long' }).format(madeAt)}`,
  total: accounts,
  results: (found: number, all: number) => `${numbers.format(found)} of ${accounts(all)}`,
  inBin: (count: number) => `${accounts(count)} from the bin not shown`,
  lock: 'Lock now',
  search: 'Search accounts',
  list: 'Accounts',
  noAccounts: 'There are no accounts in this backup.',
  noResult: (text: string) => `No account matches “${text}”`,
  more: (count: number) => `Show ${numbers.format(count)} more`,
  unnamed: 'Unnamed account',
  copyCode: (name: string) => `Copy code for ${name}`,
  nextCode: (name: string) => `Next code for ${name}`,
  next: 'Next',
  counter: (counter: number) => `Counter ${numbers.format(counter)}`,
  counterHelp:
    'Counters go on only while this page is open. Note the last one that you used: a code that is used twice is refused.',
  needsPin: 'Needs its PIN, which is not in this backup.',
  secondsLeft: (left: number) => `${numbers.format(left)} s`,
  copiedMark: 'Copied',
  copied: 'Code copied.',
  copyRefused: (code: string) => `This browser did not let the page copy. The code is ${code}.`,

  save: 'Save as plain JSON',
  saveTitle: 'Save without encryption?',
  saveHelp: (count: number) =>
    `The file holds the keys of ${accounts(count)}. Anyone who opens it, and any cloud folder it lands in, can make your codes. Delete it as soon as it is used.`,
  cancel: 'Cancel',
  saveAnyway: 'Save unencrypted',
  saved: 'The file was handed to the browser.',
} as const

/** English in the region that the browser asks for, for dates. */
function englishOf(): string {
  return navigator.languages.find((tag) => /^en\b/i.test(tag)) ?? 'en-GB'
}

/** The sentence for an error's code. */
export function failureText(code: string | undefined): string {
  switch (code) {
    case 'backup/passphrase':
      return viewerText.wrong
    case 'backup/unsupported-version':
      return viewerText.tooNew
    case 'crypto/kdf-memory':
      return viewerText.memory
    case 'crypto/argon2-unavailable':
    case 'crypto/kdf-failed':
    case undefined:
      return viewerText.unable
    default:
      return viewerText.damaged
  }
}

/** How an account is called where it is one thing among others. */
export function accountName({ issuer, account }: { readonly issuer: string; readonly account: string }): string {
  if (issuer === '') return account || viewerText.unnamed
  return account === '' ? issuer : `${issuer} (${account})`
}
