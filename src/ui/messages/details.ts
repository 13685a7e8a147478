import { formatDate, formatDateTime, formatNumber, plural } from './format.ts'
import { messageGroup } from './language.ts'

/** The details of one account. */
export const detailsText = messageGroup('details', {
  region: 'Account details',
  close: 'Close details',
  pin: 'Pin',
  unpin: 'Unpin',
  edit: 'Edit',
  currentCode: 'Current code',
  changesIn: (left: number) => plural(left, { one: 'Changes in # second', other: 'Changes in # seconds' }),
  leftShort: (left: number) => `${formatNumber(left)} s`,
  left: 'left',
  next: 'next',
  copyCode: 'Copy code',
  copyNextCode: 'Copy next code',
  nextCode: 'Next code',
  showCode: 'Show code',
  counter: (counter: number) => `Counter ${formatNumber(counter)}`,
  noCodeYet: 'No code yet',
  move: 'Move to another app',
  showQr: 'Show QR code',
  showSecret: 'Show secret',
  copyLink: 'Copy otpauth link',
  qrOf: (name: string) => `QR code for ${name}`,
  secret: 'Secret',
  copySecret: 'Copy secret',
  saveQr: 'Save QR image',
  hideNow: 'Hide now',
  hidesIn: (left: number) => plural(left, { one: 'Hides in # second', other: 'Hides in # seconds' }),
  qrWarning: 'Anyone who photographs this screen gets the key.',
  whyQr: 'The QR code holds the key of this account. It stays on the screen for 60 seconds.',
  whySecret: 'With the secret, anyone can make the codes of this account. It stays on the screen for 60 seconds.',
  whyLink: 'The link holds the key of this account. It goes to the clipboard.',
  secretCopied: 'Secret copied.',
  linkCopied: 'Link copied.',
  copyRefused: 'This browser did not let the app copy. Nothing was copied; show the secret and write it down instead.',
  note: 'Note',
  tags: 'Tags',
  about: 'About',
  type: 'Type',
  added: 'Added',
  changed: 'Changed',
  used: 'Used',
  types: { totp: 'Time', hotp: 'Counter', steam: 'Steam', motp: 'mOTP', yandex: 'Yandex' },
  period: (seconds: number) => `${formatNumber(seconds)} s`,
  digits: (digits: number) => plural(digits, { one: '# digit', other: '# digits' }),
  date: (at: number) => formatDate(at),
  usage: (count: number, lastUsedAt: number | undefined) =>
    lastUsedAt === undefined || count === 0
      ? 'Never'
      : `${plural(count, { one: 'Once', other: '# times' })}, last on ${formatDateTime(lastUsedAt)}`,
  bin: 'Move to bin',
  gone: 'This account is no longer here.',
})

/** The bin. */
export const binText = messageGroup('bin', {
  heading: 'Bin',
  list: 'Deleted accounts',
  restore: 'Restore',
  restoreNamed: (name: string) => `Restore ${name}`,
  deleteNamed: (name: string) => `Delete ${name} for good`,
  delete: 'Delete for good',
  empty: 'Empty bin',
  emptyTitle: 'The bin is empty',
  emptyHelp: 'Deleted accounts stay here for 30 days.',
  note: 'Accounts leave the bin for good 30 days after they were deleted.',
  daysLeft: (days: number) => plural(days, { one: '# day left', other: '# days left' }),
  restored: (name: string) => `${name} restored`,
  askEmpty: 'Empty the bin?',
  askEmptyText: (count: number) =>
    plural(count, {
      one: '# account will be deleted for good. Its codes cannot be made any more.',
      other: '# accounts will be deleted for good. Their codes cannot be made any more.',
    }),
  askDelete: (name: string) => `Delete ${name} for good?`,
  askDeleteText: 'Its codes cannot be made any more. There is no way back.',
  deleted: (count: number) =>
    plural(count, { one: '# account deleted for good', other: '# accounts deleted for good' }),
  cancel: 'Cancel',
})
