import type { PasskeyErrorCode } from '../../pwa/passkeys/index.ts'
import type { ErrorSentences } from './error-sentences.ts'

const unchanged = 'Nothing was changed.'
const usePassphrase = 'Use your passphrase.'

/** Why a passkey could not be had or used. */
export const passkeyErrors = {
  'passkey/unavailable': { what: 'This browser could not use a passkey.', kept: unchanged, next: usePassphrase },
  'passkey/address': {
    what: 'Passkeys need an address with a name, such as localhost; this one does not do.',
    kept: unchanged,
    next: 'Use your passphrase, or open the app at such an address.',
  },
  'passkey/no-verification': {
    what: 'What was asked has no fingerprint, face or PIN to check.',
    kept: unchanged,
    next: 'Set one up in the settings of the device or the security key, then try again.',
  },
  'passkey/declined': {
    what: 'No passkey was used.',
    kept: unchanged,
    next: 'One that was set up in another browser may not be here; your passphrase always opens the vault.',
  },
  'passkey/exists': {
    what: 'There is a passkey of this vault on it already.',
    kept: unchanged,
    next: 'Choose another device or security key.',
  },
  'passkey/no-prf': {
    what: 'That passkey cannot make keys (it lacks the PRF extension).',
    kept: 'Nothing was changed, and it is not used for your vault.',
    next: 'Try another device, security key or browser.',
  },
  'passkey/unstable': {
    what: 'That passkey gave two different keys for one question.',
    kept: 'Nothing was changed: a vault locked with it might never open again.',
    next: 'Try another device, security key or browser.',
  },
  'passkey/busy': {
    what: 'The browser is asking for a passkey already.',
    kept: unchanged,
    next: 'Answer that question, then try again.',
  },
  'passkey/cancelled': { what: 'Stopped.', kept: unchanged, next: '' },
} satisfies Record<PasskeyErrorCode, ErrorSentences>
