import { formatNumber, plural } from './format.ts'
import { messageGroup } from './language.ts'

/** How an account is called where it is one thing among others. */
export function accountName(account: { readonly issuer: string; readonly account: string }): string {
  if (account.issuer === '') return account.account
  return account.account === '' ? account.issuer : `${account.issuer} (${account.account})`
}

const seconds = (ms: number): string => `${formatNumber(Math.round(ms / 1000))} s`

/** The accounts screen. */
export const accountsText = messageGroup('accounts', {
  accounts: 'Accounts',
  pinned: 'Pinned',
  total: (count: number) => plural(count, { one: '# account', other: '# accounts' }),
  search: 'Search accounts',
  clearSearch: 'Clear search',
  addAccount: 'Add account',
  results: (found: number, all: number) =>
    `${formatNumber(found)} of ${plural(all, { one: '# account', other: '# accounts' })}`,
  codesChangeIn: (left: number) =>
    plural(left, { one: 'Codes change in # second', other: 'Codes change in # seconds' }),
  secondsShort: (left: number) => `${formatNumber(left)} s`,
  layout: 'Layout',
  list: 'List',
  compact: 'Compact',
  grid: 'Grid',
  filterByTag: 'Filter by tag',
  all: 'All',
  copyCodeFor: (name: string) => `Copy code for ${name}`,
  showCodeFor: (name: string) => `Show code for ${name}`,
  nextCodeFor: (name: string) => `Next code for ${name}`,
  moreFor: (name: string) => `More for ${name}`,
  selectFor: (name: string) => `Select ${name}`,
  counter: (counter: number) => `Counter ${formatNumber(counter)}`,
  nextButton: 'Next',
  nextLabel: 'Next',
  show: 'Show',
  copy: 'copy',
  copiedMark: 'Copied',
  copied: (clearAfterMs: number | null) =>
    clearAfterMs === null ? 'Code copied.' : `Code copied. Clipboard clears in ${seconds(clearAfterMs)}.`,
  copiedWithLeft: (left: number) => `Copied, ${formatNumber(left)} s left.`,
  copiedNext: 'Next code copied.',
  copyNextCode: 'Copy next code',
  copyRefused: (code: string) => `This browser did not let the app copy. The code is ${code}.`,
  noResult: (text: string) => `No account matches “${text}”`,
  noResultHelp: 'Issuer, name, tags and notes were searched.',
  addNamed: (text: string) => `Add “${text}”`,
  needsPin: 'These codes need a PIN, and this account has none. Edit it, and enter the PIN you chose on the site.',
  emptyTitle: 'Add your first account',
  emptyHelp: 'On the website, choose “set up authenticator app”. It shows a QR code or a key; bring either one here.',
  scan: 'Scan a QR code',
  scanHelp: 'With the camera, a picture or the screen',
  enterKey: 'Enter a key',
  enterKeyHelp: 'Type or paste what the site shows',
  importOther: 'Import from another app',
  importOtherHelp: 'Aegis, Ente, 2FAS, Google and many more',
  emptyFilter: 'Nothing here yet',
  emptyPinnedHelp: 'Pin an account from its menu, or with * on the keyboard.',
  moved: (count: number, name: string) =>
    count === 1
      ? `${name} moved to bin`
      : plural(count, { one: '# account moved to bin', other: '# accounts moved to bin' }),
  pinnedSaid: (count: number, name: string) =>
    count === 1 ? `${name} pinned` : plural(count, { one: '# account pinned', other: '# accounts pinned' }),
  unpinnedSaid: (name: string) => `${name} unpinned`,
  tagged: (count: number) => plural(count, { one: '# account tagged', other: '# accounts tagged' }),
  orderChanged: 'Order changed',
  pasteNothing: 'Nothing in that text is an account. Copy the whole otpauth link, then paste it here.',
  selecting: {
    heading: (count: number) => plural(count, { other: '# selected' }),
    stop: 'Stop selecting',
    all: 'Select all',
    toolbar: 'Selection actions',
    tag: 'Tag selected',
    pin: 'Pin selected',
    export: 'Export selected',
    bin: 'Move selected to bin',
    tagShort: 'Tag',
    pinShort: 'Pin',
    exportShort: 'Export',
    binShort: 'Bin',
    tagDialog: (count: number) => plural(count, { one: 'Tag # account', other: 'Tag # accounts' }),
    addTag: 'Add tag',
    saveTags: 'Save tags',
    tagHelp: 'Several tags are separated by commas.',
  },
  menu: {
    title: (name: string) => `Actions for ${name}`,
    copyNext: 'Copy next code',
    open: 'Open details',
    pin: 'Pin',
    unpin: 'Unpin',
    edit: 'Edit',
    qr: 'Show QR code',
    select: 'Select',
    up: 'Move up',
    down: 'Move down',
    bin: 'Move to bin',
  },
  view: {
    title: 'View options',
    sortBy: 'Sort by',
    sorts: {
      name: 'Name',
      'last-used': 'Last used',
      'most-used': 'Most used',
      'date-added': 'Date added',
      'by-hand': 'By hand',
    },
    hide: 'Hide codes until tapped',
    select: 'Select accounts',
  },
})
