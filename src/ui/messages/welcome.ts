import { messageGroup } from './language.ts'

/** The first screen of a browser that has no vault yet. */
export const welcomeText = messageGroup('welcome', {
  about: 'About MFA Manager',
  product: 'MFA Manager',
  claim: 'Sign-in codes that stay with you',
  promise: 'Encrypted on this device. No account, no server, works offline.',
  heading: 'Create your vault',
  passphrase: 'Passphrase',
  confirm: 'Confirm passphrase',
  tipTitle: 'Nobody can reset it.',
  tip: 'If the passphrase is lost, so are your codes.',
  tipWithCode: 'If the passphrase and the recovery code are both lost, so are your codes.',
  makeCode: 'Make a recovery code',
  makeCodeHelp: 'A second key to print or keep elsewhere.',
  codeNotLoaded:
    'The part of the app that shows the recovery code did not load. Nothing was created. Check the connection, or go on without the code: Settings makes one later.',
  create: 'Create vault',
  creating: 'Creating…',
  waits: 'What you opened waits here. Create your vault to see it; nothing is added before you say so.',
  restore: 'Restore from a backup',
})
