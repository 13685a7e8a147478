import type { AutosaveFailure, Changes, Comparison } from '../../backups/index.ts'
import { formatDate, formatDateTime, formatList, formatNumber, plural } from './format.ts'
import { formatTime } from './format-time.ts'
import { messageGroup } from './language.ts'

const accounts = (count: number): string => plural(count, { one: '# account', other: '# accounts' })

const inIt = (count: number): string => plural(count, { one: '# account is in it.', other: '# accounts are in it.' })

/** What has happened since: `2 were added and 1 was changed`. */
function changed({ added, changed, binned }: Changes): string {
  return formatList([
    ...(added > 0 ? [plural(added, { one: '# was added', other: '# were added' })] : []),
    ...(changed > 0 ? [plural(changed, { one: '# was changed', other: '# were changed' })] : []),
    ...(binned > 0 ? [plural(binned, { one: '# was moved to the bin', other: '# were moved to the bin' })] : []),
  ])
}

function compared({ inBackup, inVault, missing, older }: Comparison): string {
  const found = `${accounts(inBackup)} in this backup, ${formatNumber(inVault)} in your vault, the bin counted.`
  if (missing === 0 && older === 0) return `${found} Each of yours is in it as it is now.`
  const behind = formatList([
    ...(missing > 0 ? [plural(missing, { one: '# is missing from it', other: '# are missing from it' })] : []),
    ...(older > 0 ? [plural(older, { one: '# was changed since', other: '# were changed since' })] : []),
  ])
  return `${found} Of yours, ${behind}.`
}

const failures: Readonly<Record<AutosaveFailure, string>> = {
  'autosave/permission': 'The browser asks you again before it writes there. Nothing was saved since.',
  'autosave/missing': 'It is not where it was. Nothing was saved since. Choose it again, or another one.',
  'autosave/failed': 'It could not be written. Nothing was saved since. See that there is room on the disk.',
}
const otherFailure = 'What was written could not be opened again. Do not rely on it. Choose another place.'

const dialog = {
  title: 'Back up now',
  text: (count: number, binned: number) =>
    binned === 0
      ? `One encrypted file with ${accounts(count)} and your settings.`
      : `One encrypted file with ${accounts(count)}, ${formatNumber(binned)} in the bin, and your settings.`,
  passphraseOf: 'Passphrase of the file',
  own: 'The vault’s own',
  other: 'Another',
  passphrase: 'Passphrase',
  ownHelp: 'The file opens with the passphrase this vault has now, even after you change it.',
  backupPassphrase: 'Backup passphrase',
  confirmPassphrase: 'Confirm passphrase',
  missing: 'The passphrase is missing. Nothing was saved. Enter it to go on.',
  wrong: 'That is not the passphrase of this vault. Nothing was saved. Check Caps Lock, then try again.',
  enoughTitle: 'The file opens only with this passphrase.',
  enough: 'Keep it somewhere else than the file.',
  fileType: 'File type',
  backupFile: 'Backup file (.mfabackup)',
  page: 'Self-opening page (.html)',
  backupFileHelp: 'For this app. It takes accounts, bin and settings back.',
  pageHelp: 'Opens in any browser, offline and without this app. This app takes it back, too.',
  save: 'Save backup',
  cancel: 'Cancel',
  stop: 'Stop',
  progress: 'Backing up',
  steps: {
    confirming: 'Checking the passphrase…',
    encrypting: 'Encrypting…',
    verifying: 'Checking the file…',
  },
  stepsHelp: 'The file is opened again with its passphrase before it counts as a backup.',
  ready: 'The backup is ready',
  readyText: 'It was opened again and holds everything. Choose where it goes.',
  share: 'Share file',
  download: 'Download',
  done: 'Backup made',
  verified: (count: number, binned: number) => {
    const all = binned === 0 ? accounts(count) : `${accounts(count)} (${formatNumber(binned)} of them in the bin)`
    return `Verified: ${all}, opened again from the file.`
  },
  checked: (count: number, binned: number) => {
    const all = binned === 0 ? accounts(count) : `${accounts(count)} (${formatNumber(binned)} of them in the bin)`
    return `Checked: ${all}, opened again before the file was handed over.`
  },
  handedOver:
    'Browsers do not say whether a file arrived. See that it is there; to be sure, choose it here and have it opened once more.',
  checkFile: 'Check a saved file',
  close: 'Done',
  notAllowed:
    'The browser did not let the app write there. Your vault is unchanged, and what was there before is kept. Choose another place.',
  notWritten:
    'The file could not be written. Your vault is unchanged, and what was there before is kept. Choose another place.',
  stopped: 'Stopped. No backup was made.',
  pageDescription: 'Self-opening backup',
  fileDescription: 'MFA Manager backup',
}

const check = {
  title: 'Check a saved file',
  text: 'The file is opened on this device and compared with your vault. Nothing is changed.',
  choose: 'Choose file',
  another: 'Choose another',
  passphrase: 'Backup passphrase',
  file: 'File',
  check: 'Check file',
  checking: 'Checking…',
  compared,
  good: 'This backup opens.',
  missing: 'The passphrase is missing. Nothing was opened. Enter it to go on.',
  close: 'Done',
  cancel: 'Cancel',
}

const notice = {
  none: 'No backup yet.',
  since: (at: number) => `No backup since ${formatDate(at)}.`,
  onlyHere: (count: number) =>
    plural(count, {
      one: 'Your # account exists only on this device.',
      other: 'Your # accounts exist only on this device.',
    }),
  newOnly: (count: number) =>
    plural(count, { one: '# account exists only on this device.', other: '# accounts exist only on this device.' }),
  changes: 'What you changed since exists only on this device.',
  backUpNow: 'Back up now',
  dismiss: 'Dismiss backup reminder',
  autosaveFailed: 'Automatic backups have stopped.',
  /** `code` of what failed. */
  failure: (code: string) => (code in failures ? failures[code as AutosaveFailure] : otherFailure),
  allow: 'Allow again',
  settings: 'Open settings',
}

const autosave = {
  title: 'Save to a file automatically',
  lead: 'An encrypted file is rewritten after each change. Put it in a synced folder to have it elsewhere too.',
  unsupported: 'Not in this browser',
  unsupportedHelp:
    'It does not let a page keep a file. Chrome and Edge on computers do; here, the reminder above is the way.',
  file: 'One file',
  fileHelp: 'Rewritten each time.',
  folder: 'A folder',
  folderHelp: 'Each backup is a file of its own, and the last ones stay.',
  anotherFile: 'Another file',
  anotherFolder: 'Another folder',
  chooseFile: 'Choose file',
  chooseFolder: 'Choose folder',
  notYet: 'Not saved yet. It is written shortly after the next change.',
  soon: 'It is written in a few seconds.',
  savedAt: (when: string) => `Saved ${when}.`,
  stop: 'Stop saving to file',
  stopWord: 'Stop',
  stopped: 'Automatic saving stopped. The files stay where they are.',
  keep: 'Keep',
  keepLast: (count: number) => plural(count, { one: 'The last one', other: 'The last #' }),
  allow: 'Allow again',
  retry: 'Try again',
  dialogTitle: 'Passphrase of automatic backups',
  dialogText: (name: string) =>
    `“${name}” is written under this passphrase without asking again. The vault keeps the key that is made of it, encrypted; the passphrase itself is kept nowhere.`,
  start: 'Start saving',
  starting: 'Preparing…',
  chooseAgain: 'Choose again',
  refused: 'The browser did not open that place. Nothing was changed. Choose another one.',
}

/** When something was saved: `today at 09:12`, or the date with its time. Unix ms, both. */
function when(at: number, now: number): string {
  const day = (time: number): string => new Date(time).toDateString()
  if (day(at) !== day(now)) return `on ${formatDateTime(at)}`
  return `today at ${formatTime(at)}`
}

const kept = {
  title: 'Entries that could not be read',
  label: (count: number) =>
    plural(count, { one: '# entry of an import is no account', other: '# entries of imports are no accounts' }),
  help: 'They are kept encrypted and go into your backups, so that nothing is lost.',
  save: 'Save as file',
  why: 'The file is not encrypted. Anyone who has it may read the keys in it.',
  remove: 'Delete',
  removeTitle: (count: number) =>
    plural(count, { one: 'Delete # unreadable entry?', other: 'Delete # unreadable entries?' }),
  removeText: 'They cannot be brought back, except from the files and backups that hold them.',
  removed: 'Deleted',
  fileName: 'mfa-manager-unreadable',
}

/** Backups: making and checking them, reminders, and saving by itself. */
export const backupsText = messageGroup('backups', {
  dialog,
  check,
  notice,
  autosave,
  kept,
  when,
  lastBackup: 'Last backup',
  noneYet: 'No backup yet',
  noneYetHelp: (count: number) =>
    count === 0
      ? 'There is nothing to lose yet.'
      : plural(count, {
          one: 'Your # account exists only on this device.',
          other: 'Your # accounts exist only on this device.',
        }),
  last: (at: number) => `Last backup: ${formatDate(at)}`,
  upToDate: (count: number) => `${inIt(count)} Nothing has changed since.`,
  behind: (count: number, since: Changes) => {
    const what = changed(since)
    return what === '' ? `${inIt(count)} Something has changed since.` : `${inIt(count)} ${what} since.`
  },
  backUpNow: 'Back up now',
  reminders: 'Reminders',
  remindMe: 'Remind me',
  remind: {
    never: 'Never',
    daily: 'After changes, daily',
    weekly: 'After changes, weekly',
    monthly: 'After changes, monthly',
    days: (count: number) => plural(count, { one: 'After changes, # day', other: 'After changes, # days' }),
  },
  beforeClearing: 'Before this browser may clear data',
  beforeClearingHelp: 'When storage is not guaranteed',
  restore: 'Restore',
  restoreFrom: 'Restore from a backup',
  restoreHelp: 'You see what changes before anything is replaced.',
  chooseBackup: 'Choose backup',
  checkWord: 'Check',
  checkHelp: 'Opens a backup that you saved and compares it with your vault.',
})
