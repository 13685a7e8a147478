import type {
  ComparedField,
  DroppedField,
  EntryErrorCode,
  ImportRemark,
  RowChoice,
  RowStatus,
} from '../../transfer/index.ts'
import { formatBytes, formatDate, formatList, formatNumber, plural } from './format.ts'
import { messageGroup } from './language.ts'

/** Why an entry is no account, as one line of a table. */
const unreadable = {
  'otp/not-a-uri': 'This is not the link of an account',
  'otp/unsupported-scheme': 'This is a link of another kind',
  'otp/migration': 'This holds several accounts in a form that could not be read',
  'otp/uri-too-long': 'The link is longer than any account needs',
  'otp/unsupported-type': 'This kind of code is not known here',
  'otp/missing-secret': 'It has no key',
  'otp/empty-secret': 'The key is empty or too short to make codes',
  'otp/invalid-secret': 'The key has a character that no key has',
  'otp/secret-too-long': 'The key is longer than 512 bytes',
  'otp/unsupported-algorithm': 'Its algorithm is not one of SHA-1, SHA-256 and SHA-512',
  'otp/invalid-digits': 'Codes cannot have that number of digits',
  'otp/invalid-period': 'The period is not a whole number of seconds',
  'otp/invalid-counter': 'The counter is not a whole number',
  'otp/name-too-long': 'A name or tag is longer than 1,024 characters',
  'otp/note-too-long': 'The note is longer than 10,000 characters',
  'otp/missing-pin': 'Codes of this kind need a PIN, and there is none',
  'otp/invalid-time': 'It names a time that cannot be',
  'entry/malformed': 'The entry is not complete',
  'entry/no-code': 'It confirms on a telephone and makes no codes',
  'entry/bound': 'Its key never leaves the device or account it was made on',
  'entry/password': 'Its key does not open with this password',
} satisfies Record<EntryErrorCode, string>

const dropped = {
  icon: 'icon',
  colour: 'colour',
  website: 'web address',
  password: 'password',
  'other-fields': 'other fields',
  usage: 'usage',
  device: 'device data',
  'previous-name': 'earlier name',
  note: 'over-long note',
} satisfies Record<DroppedField, string>

const remarks = {
  'counters-unknown':
    'This format does not say which accounts count instead of using the time. All came as time-based; check those that do not work.',
  'pictures-unread': 'The pictures of the sheet could not be read. Where only they say the period, 30 seconds is used.',
  'journal-missing': 'The database was copied without its journal, so its newest accounts may be missing.',
  'codes-only': 'Only sign-in codes were taken. Passwords stay where they are.',
} satisfies Record<ImportRemark, string>

const fields = {
  issuer: 'Issuer',
  account: 'Account name',
  type: 'Type',
  secret: 'Secret key',
  algorithm: 'Algorithm',
  digits: 'Digits',
  period: 'Period',
  counter: 'Counter',
  note: 'Note',
  tags: 'Tags',
  pinned: 'Pinned',
} satisfies Record<ComparedField, string>

const statuses = {
  new: 'New',
  duplicate: 'Duplicate',
  conflict: 'Conflict',
  invalid: 'Invalid',
} satisfies Record<RowStatus, string>

const choices = {
  add: 'Add',
  skip: 'Skip',
  'keep-both': 'Keep both',
  'take-theirs': 'Take theirs',
} satisfies Record<RowChoice, string>

const accounts = (count: number): string => plural(count, { one: '# account', other: '# accounts' })

/** Memory is counted in powers of two, and called by the names of tens. */
function formatMemory(bytes: number): string {
  return bytes >= 2 ** 30 ? formatBytes((bytes / 2 ** 30) * 1e9) : formatBytes((bytes / 2 ** 20) * 1e6)
}

/** Bringing accounts in: from files, from text, and into a new vault. */
export const importText = messageGroup('import', {
  tabs: { import: 'Import', export: 'Export' },
  heading: 'Import and export',
  line: 'Files are read on this device. Nothing is uploaded.',
  title: 'Import',
  backToImport: 'Back to import',
  steps: 'Steps',
  stepNames: { choose: 'Choose', check: 'Check', done: 'Done' },
  cancel: 'Cancel',

  drop: 'Drop files here',
  dropTitle: 'Drop backups, exports or QR images',
  dropHelp: 'The format is recognised for you. Encrypted files ask for their passphrase next.',
  chooseFiles: 'Choose files',
  pasteText: 'Paste text',
  scan: 'Scan QR codes',
  pasteTitle: 'Paste text',
  pasteHelp: 'otpauth links, one per line, or the content of an export.',
  pasteField: 'Text to import',
  pasteEmpty: 'There is no text here. Nothing was changed. Paste or type it first.',
  readText: 'Read text',
  readOnly: 'Nothing can be imported now.',
  readOnlyWhy: 'This vault is open for reading only. The notice above your accounts says why.',
  reading: (count: number) => plural(count, { one: 'Reading # file…', other: 'Reading # files…' }),
  readingHelp: 'Nothing is saved until you have seen what comes in.',
  stopReading: 'Stop reading',

  worksWith: 'Works with',
  worksWithHelp: 'Pick one to see how to export from it.',
  showAll: 'Show all',
  showFewer: 'Show fewer',
  guideTitle: (app: string) => `Moving from ${app}`,
  guideSteps: 'How to export',
  guideKept: 'What carries over',
  guideLost: 'What stays behind',

  refusedHeading: (count: number) => plural(count, { one: '# file was not opened', other: '# files were not opened' }),
  refusedList: 'Files that were not opened',
  dismissRefused: 'Dismiss',
  noAccounts: 'There are no accounts in it. Nothing was imported. Export it again, or choose another file.',
  notRead: 'The browser could not read this file. Nothing was imported. Copy it to this device, then choose it again.',
  picture: 'This is a picture. Nothing was imported. Export the accounts as a file or as text instead.',
  lookedFor: 'What was looked for',
  joinNames: formatList,

  lockedHeading: 'This backup is locked',
  lockedOwn: 'Enter the passphrase that this backup was made with.',
  lockedArchive: 'Enter the password that this archive was made with.',
  lockedApp: (app: string) => `Enter the password you chose in ${app}, not your MFA Manager passphrase.`,
  lockedCount: (place: number, count: number) =>
    `Locked file ${formatNumber(place)} of ${formatNumber(count)}. The others wait.`,
  passphrase: 'Backup passphrase',
  passphraseMissing: 'The passphrase is missing. Nothing was imported. Enter it to go on.',
  openBackup: 'Open backup',
  openingBackup: 'Opening…',
  changeFile: 'Change file',
  change: 'Change',
  skipFile: 'Skip this file',
  encryptedFile: (app: string) => `${app}, encrypted with a password.`,
  fileFacts: (bytes: number, changedAt: number) =>
    changedAt > 0 ? `${formatBytes(bytes)}, ${formatDate(changedAt)}` : formatBytes(bytes),
  memory: (bytes: number) =>
    `Opening this needs about ${formatMemory(bytes)} of memory and up to half a minute. You can stop it at any time.`,
  memoryTitle: 'This takes a while.',

  checkHeading: 'Check what comes in',
  checkLine: (files: readonly string[], count: number) =>
    files.length === 1
      ? `${files[0] ?? ''}, ${plural(count, { one: '# entry', other: '# entries' })}`
      : `${plural(files.length, { one: '# file', other: '# files' })}, ${plural(count, { one: '# entry', other: '# entries' })}`,
  table: 'Accounts to import',
  columns: { account: 'Account', status: 'Status', happens: 'What happens' },
  selectAll: 'Select all',
  filters: 'Filter rows',
  filter: (name: string, count: number) => `${name} ${formatNumber(count)}`,
  all: 'All',
  statuses,
  choices,
  nothingHere: 'No entry of this kind.',
  importRow: (name: string) => `Import ${name}`,
  resolve: (name: string) => `Resolve ${name}`,
  resolveAll: 'Resolve all conflicts',
  resolveAllMixed: 'Different choices',
  differencesOf: (name: string) => `Differences of ${name}`,
  showDifferences: 'Differences',
  fields,
  difference: { field: 'Field', ours: 'Yours', theirs: 'In the file' },
  otherKey: 'Another key',
  yourKey: 'Your key',
  empty: 'Empty',
  yes: 'Yes',
  no: 'No',
  nameless: 'No name',
  nth: (place: number) => `Entry ${formatNumber(place)}`,
  willBeAdded: 'Will be added',
  willBeAddedToBin: 'Will be added to the bin',
  notAdded: 'Will not be added',
  secondCopy: 'A second copy will be added',
  alreadyHere: (name: string) => `Already in your vault as ${name}, same key`,
  sameHere: 'Already in your vault, same key',
  repeated: 'Twice in this import',
  dropped: (names: readonly DroppedField[]) => {
    const list = formatList(names.map((name) => dropped[name]))
    return `${list.charAt(0).toUpperCase()}${list.slice(1)} not carried over`
  },
  issuerOf: (name: string) => `Issuer of ${name}`,
  twoIssuers: 'Two issuers are named:',
  unreadable,
  wrongCharacter: (character: string) => `The key contains “${character}”, which no key can`,
  remarks,
  skipped: (count: number) =>
    plural(count, {
      one: '# entry without a sign-in code was left out.',
      other: '# entries without a sign-in code were left out.',
    }),
  missingParts: (parts: readonly number[]) =>
    parts.length === 1
      ? `Part ${formatNumber(parts[0] ?? 0)} is missing. Its accounts are not in this list; add that QR code or link too.`
      : `Parts ${formatList(parts.map(formatNumber))} are missing. Their accounts are not in this list; add those QR codes or links too.`,
  about: (file: string) => `${file}:`,
  keepUnreadable: 'Keep unreadable entries in the vault',
  keepUnreadableHelp: 'They stay encrypted beside your accounts and go into your backups, so that nothing is lost.',
  saveUnreadable: 'Save unreadable entries as file',
  saveUnreadableHelp: 'The file is not encrypted. Anyone who has it may read the keys in it.',
  unreadableFile: 'mfa-manager-unreadable',
  restoreSettings: 'Restore the settings too',
  restoreSettingsHelp: 'Layout, locking and appearance as they were when the backup was made.',
  footer: (changed: number) =>
    changed === 0
      ? ' will be added. Nothing is saved until you import.'
      : ` will be added, ${formatNumber(changed)} changed. Nothing is saved until you import.`,
  footerCount: (added: number, all: number) => `${formatNumber(added)} of ${formatNumber(all)}`,
  importNow: (count: number) => plural(count, { one: 'Import # account', other: 'Import # accounts' }),
  keepOnly: (count: number) => plural(count, { one: 'Keep # entry', other: 'Keep # entries' }),
  discardTitle: 'Discard import?',
  discardText: 'What you opened and chose here is forgotten. Your vault and the files stay as they are.',
  keepChecking: 'Keep checking',

  progress: 'Importing',
  encrypting: (done: number, count: number) => `Encrypting ${formatNumber(done)} of ${accounts(count)}`,
  progressHelp: 'Keep this window open. If it closes, nothing is half-saved: all go in together or none do.',
  stop: 'Stop import',
  stopping: 'Stopping…',
  stopped: 'Import stopped. Nothing was added.',

  imported: (count: number) => plural(count, { one: '# account imported', other: '# accounts imported' }),
  saved: 'They are saved and encrypted.',
  nothingAdded: 'Your accounts are as they were.',
  savedSettings: 'The settings are back too.',
  skippedSentence: (duplicates: number, unread: number) => {
    const parts = [
      ...(duplicates > 0
        ? [plural(duplicates, { one: '# duplicate was skipped', other: '# duplicates were skipped' })]
        : []),
      ...(unread > 0 ? [plural(unread, { one: '# row could not be read', other: '# rows could not be read' })] : []),
    ]
    return parts.length === 0 ? '' : `${formatList(parts)}.`
  },
  facts: {
    added: 'Added',
    changed: 'Changed',
    skipped: 'Skipped',
    notRead: 'Not read',
    kept: 'Kept',
  },
  factAdded: (fresh: number, beside: number, again: number) =>
    formatList([
      ...(fresh > 0 ? [`${formatNumber(fresh)} new`] : []),
      ...(beside > 0 ? [`${formatNumber(beside)} kept beside yours`] : []),
      ...(again > 0 ? [plural(again, { one: '# second copy', other: '# second copies' })] : []),
    ]),
  factChanged: (count: number) => `${formatNumber(count)}, as in the file`,
  factSkipped: (here: number, conflicts: number, others: number) =>
    formatList([
      ...(here > 0 ? [`${formatNumber(here)} already here`] : []),
      ...(conflicts > 0
        ? [plural(conflicts, { one: '# conflict left as it is', other: '# conflicts left as they are' })]
        : []),
      ...(others > 0 ? [`${formatNumber(others)} not chosen`] : []),
    ]),
  factKept: (count: number) =>
    plural(count, { one: '# unreadable entry, encrypted', other: '# unreadable entries, encrypted' }),
  notReadEntry: (name: string, place: string, reason: string) =>
    place === '' ? `“${name}”. ${reason}.` : `“${name}”, ${place}. ${reason}.`,
  andMore: (count: number) => plural(count, { one: 'And # more.', other: 'And # more.' }),
  fixByHand: 'Fix it by hand',
  checkTitle: 'Check two or three codes before you delete the old app.',
  checkText: 'Then make a new backup.',
  showAccounts: 'Show accounts',
  backUpNow: 'Back up now',
  undoImport: 'Undo import',
  undone: 'Import undone',

  restoreHeading: 'Restore from a backup',
  restoreHelp: 'Choose the backup file you saved. Its accounts and settings go into a new vault on this device.',
  restoreChoose: 'Choose backup',
  restoreBack: 'Create an empty vault instead',
  restoreFound: (count: number) => `${accounts(count)} in this backup`,
  restoreUnder: 'Passphrase of the new vault',
  restoreSame: 'The same as the backup’s',
  restoreNew: 'A new one',
  restoreNow: 'Create vault and restore',
  restoring: 'Creating…',
})
