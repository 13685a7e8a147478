import { formatDate, formatNumber, plural } from './format.ts'
import { messageGroup } from './language.ts'

const second = (ms: number): string => `${formatNumber(ms / 1000)}\u00a0s`

/** The code while it is shown: its groups, what can be done with them, and the question whether they were stored. */
const shown = {
  heading: 'Keep this recovery code',
  line: 'It opens your vault if you forget the passphrase. It is shown once.',
  list: 'Recovery code',
  covered: 'It is covered while you type two groups of it. Untick the box to see it again.',
  copy: 'Copy',
  copyName: 'Copy recovery code',
  copied: (clearAfterMs: number | null) =>
    clearAfterMs === null
      ? 'Recovery code copied. It stays on the clipboard until you copy something else.'
      : `Recovery code copied. Clipboard clears in ${second(clearAfterMs)}.`,
  copyRefused: 'This browser did not let the app copy. Nothing was copied; save the code as a file, or write it down.',
  save: 'Save',
  saveName: 'Save recovery code as file',
  saved: 'The download was started. Move the file away from this device.',
  print: 'Print',
  printName: 'Print recovery code',
  tip: 'Store it away from this device: on paper, or in a password manager you can reach without these codes.',
  stored: 'I have stored it safely',
  typeBack: 'Type these two groups from what you stored.',
  group: (number: number) => `Group ${formatNumber(number)}`,
  groupDiffers: (number: number) =>
    `That is not group ${formatNumber(number)}. Nothing is lost: look again, or untick the box.`,
  open: 'Open vault',
  opening: 'Opening…',
  skip: 'Continue without a recovery code',
}

/** On paper and in a file. */
const kept = {
  title: 'Recovery code of MFA Manager',
  /** `origin`: `https://codes.example`; `at`: Unix ms. */
  of: (origin: string, at: number) => `Made on ${formatDate(at)} for the vault at ${origin}`,
  use: 'If you forget the passphrase: open that address in the browser that holds the vault, choose “Use recovery code”, and type these nine groups. Then choose a new passphrase.',
  care: 'Whoever has this code and gets at that browser can open the vault. Keep it away from the device. A code made later ends this one.',
  fileName: 'mfa-manager-recovery-code',
}

/** The code while it is typed: at the lock screen, and for a test. */
const typed = {
  field: 'Recovery code',
  short: (total: number, left: number) =>
    `${formatNumber(total)} letters and digits. Dashes and spaces are optional. ${formatNumber(left)} to go.`,
  long: (over: number) =>
    plural(over, {
      one: 'That is one character too many. Look for one that was typed twice.',
      other: 'That is # characters too many. Look for a group that was typed twice.',
    }),
  foreign: (group: number, character: string) =>
    `Group ${formatNumber(group)} has “${character}”, which no recovery code has. Compare it with what you stored.`,
  slip: (group: number) => `Group ${formatNumber(group)} has a slip in it. Compare it with what you stored.`,
  wrong: 'The groups do not fit together, so something was mistyped. Compare each with what you stored.',
  right: 'Written correctly.',
  opensNot:
    'That code is written correctly, but it does not open this vault. Nothing was changed. A newer one may have replaced it, or it belongs to another vault.',
}

/** The way back at the lock screen. */
const recovering = {
  heading: 'Use recovery code',
  line: 'Then choose a new passphrase. Your accounts stay as they are.',
  next: 'Continue',
  checking: 'Checking…',
  back: 'Back to passphrase',
  none: 'This vault has no recovery code. Only its passphrase opens it.',
  fits: 'It fits. Choose a new passphrase now; the old one ends.',
  passphrase: 'New passphrase',
  confirm: 'Confirm passphrase',
  set: 'Set passphrase',
  setting: 'Setting…',
  done: 'Your new passphrase is set. The recovery code still works; replace it in Settings if others may have seen it.',
  readOnly:
    'The vault is open for reading only, so its passphrase was not replaced. The notice above your accounts says why.',
}

/** The row in Settings, and its dialogs. */
const settings = {
  label: 'Recovery code',
  none: 'None. If you forget the passphrase, nothing opens your vault.',
  made: (at: number) => `Made ${formatDate(at)}. A new one ends the old one.`,
  unconfirmed: (at: number) => `Made ${formatDate(at)}, but never typed back. Test it, or replace it.`,
  unknown: 'There is one, but it was never typed back here. Test it, or replace it.',
  make: 'Make a recovery code',
  replace: 'Replace',
  replaceName: 'Replace recovery code',
  test: 'Test',
  testName: 'Test recovery code',
  goOn: 'Continue',
  whyMake: 'A recovery code opens your vault without the passphrase. It is shown next.',
  whyReplace: 'The new code is shown next. The old one works until the new one is confirmed.',
  use: 'Use this code',
  using: 'Saving…',
  cancel: 'Cancel',
  close: 'Close',
  madeNow: 'Your recovery code is made.',
  replaced: 'The new recovery code works from now on. The old one no longer does.',
  testText: 'Type it from what you stored. Nothing is opened or replaced, whatever the answer.',
  testing: 'Testing…',
  opens: 'It opens your vault. Keep it where it is.',
}

/** The recovery code: shown, kept, typed and replaced. */
export const recoveryText = messageGroup('recovery', { shown, kept, typed, recovering, settings })
