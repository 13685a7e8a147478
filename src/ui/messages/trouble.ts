import { plural } from './format.ts'
import { messageGroup } from './language.ts'

/** The screens for a vault that cannot simply be unlocked. */
export const troubleText = messageGroup('trouble', {
  saveRaw: 'Save raw data',
  savedRaw: 'The download has started. Keep the file: it holds the encrypted records as they are.',
  tryAgain: 'Try again',
  trying: 'Trying…',
  cancel: 'Cancel',

  damagedHeading: 'The vault is damaged',
  damagedLine: 'The part that says how it is locked cannot be read, so no passphrase can open it.',
  /** `records` found beside the unreadable header. */
  damagedFound: (records: number) =>
    records === 0
      ? 'No encrypted record was found.'
      : plural(records, { one: '# encrypted record was found.', other: '# encrypted records were found.' }),
  damagedKept: 'Nothing was changed. Save the raw data before you erase anything: it may still be repaired.',
  erase: 'Erase this vault',

  removedHeading: 'This browser has removed your vault',
  removedLine:
    'Browsers do that when space runs short, when a site was not used for long, or when site data is cleared.',
  removedInMemory: 'Your accounts are still open in this tab.',
  removedInMemoryHelp: 'They are gone once it is closed or reloaded. Save a backup first.',
  removedGone: 'Nothing is left of it here.',
  removedGoneHelp: 'A backup file that you saved elsewhere still holds your accounts. Keep it safe.',
  backupPassphrase: 'Backup passphrase',
  confirmPassphrase: 'Confirm passphrase',
  backupTipTitle: 'The backup opens only with this passphrase.',
  backupTip: 'It may be the one you had for the vault.',
  saveBackup: 'Save a backup now',
  savingBackup: 'Saving…',
  savedBackup: 'The download has started. See that the file is there before you close this tab.',
  restore: 'Restore from a backup',
  startAgain: 'Start again',
  startAgainTitle: 'Start again?',
  startAgainText: 'You can make a new vault in this browser. The old one does not come back.',
  startAgainTextInMemory:
    'The accounts that are still open in this tab are dropped, and the old vault does not come back.',

  unavailableHeading: 'Nothing can be stored here',
  unavailableLine: 'Your vault lives in this browser’s own storage, and the browser denies it to this site.',
  unavailableWays: 'What may be in the way',
  privateWindow: 'A private window.',
  privateWindowHelp: 'Open the app in a normal one.',
  lockdown: 'Lockdown Mode.',
  lockdownHelp: 'Exempt this site in the settings of the browser or the device.',
  cookies: 'Blocked cookies or site data.',
  cookiesHelp: 'Allow them for this address.',

  blockedHeading: 'Another tab holds your vault',
  blockedLine: 'Storage did not answer in time. Nothing was changed.',
  blockedWays: 'What helps',
  closeTabs: 'Close the other tabs of this app.',
  closeTabsHelp: 'An older version may be open in one of them.',
  restart: 'Restart the browser.',
  restartHelp: 'If there is no other tab, its storage is stuck.',

  tooNewHeading: 'Update the app',
  tooNewLine: 'A newer version wrote this vault. This one leaves it as it is, because it could only do harm.',
  checkForUpdates: 'Check for updates',
  checking: 'Checking…',
  restartNow: 'Restart now',
  updateReady: 'The new version is here.',
  noUpdate: 'There is no newer version at this address yet. Nothing was changed. Try again later.',
  checkFailed: 'The check did not get through. Nothing was changed. See that you are online, then try again.',
})
