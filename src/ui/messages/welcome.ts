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
  create: 'Create vault',
  creating: 'Creating…',
  waits: 'What you opened waits here. Create your vault to see it; nothing is added before you say so.',
  restore: 'Restore from a backup',
})
