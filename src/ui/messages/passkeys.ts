import type { PasskeySupport } from '../../pwa/passkeys/index.ts'
import { formatDate, formatNumber } from './format.ts'
import { messageGroup } from './language.ts'

const obstacles: Readonly<Record<Extract<PasskeySupport, { readonly possible: false }>['why'], string>> = {
  'passkey/unavailable': 'This browser does not know passkeys.',
  'passkey/address': 'Browsers take passkeys only at addresses with a name, such as localhost, not at numbers.',
  'passkey/no-prf': 'This browser’s passkeys cannot make keys: the PRF extension is missing.',
}

/** Settings, Security: the passkeys that open the vault. */
export const passkeysText = messageGroup('passkeys', {
  /** For one whose name is not known. */
  nameless: 'Passkey',
  /** `used`: Unix ms; `isToday`: on this day. */
  facts: (addedAt: number | undefined, used: { readonly at: number; readonly isToday: boolean } | undefined) => {
    const added = addedAt === undefined ? 'Opens your vault' : `Added ${formatDate(addedAt)}`
    if (!used) return `${added}, not used yet`
    return `${added}, last used ${used.isToday ? 'today' : formatDate(used.at)}`
  },
  removeNamed: (name: string) => `Remove passkey ${name}`,
  removeTitle: (name: string) => `Remove passkey ${name}?`,
  removeText:
    'It will not open your vault any more, and adding it again needs your passphrase. Your passphrase goes on working.',
  remove: 'Remove passkey',
  removed: 'Passkey removed. The device or browser may still list it: delete it there, too.',

  row: 'Add a passkey',
  rowHere: 'Face, fingerprint or device PIN in the place of the passphrase.',
  rowElsewhere:
    'This device has no face, fingerprint or PIN that the browser may ask: a security key or telephone may.',
  obstacle: (why: keyof typeof obstacles) => obstacles[why],
  add: 'Add passkey',

  proveText:
    'A passkey opens your vault without the passphrase. Enter the passphrase once more, so that it is you who adds one.',
  passphrase: 'Passphrase',
  name: 'Name of the passkey',
  nameHelp: 'So that you know later which one it is.',
  nameMissing: 'The name is missing. Nothing was added. Enter one to go on.',
  nameTaken: 'There is a passkey of that name. Nothing was added. Choose another one.',
  passphraseMissing: 'The passphrase is missing. Nothing was added. Enter it to go on.',
  wrongPassphrase: 'That passphrase did not open the vault. Nothing was added. Check Caps Lock, then try again.',
  cancel: 'Cancel',
  goOn: 'Continue',
  checking: 'Checking…',

  askText:
    'Your browser asks up to three times: to make the passkey, and twice to see whether it gives the same key each time. ' +
    'One that does not is refused, because it might lock you out.',
  ask: 'Ask for a passkey',
  asking: 'Asking…',
  /** `time` of three. */
  step: (time: number) =>
    ['Question 1 of 3: make the passkey.', 'Question 2 of 3: try the passkey.', 'Question 3 of 3: try it once more.'][
      time - 1
    ] ?? '',
  saving: 'Saving it in your vault.',
  declined:
    'The browser gave no passkey: it was declined, took too long, or was not found. Nothing was added. Try again, or choose another device or security key.',
  /** What the lists of browsers and passkey managers show. */
  userName: 'MFA Manager vault',

  doneTitle: 'Passkey added',
  doneText: (name: string) =>
    `${name} opens your vault from now on. Your passphrase does, too: keep it, because a passkey can get lost with its device.`,
  done: 'Done',

  /** `count` is 2 or more. */
  numbered: (name: string, count: number) => `${name} ${formatNumber(count)}`,
  platforms: {
    windows: 'Windows',
    mac: 'Mac',
    iphone: 'iPhone',
    ipad: 'iPad',
    android: 'Android',
    chromeos: 'Chromebook',
    linux: 'Linux',
    other: 'This device',
  },
})
