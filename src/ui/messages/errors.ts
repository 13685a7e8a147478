import type { CryptoErrorCode } from '../../crypto/index.ts'
import type { EncodingErrorCode } from '../../encoding/index.ts'
import type { HealthErrorCode } from '../../health/index.ts'
import type { OtpErrorCode } from '../../otp/index.ts'
import type { PasskeyErrorCode } from '../../pwa/passkeys/index.ts'
import type { QrErrorCode } from '../../qr/index.ts'
import type { StorageErrorCode } from '../../storage/index.ts'
import type { TransferErrorCode } from '../../transfer/index.ts'
import type { VaultErrorCode } from '../../vault/index.ts'
import type { ErrorSentences } from './error-sentences.ts'
import { messageGroup } from './language.ts'
import { passkeyErrors } from './passkey-errors.ts'

/** Every code that a room throws. A code without a sentence does not compile. */
type AppErrorCode =
  | CryptoErrorCode
  | EncodingErrorCode
  | HealthErrorCode
  | OtpErrorCode
  | PasskeyErrorCode
  | QrErrorCode
  | StorageErrorCode
  | TransferErrorCode
  | VaultErrorCode

const unchanged = 'Nothing was changed.'
const notAdded = 'Nothing was added.'
const notSaved = 'Nothing was saved.'
const compareKey = 'Compare it with what the site shows.'
const copyLinkAgain = 'Copy the link again, or enter the key by hand.'
const otherBackup = 'Try another copy of the file.'
const reload = 'Reload the page, then try again.'
const noVault = 'The vault was left as it is.'

const vault = {
  'vault/wrong-passphrase': {
    what: 'That passphrase did not open the vault.',
    kept: unchanged,
    next: 'Check Caps Lock, then try again.',
  },
  'vault/wrong-passkey': {
    what: 'That passkey does not open this vault.',
    kept: unchanged,
    next: 'Use another one, or your passphrase.',
  },
  'vault/passphrase-too-short': {
    what: 'That passphrase is too short.',
    kept: notSaved,
    next: 'Choose several unrelated words.',
  },
  'vault/passphrase-too-long': {
    what: 'That passphrase is longer than 1,024 bytes.',
    kept: notSaved,
    next: 'Choose a shorter one.',
  },
  'vault/passphrase-ill-formed': {
    what: 'That passphrase has half a character in it.',
    kept: notSaved,
    next: 'Type it instead of pasting it.',
  },
  'vault/exists': {
    what: 'This browser already holds a vault.',
    kept: 'It was left as it is.',
    next: 'Reload the page to unlock it.',
  },
  'vault/locked': { what: 'The vault is locked.', kept: unchanged, next: 'Unlock it, then try again.' },
  'vault/damaged': {
    what: 'The vault is damaged and could not be read.',
    kept: 'What is stored was left as it is.',
    next: 'Save the raw data before you do anything else.',
  },
  'vault/read-only': {
    what: 'This vault is open for reading only.',
    kept: unchanged,
    next: 'The notice above your accounts says why.',
  },
  'vault/too-new': { what: 'A newer version of the app wrote this vault.', kept: unchanged, next: 'Update the app.' },
  'vault/conflict': {
    what: 'This account was changed elsewhere in the meantime.',
    kept: 'The other change was kept, yours was not saved.',
    next: 'Look at the account, then edit it again.',
  },
  'vault/no-such-account': {
    what: 'That account is no longer in the vault.',
    kept: unchanged,
    next: 'Look for it in the bin.',
  },
  'vault/no-such-slot': {
    what: 'This way in is not there any more.',
    kept: unchanged,
    next: 'Another tab may have removed it.',
  },
  'vault/counter-exhausted': {
    what: 'The counter of this account has come to its end.',
    kept: unchanged,
    next: 'Set the account up again on its site.',
  },
  'vault/limits': {
    what: 'That is more than a vault can hold.',
    kept: unchanged,
    next: 'Add fewer accounts at once, or shorten their notes.',
  },
} satisfies Record<VaultErrorCode, ErrorSentences>

const storage = {
  'storage/unavailable': {
    what: 'This browser does not let the app store anything.',
    kept: unchanged,
    next: 'Leave private mode, or allow site data for this address.',
  },
  'storage/blocked': {
    what: 'Storage did not answer in time.',
    kept: unchanged,
    next: 'Close the other tabs of this app, then try again.',
  },
  'storage/quota': {
    what: 'This device has no room left for the app.',
    kept: unchanged,
    next: 'Free some space, then try again.',
  },
  'storage/conflict': {
    what: 'Another tab changed the vault at the same moment.',
    kept: 'Its change was kept, yours was not saved.',
    next: 'Try again.',
  },
  'storage/removed': {
    what: 'This browser has removed the vault.',
    kept: 'What is open in this tab is still here.',
    next: 'Save a backup before you close it.',
  },
  'storage/too-new': { what: 'A newer version of the app wrote this vault.', kept: unchanged, next: 'Update the app.' },
  'storage/failed': { what: 'This browser could not read or write its storage.', kept: unchanged, next: reload },
} satisfies Record<StorageErrorCode, ErrorSentences>

const crypto = {
  'crypto/passphrase-ill-formed': vault['vault/passphrase-ill-formed'],
  'crypto/passphrase-empty': { what: 'The passphrase is missing.', kept: unchanged, next: 'Enter it, then try again.' },
  'crypto/passphrase-too-long': vault['vault/passphrase-too-long'],
  'crypto/kdf-text': vault['vault/damaged'],
  'crypto/kdf-limits': {
    what: 'The vault asks for a key derivation that no version of this app writes.',
    kept: 'No key was derived and nothing was changed.',
    next: 'Save the raw data before you do anything else.',
  },
  'crypto/argon2-unavailable': {
    what: 'This browser has WebAssembly switched off, which the key of this vault needs.',
    kept: unchanged,
    next: 'Exempt this site from Lockdown Mode, or use another browser.',
  },
  'crypto/kdf-failed': { what: 'The key could not be derived.', kept: unchanged, next: reload },
  'crypto/kdf-memory': {
    what: 'There was not enough memory to derive the key.',
    kept: unchanged,
    next: 'Close other tabs and apps, then try again.',
  },
  'crypto/recovery-code': {
    what: 'That is not a recovery code as it was written down.',
    kept: unchanged,
    next: 'Check each group; the last one tells whether the others are right.',
  },
  'crypto/slot-damaged': {
    what: 'The passphrase is right, but the key it protects is damaged.',
    kept: 'What is stored was left as it is.',
    next: 'Save the raw data before you do anything else.',
  },
  'crypto/record-damaged': {
    what: 'A record of the vault is damaged and does not open.',
    kept: 'Its bytes were left as they are.',
    next: 'The other accounts can be used.',
  },
  'crypto/id': vault['vault/damaged'],
  'crypto/header': vault['vault/damaged'],
  'crypto/header-version': vault['vault/too-new'],
} satisfies Record<CryptoErrorCode, ErrorSentences>

const notAccountLink = {
  what: 'That is not the link of an account.',
  kept: notAdded,
  next: 'Copy the one that begins with otpauth://.',
}

const otp = {
  'otp/not-a-uri': notAccountLink,
  'otp/unsupported-scheme': notAccountLink,
  'otp/migration': {
    what: 'That link holds several accounts of Google Authenticator.',
    kept: notAdded,
    next: 'Paste it under Import and export instead.',
  },
  'otp/uri-too-long': { what: 'That link is longer than any account needs.', kept: notAdded, next: copyLinkAgain },
  'otp/unsupported-type': { what: 'That kind of code is not known here.', kept: notAdded, next: copyLinkAgain },
  'otp/missing-secret': { what: 'The link has no key in it.', kept: notAdded, next: copyLinkAgain },
  'otp/empty-secret': { what: 'The key is too short to make codes.', kept: notSaved, next: compareKey },
  'otp/invalid-secret': { what: 'The key has a character that no key has.', kept: notSaved, next: compareKey },
  'otp/secret-too-long': { what: 'The key is longer than 512 bytes.', kept: notSaved, next: compareKey },
  'otp/unsupported-algorithm': {
    what: 'That algorithm is not one of SHA1, SHA256 and SHA512.',
    kept: notSaved,
    next: compareKey,
  },
  'otp/invalid-digits': { what: 'Codes cannot have that number of digits.', kept: notSaved, next: compareKey },
  'otp/invalid-period': {
    what: 'That period is not a whole number of seconds.',
    kept: notSaved,
    next: 'Most sites use 30.',
  },
  'otp/invalid-counter': { what: 'That counter is not a whole number.', kept: notSaved, next: compareKey },
  'otp/name-too-long': { what: 'A name or tag is too long.', kept: notSaved, next: 'Shorten it.' },
  'otp/note-too-long': { what: 'The note is too long.', kept: notSaved, next: 'Shorten it.' },
  'otp/missing-pin': {
    what: 'Codes of this kind need a PIN.',
    kept: notSaved,
    next: 'Enter the one you chose on the site.',
  },
  'otp/invalid-time': {
    what: 'This device’s clock shows a time that cannot be.',
    kept: unchanged,
    next: 'Set the clock, then try again.',
  },
} satisfies Record<OtpErrorCode, ErrorSentences>

const nothingImported = 'Nothing was imported.'
const otherFile = 'Choose another file.'

const transfer = {
  'backup/not-json': { what: 'This file is not a backup of this app.', kept: noVault, next: 'Choose another file.' },
  'backup/format': {
    what: 'This backup is not written as backups are.',
    kept: noVault,
    next: otherBackup,
  },
  'backup/unsupported-version': {
    what: 'A newer version of the app wrote this backup.',
    kept: noVault,
    next: 'Update the app.',
  },
  'backup/limits': {
    what: 'This backup asks for a key derivation that no version of this app writes.',
    kept: 'No key was derived and the vault was left as it is.',
    next: otherBackup,
  },
  'backup/passphrase': {
    what: 'That passphrase did not open the backup.',
    kept: noVault,
    next: 'Check Caps Lock, then try again.',
  },
  'backup/corrupt': {
    what: 'The passphrase is right, but the backup is damaged.',
    kept: noVault,
    next: otherBackup,
  },
  'backup/payload': {
    what: 'The accounts in this backup are not what they must be.',
    kept: noVault,
    next: otherBackup,
  },
  'transfer/backup-differs': {
    what: 'The file that was written does not hold what it should.',
    kept: 'Your vault is unchanged. Do not rely on that file.',
    next: 'Back up again, to another place.',
  },
  'backup/cancelled': { what: 'Stopped.', kept: unchanged, next: '' },
  'transfer/empty': { what: 'This file is empty.', kept: nothingImported, next: otherFile },
  'transfer/too-large': {
    what: 'This file is too large to be an export: over 64 MB, or more once unpacked.',
    kept: nothingImported,
    next: otherFile,
  },
  'transfer/too-many': {
    what: 'This file has more than 50,000 entries.',
    kept: nothingImported,
    next: 'Export fewer accounts at a time.',
  },
  'transfer/unrecognised': {
    what: 'No app’s export was recognised in this file. Its content was compared with every format that can be read.',
    kept: nothingImported,
    next: 'Export it again in one of the listed ways.',
  },
  'transfer/picture': {
    what: 'No QR code with an account was found in this picture.',
    kept: nothingImported,
    next: 'Try a sharper picture, or enter the key by hand.',
  },
  'transfer/damaged': {
    what: 'This file is cut off or altered.',
    kept: nothingImported,
    next: 'Export it again.',
  },
  'transfer/wrong-password': {
    what: 'That did not open the file.',
    kept: 'Nothing was imported and the file is unchanged.',
    next: 'Try the password from when the export was made.',
  },
  'transfer/limits': {
    what: 'This file asks for more work than any real export of its app.',
    kept: nothingImported,
    next: otherFile,
  },
  'transfer/memory': {
    what: 'This device has not enough free memory to open this file.',
    kept: nothingImported,
    next: 'Close other tabs, or open it on a computer.',
  },
  'transfer/bound': {
    what: 'This file only opens in the account or on the device it was made with.',
    kept: nothingImported,
    next: 'Export again, protected by a password.',
  },
  'transfer/unsupported': {
    what: 'This form of the file cannot be opened here.',
    kept: nothingImported,
    next: 'Export it in another form, or decrypt it first.',
  },
  'transfer/companion-missing': {
    what: 'A file that belongs to this one is missing.',
    kept: nothingImported,
    next: 'Choose all of them together, the manifest too.',
  },
  'transfer/key-file': {
    what: 'This database needs a key file beside its password.',
    kept: nothingImported,
    next: 'Save a copy of it without a key file, then import that.',
  },
  'transfer/cancelled': { what: 'Stopped.', kept: nothingImported, next: '' },
  'transfer/not-loaded': {
    what: 'The part of the app that reads this file did not load.',
    kept: nothingImported,
    next: 'Go online, then try again.',
  },
  'transfer/nothing-to-write': {
    what: 'None of these accounts can be said in that format.',
    kept: 'No file was written.',
    next: 'Choose another format.',
  },
} satisfies Record<TransferErrorCode, ErrorSentences>

const notKept = 'It was not kept.'
const cropIt = 'Crop it to the QR code, then try again.'
const saveAsPng = 'Save it as PNG or JPEG, then try again.'
const otherWays = 'Choose a picture, or enter the key by hand.'

const qr = {
  'qr/too-many-bytes': { what: 'That picture is over 10 MB.', kept: notKept, next: cropIt },
  'qr/too-many-pixels': { what: 'That picture has too much in it to be read here.', kept: notKept, next: cropIt },
  'qr/empty': { what: 'That picture is empty.', kept: notKept, next: 'Choose another one.' },
  'qr/unknown-kind': {
    what: 'That is not a picture that browsers can show.',
    kept: notKept,
    next: 'Choose a PNG, JPEG or WebP picture. Backups and exports belong under Import.',
  },
  'qr/other-kind': {
    what: 'That file says it is a picture of another kind than it is.',
    kept: notKept,
    next: saveAsPng,
  },
  'qr/damaged': { what: 'That picture is damaged.', kept: notKept, next: 'Try another copy of it.' },
  'qr/not-shown': { what: 'This browser cannot show pictures of that kind.', kept: notKept, next: saveAsPng },
  'qr/active-svg': {
    what: 'That drawing holds more than a drawing needs, such as scripts or links.',
    kept: 'Nothing of it was run or loaded.',
    next: saveAsPng,
  },
  'qr/needs-page': { what: 'That drawing could not be drawn.', kept: notKept, next: saveAsPng },
  'qr/cancelled': { what: 'Stopped.', kept: notAdded, next: '' },
  'qr/too-slow': { what: 'Reading that picture takes too long.', kept: notKept, next: cropIt },
  'qr/not-loaded': {
    what: 'The part of the app that reads QR codes did not load.',
    kept: notAdded,
    next: 'Go online once, then try again.',
  },
  'qr/camera-denied': {
    what: 'This browser does not let the app use the camera.',
    kept: notAdded,
    next: 'Allow the camera beside the address of this page or in the settings of the device, then try again.',
  },
  'qr/camera-none': { what: 'No camera was found.', kept: notAdded, next: `Connect one, then try again. ${otherWays}` },
  'qr/camera-busy': {
    what: 'Another app or tab is using the camera.',
    kept: notAdded,
    next: 'Close it there, then try again.',
  },
  'qr/camera-policy': {
    what: 'The camera is not allowed on this page.',
    kept: notAdded,
    next: `Whoever runs this browser or this address decides that. ${otherWays}`,
  },
  'qr/camera-lost': {
    what: 'The camera is gone.',
    kept: notAdded,
    next: 'Connect it or close the app that took it, then try again.',
  },
  'qr/camera-failed': { what: 'The camera shows nothing.', kept: notAdded, next: `Try again. ${otherWays}` },
  'qr/screen-denied': {
    what: 'The screen was not shared.',
    kept: notAdded,
    next: 'Capture again and choose the window with the QR code.',
  },
  'qr/screen-unsupported': { what: 'This browser cannot share its screen.', kept: notAdded, next: otherWays },
  'qr/screen-failed': {
    what: 'The screen could not be captured.',
    kept: notAdded,
    next: 'Try again, or take a screenshot and choose it as a picture.',
  },
} satisfies Record<QrErrorCode, ErrorSentences>

const unreadableText = { what: 'That text could not be read.', kept: unchanged, next: 'Copy it again as a whole.' }

const encoding = {
  'encoding/invalid-character': unreadableText,
  'encoding/invalid-length': unreadableText,
  'encoding/not-canonical': unreadableText,
  'encoding/not-utf8': unreadableText,
  'encoding/ill-formed-text': unreadableText,
} satisfies Record<EncodingErrorCode, ErrorSentences>

const health = {
  'health/mismatch': {
    what: 'What came back is not what went in.',
    kept: 'Your vault was not touched.',
    next: 'Save a backup elsewhere, then restart this device.',
  },
} satisfies Record<HealthErrorCode, ErrorSentences>

const byCode: Readonly<Record<AppErrorCode, ErrorSentences>> = {
  ...vault,
  ...storage,
  ...crypto,
  ...otp,
  ...transfer,
  ...passkeyErrors,
  ...qr,
  ...encoding,
  ...health,
}

/** What went wrong, by code, and two sentences for what has no code. */
export const errorsText = messageGroup('errors', {
  byCode,
  stopped: 'Stopped. Nothing was changed.',
  unknown: 'Something in the app failed. What was saved before is still there. Reload the page, then try again.',
})

/**
 * What to tell the person about anything that was thrown: the sentences of its code, else one that promises no more than
 * is known.
 */
export function errorText(error: unknown): string {
  const text = errorsText()
  if (!(error instanceof Error)) return text.unknown
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (isKnown(code, text.byCode)) {
    const { what, kept, next } = text.byCode[code]
    return [what, kept, next].filter((sentence) => sentence !== '').join(' ')
  }
  return error.name === 'AbortError' ? text.stopped : text.unknown
}

function isKnown(code: string, table: Readonly<Record<AppErrorCode, ErrorSentences>>): code is AppErrorCode {
  return Object.hasOwn(table, code)
}
