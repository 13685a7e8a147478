import type { HealthFacts, HealthFinding, HealthState, HealthTopic, SelfTestStep } from '../../health/index.ts'
import { clockText } from './clock.ts'
import { formatBytes, formatDate, formatNumber, plural } from './format.ts'
import { messageGroup } from './language.ts'

type Sentence = (facts: HealthFacts) => string

const light: Readonly<Record<HealthState, { readonly title: string; readonly text: string }>> = {
  good: { title: 'Everything is in order', text: 'Your vault is whole, and what keeps it safe here works.' },
  attention: { title: 'Something needs your attention', text: 'Nothing is lost. The lines below say what to do.' },
  bad: { title: 'Act now', text: 'What is marked as a problem below can cost you accounts or codes.' },
  unknown: {
    title: 'Not everything can be told',
    text: 'Nothing is wrong that can be seen. This browser does not say more.',
  },
}

/** The word beside the sign of a line; what is good has words of its own. */
const stateWords = { good: 'Fine', attention: 'Attention', bad: 'Problem', unknown: 'Unknown' }

const goodWords: Partial<Readonly<Record<HealthFinding, string>>> = {
  'offline-ready': 'Ready',
  'storage-kept': 'Kept',
  'space-enough': 'Enough',
  'app-installed': 'Installed',
  'backup-current': 'Current',
  'integrity-sound': 'Whole',
  'clock-right': 'Correct',
  'version-newest': 'Newest',
  'address-secure': 'Secure',
}

const topics: Readonly<Record<HealthTopic, string>> = {
  offline: 'Works offline',
  storage: 'Storage',
  space: 'Space',
  app: 'App',
  backup: 'Last backup',
  integrity: 'Integrity',
  clock: 'Clock',
  version: 'Version',
  address: 'Address',
}

const space: Sentence = ({ estimate }) =>
  estimate === 'unknown' ? '' : `${formatBytes(estimate.usage)} used of ${formatBytes(estimate.quota)}.`

const off: Sentence = ({ clock }) => (clock.name === 'unknown' ? '' : clockText().wrong(clock.aheadMs))

const lastBackup = ({ backup }: HealthFacts): string => (backup.lastAt === null ? '' : formatDate(backup.lastAt))

const findings: Readonly<Record<HealthFinding, Sentence>> = {
  'offline-ready': () => 'Everything it needs is stored. Nothing is loaded from other servers.',
  'offline-not-yet': () => 'Not everything is stored yet. Stay connected for a moment.',
  'offline-never': () => 'This browser does not let the app store its files here. It needs a connection to start.',
  'storage-kept': () => 'The browser has promised to keep your vault.',
  'storage-at-risk': () => 'The browser may clear it when space is short.',
  'storage-unknown': () => 'This browser does not say whether it keeps it. Keep a backup elsewhere.',
  'space-enough': space,
  'space-short': (facts) => `${space(facts)} Free some space on this device soon.`,
  'space-gone': (facts) => `${space(facts)} Changes may not be saved. Free some space on this device now.`,
  'space-unknown': () => 'This browser does not say how much room there is.',
  'app-installed': () => 'Runs as an installed app.',
  'app-in-tab': () => 'Open in a browser tab.',
  'app-in-tab-at-risk': () => 'Open in a browser tab. Browsers keep the data of installed apps more readily.',
  'backup-not-needed': () => 'There is nothing to back up yet.',
  'backup-current': (facts) => `Made and verified on ${lastBackup(facts)}. Nothing has changed since.`,
  'backup-behind': (facts) => `Made and verified on ${lastBackup(facts)}. There are changes since.`,
  'backup-due': (facts) => `Made and verified on ${lastBackup(facts)}. What has changed since exists only here.`,
  'backup-autosave-failed': (facts) => `Verified on ${lastBackup(facts)}. Saving by itself has failed since.`,
  'backup-none': () => 'There is none yet. Your accounts exist only on this device.',
  'backup-none-due': () => 'There is none. If this device or browser fails, your accounts are gone.',
  'integrity-sound': () => 'Every record is there and is the one this app wrote.',
  'integrity-header': () =>
    'One of two copies of the vault’s header was damaged; the other was used. The next change puts it right.',
  'integrity-unreadable': ({ integrity }) =>
    plural(integrity.unreadable.length, {
      one: '# entry cannot be read. Its bytes are kept.',
      other: '# entries cannot be read. Their bytes are kept.',
    }),
  'integrity-too-new': () => 'A newer version of this app wrote this vault. Update the app to change it.',
  'integrity-changed': () => 'The vault was changed outside this app. Nothing is written until you decide.',
  'integrity-rolled-back': () => 'An older copy of the vault is in its place. Nothing is written until you decide.',
  'clock-right': ({ clock }) =>
    clock.name === 'unknown' ? '' : clockText().row.within(Math.abs(clock.aheadMs) + clock.withinMs),
  'clock-off': (facts) => `${off(facts)} Some sites will refuse codes. Set the clock, or let the codes allow for it.`,
  'clock-wrong': (facts) => `${off(facts)} Sites refuse its codes. Set the clock, or let the codes allow for it.`,
  'clock-unknown': ({ clock }) =>
    clock.name === 'unknown' && clock.changedByMs !== undefined
      ? clockText().changed(clock.changedByMs)
      : clockText().row.unknown,
  'version-newest': () => `${APP_VERSION}. No newer one is known.`,
  'version-waiting': () => 'A newer version is ready. Restart above, when it suits you.',
  'version-incomplete': () => 'A newer version did not arrive whole. Check for updates later.',
  'version-unchecked': () => 'Whether there is a newer one could not be found out.',
  'address-secure': ({ origin }) =>
    `Your vault belongs to ${origin}, in this browser. The page came encrypted, or from this device.`,
  'address-insecure': ({ origin }) =>
    `Your vault belongs to ${origin}, in this browser. The page came unencrypted and could have been altered on its way.`,
}

const steps: Readonly<Record<SelfTestStep, string>> = {
  derive: 'Derive a key',
  seal: 'Encrypt a record',
  open: 'Decrypt it',
  write: 'Write it to storage',
  read: 'Read it back',
  delete: 'Delete it',
}

const selfTest = {
  title: 'Self-test',
  lead: 'Does once what the app lives on, with throwaway data beside your vault.',
  run: 'Run self-test',
  running: 'Running…',
  results: 'Self-test results',
  label: 'Key, encryption and storage',
  notRun: 'Not run since you unlocked.',
  passed: (ms: number) =>
    `All ${formatNumber(6)} steps passed in ${formatNumber(Math.round(ms))} ms. Nothing was left behind.`,
  failed: (step: string, why: string) => `The self-test failed at “${step}”. ${why}`,
  steps,
  outcomes: { passed: 'Passed', failed: 'Failed', skipped: 'Left out' },
  ms: (ms: number) => `${formatNumber(Math.round(ms))} ms`,
}

const build = {
  title: 'Check this build',
  lead: 'Compare the hash with the one published for this version.',
  hash: 'App hash',
  hashing: 'Computing…',
  noHash: 'The app’s page could not be read. Try again with a connection.',
  copy: 'Copy app hash',
  copied: 'App hash copied.',
  notCopied: 'The browser did not allow copying. Select the hash and copy it yourself.',
  note: 'SHA-256 of index.html, in hexadecimal: the command sha256sum dist/index.html prints the same for a build of the same commit.',
}

const report = {
  save: 'Save diagnostic report',
  text: 'This is the whole file. It says what the app runs on, and nothing of what is in your vault. Nothing is sent anywhere.',
  preview: 'Diagnostic report',
  preparing: 'Preparing…',
  cancel: 'Cancel',
  saveFile: 'Save file',
  fileName: 'mfa-manager-diagnostics',
}

/** Settings, About: how the app stands on this device. */
export const healthText = messageGroup('health', {
  region: 'Storage health',
  device: 'On this device',
  light,
  topics,
  word: (finding: HealthFinding, state: HealthState) => goodWords[finding] ?? stateWords[state],
  /** Ends the sentence of a light that is good although not all is known. */
  unknownCount: (count: number) =>
    plural(count, { one: '# thing could not be checked.', other: '# things could not be checked.' }),
  finding: (finding: HealthFinding, facts: HealthFacts) => findings[finding](facts),
  keep: 'Keep my data',
  kept: 'The browser will keep your vault.',
  keepRefused: 'The browser has not promised it. Most do once the app is installed or used often.',
  install: 'Install app',
  backUp: 'Back up now',
  accounts: 'Show accounts',
  selfTest,
  build,
  report,
})
