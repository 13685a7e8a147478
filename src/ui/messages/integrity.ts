import { messageGroup } from './language.ts'

/** What the accounts screen says of damage beside the notices: what was recovered, and what can be kept. */
export const integrityText = messageGroup('integrity', {
  recoveredTitle: 'A damaged part of the vault was recovered.',
  recoveredText: 'One of two copies of its header was not whole; the other was used. The next change puts it right.',
  backUp: 'Back up what can be read',
})
