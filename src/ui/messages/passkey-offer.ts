import type { PasskeySupport } from '../../pwa/passkeys/index.ts'
import { messageGroup } from './language.ts'

type Obstacle = Extract<PasskeySupport, { readonly possible: false }>['why']

/** Why a browser cannot use passkeys, as the end of a sentence. */
const obstacles: Readonly<Record<Obstacle, string>> = {
  'passkey/unavailable': 'this browser does not know passkeys.',
  'passkey/address': 'browsers take passkeys at addresses with a name, such as localhost, not at numbers.',
  'passkey/no-prf': 'this browser’s passkeys cannot make keys (the PRF extension is missing).',
}

/** A passkey in the place of the passphrase: on the lock screen, in the popup, and before a secret is shown. */
export const passkeyOfferText = messageGroup('passkeyOffer', {
  or: 'or',
  use: 'Use passkey',
  answer: 'Answer the question of your browser, or enter your passphrase.',
  notHere: 'No passkey was used. One that was set up in another browser may not be here; your passphrase always works.',
  notInThisBrowser: (why: Obstacle) => `A passkey opens this vault, but not here: ${obstacles[why]}`,
  failed: 'The passkey could not be used. Nothing was changed. Enter your passphrase.',
})
