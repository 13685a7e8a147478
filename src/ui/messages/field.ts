import { messageGroup } from './language.ts'

/** Words of the form controls themselves. */
export const fieldText = messageGroup('field', {
  showPassphrase: 'Show passphrase',
  hidePassphrase: 'Hide passphrase',
  optional: 'optional',
})
