import { messageGroup } from './language.ts'

/** The question before a vault is erased. */
export const eraseText = messageGroup('erase', {
  title: 'Erase this vault?',
  text: 'Every account in it will be deleted from this device for good. Backup files you saved elsewhere are not touched.',
  /** What must be typed; a language may choose a word of its own, in capitals. */
  word: 'ERASE',
  field: 'Type ERASE to confirm',
  cancel: 'Cancel',
  erase: 'Erase vault',
  erasing: 'Erasing…',
  blocked:
    'Another tab is holding the vault, so it is still on this device. Close the other tabs of this app, then try again.',
  failed: 'The vault could not be erased and is still on this device. Reload the page, then try again.',
})
