import { messageGroup } from './language.ts'

/** Questions that more than one screen asks. */
export const dialogsText = messageGroup('dialogs', {
  discardTitle: 'Discard changes?',
  discardText: 'What you entered here is not saved yet.',
  discard: 'Discard',
  keepEditing: 'Keep editing',
  reauthTitle: 'Confirm it is you',
  passphrase: 'Passphrase',
  cancel: 'Cancel',
  checking: 'Checking…',
  wrongPassphrase:
    'That is not the passphrase of this vault. Nothing was shown or changed. Check Caps Lock, then try again.',
  wrongPasskey: 'That passkey does not open this vault. Nothing was shown or changed. Enter your passphrase.',
  passphraseMissing: 'The passphrase is missing. Nothing was shown or changed. Enter it to go on.',
})
