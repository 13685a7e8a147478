import type { LockReason } from '../../vault/index.ts'
import { messageGroup } from './language.ts'

const reasons: Readonly<Record<LockReason, string>> = {
  start: 'Enter your passphrase to open it.',
  person: 'You locked it.',
  // The chosen time is sealed with the other settings, so it cannot be named here.
  idle: 'It locked after a while without use.',
  hidden: 'It locked when you left this page.',
  system: 'It locked when this device was locked or went to sleep.',
  'other-tab': 'It was locked in another tab.',
  clock: 'It locked because this device’s clock was set back.',
  updated: 'It locked because another tab updated the app.',
}

/** The lock screen: everything it needs to be typed into, and no more. */
export const unlockText = messageGroup('unlock', {
  heading: 'Your vault is locked',
  reason: (reason: LockReason) => reasons[reason],
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  unlocking: 'Unlocking…',
  recover: 'Use recovery code',
  erase: 'Erase this vault',
  capsLock: 'Caps Lock is on.',
  empty: 'Enter your passphrase first.',
  wrong: 'That passphrase did not open the vault. Nothing was changed.',
  tryAgain: 'Check Caps Lock, then try again.',
  tryAgainCapsLock: 'Caps Lock is on: turn it off, then try again.',
  /** `seconds` left until the next try. */
  tryAgainIn: (seconds: number) => `Check Caps Lock, then try again in ${seconds}\u00a0s.`,
  failed: 'The vault could not be opened. Nothing was changed. Reload the page, then try again.',
  filesWait: 'What you opened waits here. Unlock to see it; nothing is added before you say so.',
  notLoaded: 'This part of the app did not load. Nothing was changed. Check the connection, then try again.',
})
