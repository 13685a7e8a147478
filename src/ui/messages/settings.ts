import type { InstallWay } from '../../pwa/index.ts'
import type { Accent, Density, SortOrder, VaultSettings } from '../../vault/index.ts'
import { formatNumber, plural } from './format.ts'
import { messageGroup } from './language.ts'

const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/** A whole number of hours, minutes or seconds, whichever is the largest that fits, for a duration in ms. */
function duration(ms: number): string {
  if (ms % hourMs === 0) return plural(ms / hourMs, { one: '# hour', other: '# hours' })
  if (ms % minuteMs === 0) return plural(ms / minuteMs, { one: '# minute', other: '# minutes' })
  return plural(ms / secondMs, { one: '# second', other: '# seconds' })
}

const security = {
  locking: 'Locking',
  lockAfter: 'Lock after',
  lockAfterHelp: 'When you stop using the app. Closing it always locks.',
  never: 'Never',
  duration,
  lockWhenHidden: 'Lock when hidden',
  lockWhenHiddenHelp: 'As soon as you switch tab or app',
  systemLock: 'When this device locks or sleeps',
  systemLockPhone:
    'Browsers do not tell the app. Turning the screen off hides it, so “Lock when hidden” covers that. ' +
    'Time asleep counts toward “Lock after”.',
  systemLockComputer:
    'Browsers do not tell the app, and many go on showing it behind the lock screen. ' +
    'Time asleep counts toward “Lock after”.',
  hideCodes: 'Hide codes until tapped',
  hideCodesHelp: 'For shared screens and trains',
  clipboard: 'Clipboard',
  clearClipboard: 'Clear clipboard',
  clearClipboardHelp: 'After copying a code',
  clipboardNote:
    'A browser clears the clipboard only while you look at the app. If you are elsewhere by then, it is cleared when you ' +
    'come back, and only where the browser lets the app see that your code is still on it. What you copied since stays. ' +
    'Clipboard history and sync of your system are out of reach.',
  ways: 'Ways to unlock',
  passphrase: 'Passphrase',
  passphraseHelp: 'Opens your vault. Nobody can reset it for you.',
  change: 'Change passphrase',
  stillKnown: 'Do you still know it?',
  stillKnownHelp: 'Try it now, while nothing depends on it.',
  test: 'Test passphrase',
  danger: 'Danger',
  erase: 'Erase this vault',
  eraseHelp: 'Deletes everything on this device',
  eraseButton: 'Erase vault',
}

const passphraseDialogs = {
  current: 'Current passphrase',
  next: 'New passphrase',
  confirm: 'Confirm passphrase',
  set: 'Set passphrase',
  setting: 'Setting…',
  cancel: 'Cancel',
  currentMissing: 'The current passphrase is missing. Nothing was changed. Enter it to go on.',
  changeText: 'Backups you have made keep the passphrase they were made with.',
  changed: 'Passphrase changed. From now on only the new one opens your vault.',
  testText: 'Type it as you would to unlock. Nothing is changed, whatever the answer.',
  test: 'Test',
  testing: 'Testing…',
  close: 'Close',
  opens: 'It opens your vault. You know it.',
  opensNot:
    'That passphrase does not open your vault. Nothing was changed, and the vault stays open. Check Caps Lock, then try again.',
  missing: 'The passphrase is missing. Nothing was tested. Enter it to go on.',
}

const accents: Readonly<Record<Accent, string>> = {
  pine: 'Pine',
  ocean: 'Ocean',
  plum: 'Plum',
  clay: 'Clay',
  graphite: 'Graphite',
}
const layouts: Readonly<Record<Density, string>> = { list: 'List', compact: 'Compact', grid: 'Grid' }
const sortOrders: Readonly<Record<SortOrder, string>> = {
  name: 'Name',
  'last-used': 'Last used',
  'most-used': 'Most used',
  'date-added': 'Date added',
  'by-hand': 'By hand',
}
const nextCodes: Readonly<Record<VaultSettings['nextCode'], string>> = {
  ending: 'Last 5 seconds',
  always: 'Always',
  never: 'Never',
}

const appearance = {
  theme: 'Theme',
  themes: { light: 'Light', dark: 'Dark', system: 'System' },
  accent: 'Accent',
  accents,
  list: 'Account list',
  layout: 'Layout',
  layouts,
  sortBy: 'Sort by',
  sortOrders,
  nextCode: 'Next code',
  nextCodeHelp: 'When the following code appears',
  nextCodes,
  digitSize: 'Digit size',
  digitSizes: { standard: 'Standard', large: 'Large', extraLarge: 'Extra large' },
  issuerIcons: 'Issuer icons',
  issuerIconsHelp: 'Off shows letters only',
  singleKeys: 'Single-key shortcuts',
  singleKeysHelp: 'Letters search; / + . * , and ? act',
  swipe: 'Swipe actions',
  swipeHelp: 'Swipe a row to pin or bin it',
}

const about = {
  /** `1.0.0` */
  product: (version: string) => `MFA Manager ${version}`,
  build: 'Build',
  check: 'Check for updates',
  checking: 'Checking…',
  restart: 'Restart now',
  newest: 'You have the newest version.',
  ready: 'A new version is ready. It starts when you restart.',
  held: 'It restarts as soon as the form you have open is saved or closed.',
  failed: {
    'pwa/unsupported': 'This browser does not let the app update itself here. Reload the page for a newer version.',
    'pwa/register-failed': 'Updates could not be set up. The app works as it is. Try again with a connection.',
    'pwa/check-failed': 'The check failed. This version goes on working. Try again with a connection.',
    'pwa/install-failed':
      'A new version is there, but not all of it arrived. This version goes on working. Try again later.',
  },
  healthLoading: 'Looking…',
  healthMissing:
    'This part of the app is not stored yet. Nothing else is affected. Open this page once with a connection.',
  more: 'More',
  report: 'Save diagnostic report',
  licences: 'Licences',
  source: 'Source code',
  privacy: 'Privacy: no data leaves this device',
}

const installWays: Readonly<Record<InstallWay, readonly string[]>> = {
  ios: [
    'In Safari, tap Share, then “Add to Home Screen”.',
    'On iPhone and iPad the installed app has storage of its own: it starts with an empty vault, and the one in this tab ' +
      'stays here.',
  ],
  android: ['Open the browser’s menu, then tap “Install app” or “Add to Home screen”.'],
  safari: ['In Safari’s menu bar choose File, then “Add to Dock”.', 'The installed app has storage of its own.'],
  firefox: [
    'Firefox does not install sites on every system. Where it does, the button is in the address bar.',
    'Without it the app works here as well, offline too.',
  ],
  chromium: ['Choose the install button at the end of the address bar, or “Install” in the browser’s menu.'],
}

const dialogs = {
  installTitle: 'Install app',
  installText: 'It gets its own window and icon, and the browser is more likely to keep its data.',
  installWays,
  licencesTitle: 'Licences',
  licencesText: (count: number) =>
    `MFA Manager is under the MIT licence. It holds ${formatNumber(count)} packages of others, under these licences.`,
  licencesLoading: 'Loading…',
  licencesFailed: 'The list did not load. Nothing else is affected. Try again with a connection.',
  sourceTitle: 'Source code',
  sourceText: (version: string, commit: string) =>
    `This is version ${version}, built from commit ${commit}. MFA Manager is free software under the MIT licence: you ` +
    'may read, change and pass on its source.',
  sourceAsk:
    'This build does not name a public address for it. Whoever runs this copy has the source, and the commit above says ' +
    'which state of it.',
  privacyTitle: 'Privacy',
  privacy: [
    {
      title: 'No data leaves this device.',
      text: 'Accounts and settings are encrypted with your passphrase and kept in this browser. There is no account with us and no server that could hold them.',
    },
    {
      title: 'Nothing is counted.',
      text: 'No analytics, no crash reports, no cookies, no fonts or icons from elsewhere.',
    },
    {
      title: 'One address.',
      text: 'After loading, the app talks only to the host it came from, and only to look for its own updates and for the time. The browser is told to refuse everything else.',
    },
    {
      title: 'What the host can see.',
      text: 'That somebody opened the app or looked for an update, with an internet address, as with every page. It cannot see your accounts, keys or codes.',
    },
    {
      title: 'What nobody can do for you.',
      text: 'Without your passphrase the vault cannot be opened, by anyone.',
    },
  ],
}

/** Settings: its sections, and the dialogs that open from them. */
export const settingsText = messageGroup('settings', {
  heading: 'Settings',
  back: 'Back to settings',
  sections: {
    security: 'Security',
    appearance: 'Appearance',
    backups: 'Backups',
    sites: 'Connected sites',
    about: 'About',
  },
  readOnlyTitle: 'This vault is open for reading only.',
  readOnly: 'What is kept in it cannot be changed now. The notice above your accounts says why.',
  security,
  passphraseDialogs,
  appearance,
  about,
  dialogs,
})
