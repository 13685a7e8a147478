import { messageGroup } from './language.ts'

/** The frame round the screens. */
export const shellText = messageGroup('shell', {
  product: 'MFA Manager',
  skip: 'Skip to accounts',
  main: 'Main',
  tags: 'Tags',
  allAccounts: 'All accounts',
  pinned: 'Pinned',
  importAndExport: 'Import and export',
  bin: 'Bin',
  settings: 'Settings',
  shortcuts: 'Keyboard shortcuts',
  menu: 'Menu',
  details: 'Account details',
  lockNow: 'Lock now',
  lock: 'Lock',
  close: 'Close',
  undo: 'Undo',
  undone: 'Undone',
  loading: 'Loading…',
  pastedText: 'Pasted text',
  dropToImport: 'Drop to import',
  dropToImportHelp: 'You see what would be added before anything is saved.',
  backToAccounts: 'Back to accounts',
  lockingIn: (left: number) => `Locking in ${left} s`,
  stayUnlocked: 'Stay unlocked',
})
