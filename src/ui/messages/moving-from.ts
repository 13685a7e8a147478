import type { GuideId } from './app-names.ts'
import { messageGroup } from './language.ts'

/** What a person who comes from an app needs to know. `docs/moving-from.md` says the same. */
export interface MovingGuide {
  /** How to get the file, text or codes, one step after the other. The last step is here, in this app. */
  readonly steps: readonly string[]
  readonly kept: string
  readonly lost?: string
}

const keysAndNames = 'Issuer, account name, key, algorithm, digits and period or counter.'
const chooseFile = 'Choose the file here.'
const chooseWithPassword = 'Choose the file here and enter the password you gave it.'
const deletePlain = 'This file is not encrypted: delete it once your codes work here.'
const onlyCodes = 'Passwords, cards, files, and logins without a sign-in code.'

const guides = {
  'mfa-manager': {
    steps: [
      'In the other MFA Manager, open Import and export and make a backup.',
      'Choose the file here and enter its passphrase.',
    ],
    kept: 'Everything: accounts, tags, notes, order, usage, the bin, and the settings where your vault is still empty.',
  },
  'mfa-manager-flask': {
    steps: [
      'Stop the earlier app, the one that ran on Flask.',
      'Find its file mfa_manager.db, mostly in the folder “instance”.',
      'Choose the file here.',
    ],
    kept: 'Issuer, account name, key, and when each account was added and changed.',
  },
  aegis: {
    steps: [
      'In Aegis, open Settings, then Import & Export, then Export.',
      'Choose Aegis (.JSON), encrypted or not. The HTML and text forms can be read too, but say less.',
      chooseWithPassword,
    ],
    kept: `${keysAndNames} Groups become tags; notes and favourites stay. Steam, mOTP and Yandex codes work.`,
    lost: 'Icons that you chose yourself.',
  },
  'google-authenticator': {
    steps: [
      'In Google Authenticator, open the menu, then Transfer accounts, then Export accounts.',
      'It shows one QR code for every ten accounts. Read each with a QR reader that shows the text.',
      'Paste all the texts that begin with otpauth-migration:// here, one per line, in any order.',
    ],
    kept: 'Issuer, account name, key, algorithm, 6 or 8 digits, and counters. A part that is missing is named.',
    lost: 'The app itself leaves out periods other than 30 seconds.',
  },
  '2fas': {
    steps: [
      'In 2FAS, open Settings, then 2FAS Backup, then Export.',
      'Set a password, or turn it off. Save the .2fas file.',
      chooseWithPassword,
    ],
    kept: `${keysAndNames} Groups become tags, and the order stays.`,
    lost: 'Icons and colours. Files from before 2022 do not say which accounts use a counter.',
  },
  ente: {
    steps: [
      'In Ente Auth, open Settings, then Data, then Export codes.',
      'Choose Encrypted export and set a password. Plain text and HTML can be read too.',
      chooseWithPassword,
      'An encrypted file may need 1 GB of memory to open: do it on a computer if a phone cannot.',
    ],
    kept: `${keysAndNames} Tags, notes, pinned codes and usage stay; what lies in the trash comes into the bin.`,
    lost: 'Icons.',
  },
  bitwarden: {
    steps: [
      'In Bitwarden, open Settings or Tools, then Export vault.',
      'Choose .json (Encrypted) with “Password protected”, or .json, or .csv. A file restricted to the account opens only there.',
      chooseWithPassword,
    ],
    kept: 'The sign-in code of every login, with its name and user name. Folders and collections become tags; notes and favourites stay.',
    lost: onlyCodes,
  },
  'bitwarden-authenticator': {
    steps: ['In Bitwarden Authenticator, open Settings, then Export.', 'Choose JSON or CSV.', chooseFile, deletePlain],
    kept: `${keysAndNames} Favourites stay.`,
  },
  'proton-authenticator': {
    steps: [
      'In Proton Authenticator, open Settings, then Export.',
      'Set a password for the file, or leave it out.',
      chooseWithPassword,
    ],
    kept: `${keysAndNames} Notes and the order stay; Steam codes work.`,
  },
  'proton-pass': {
    steps: [
      'In Proton Pass on the web or in the extension, open Settings, then Export.',
      'Choose ZIP or CSV without PGP encryption: a file encrypted with PGP must be decrypted first.',
      chooseFile,
      deletePlain,
    ],
    kept: 'The sign-in code of every login, with its name and user name. Vaults become tags; notes and pinned items stay.',
    lost: onlyCodes,
  },
  stratum: {
    steps: [
      'In Stratum (formerly Authenticator Pro), open the menu, then Back up, then Backup file.',
      'Set a password, or leave it out. HTML and text can be read too, but say less.',
      chooseWithPassword,
    ],
    kept: `${keysAndNames} Categories become tags; order and usage stay. Steam, mOTP and Yandex codes work.`,
    lost: 'Icons.',
  },
  andotp: {
    steps: [
      'In andOTP, open the menu, then Backups.',
      'Choose a backup encrypted with a password, or a plain one. One encrypted with OpenPGP must be decrypted first.',
      chooseWithPassword,
    ],
    kept: `${keysAndNames} Tags and usage stay; Steam and mOTP codes work.`,
    lost: 'Pictures.',
  },
  freeotp: {
    steps: [
      'In FreeOTP 2, open the menu, then Backup, and save externalBackup.xml.',
      'FreeOTP 1 has no export; its file tokens.xml can be taken from a rooted phone or an old backup of it.',
      'Choose the file here and enter the backup’s password if it has one.',
    ],
    kept: `${keysAndNames} The order stays. Counters are moved on by one where FreeOTP keeps the last one used.`,
    lost: 'Icons.',
  },
  'freeotp-plus': {
    steps: [
      'In FreeOTP+, open the menu, then Export.',
      'Choose JSON format, or the key URI format.',
      chooseFile,
      deletePlain,
    ],
    kept: `${keysAndNames} The order stays. Counters are moved on by one, because FreeOTP+ keeps the last one used.`,
    lost: 'Icons.',
  },
  raivo: {
    steps: [
      'In Raivo OTP, open Settings, then Export OTPs to ZIP archive.',
      'Choose the archive here and enter your Raivo master password.',
    ],
    kept: `${keysAndNames} Pinned codes stay pinned.`,
    lost: 'Icons.',
  },
  'lastpass-authenticator': {
    steps: [
      'In LastPass Authenticator, open Settings, then Transfer accounts, then Export accounts to file.',
      chooseFile,
      deletePlain,
    ],
    kept: `${keysAndNames} Folders become tags; favourites, order and dates stay.`,
    lost: 'Names from before you renamed an account.',
  },
  lastpass: {
    steps: [
      'In LastPass on a computer, open Advanced options, then Export.',
      'Save the CSV file.',
      chooseFile,
      deletePlain,
    ],
    kept: 'The sign-in code of every login, with its name and user name. Folders become tags; notes and favourites stay.',
    lost: onlyCodes,
  },
  '2fauth': {
    steps: ['In 2FAuth, select the accounts in Manage, then Export.', 'Choose the JSON form.', chooseFile, deletePlain],
    kept: `${keysAndNames} Steam codes work.`,
    lost: 'Icons and groups.',
  },
  'authenticator-extension': {
    steps: [
      'In the browser extension, open Settings, then Backup.',
      'Choose Download Password-Protected Backup, or the plain one.',
      'Choose the file here and enter the extension’s password if it has one.',
    ],
    kept: `${keysAndNames} Pinned codes and the order stay; Steam and Battle.net codes work.`,
    lost: 'Which web address a code was for.',
  },
  keepass: {
    steps: [
      'Find your .kdbx file, and close the program that has it open.',
      'Choose it here and enter its master password. A database that needs a key file must be saved without one first.',
    ],
    kept: 'Every entry’s sign-in code, with title and user name. Groups become tags; notes and tags stay. The recycle bin is left out.',
    lost: onlyCodes,
  },
  'keepassxc-csv': {
    steps: [
      'Best choose your .kdbx file, as for KeePass: it stays encrypted and says more.',
      'Or in KeePassXC, open Database, then Export, then CSV file, and choose that here.',
    ],
    kept: 'Every entry’s sign-in code, with title and user name. Groups become tags; notes stay.',
    lost: onlyCodes,
  },
  '1password': {
    steps: [
      'In 1Password on a computer, open File, then Export, and choose your account.',
      'Choose the 1PUX form; CSV can be read too.',
      chooseFile,
      deletePlain,
    ],
    kept: 'Every one-time password, with title and user name. Vaults and tags become tags; notes and favourites stay.',
    lost: onlyCodes,
  },
  dashlane: {
    steps: [
      'In Dashlane on the web, open My account, then Settings, then Export data.',
      'Choose the unencrypted CSV form. The archive holds credentials.csv.',
      chooseFile,
      deletePlain,
    ],
    kept: 'The sign-in code of every login, with its title and user name. Categories become tags; notes stay.',
    lost: onlyCodes,
  },
  'apple-passwords': {
    steps: ['In Passwords on a Mac, open File, then Export All Passwords to File.', chooseFile, deletePlain],
    kept: 'The verification code of every login, with its title and user name. Notes stay.',
    lost: `${onlyCodes} iPhone and iPad give out no file.`,
  },
  keeper: {
    steps: ['In Keeper on the web, open Settings, then Export.', 'Choose JSON or CSV.', chooseFile, deletePlain],
    kept: 'The two-factor code of every record, with its title and login. Folders become tags; notes stay.',
    lost: onlyCodes,
  },
  enpass: {
    steps: ['In Enpass on a computer, open File, then Export.', 'Choose .json.', chooseFile, deletePlain],
    kept: 'The one-time code of every item, with its title and user name. Folders become tags; notes and favourites stay.',
    lost: onlyCodes,
  },
  steam: {
    steps: [
      'Steam’s own app gives out no file. Tools such as steamguard-cli and Steam Desktop Authenticator keep one maFile per account.',
      'Choose the maFiles here. If they are encrypted, choose manifest.json together with them.',
    ],
    kept: 'Account name and key, for five-character codes. The revocation code comes as a note.',
    lost: 'What is needed to confirm trades: keep your maFiles.',
  },
  winauth: {
    steps: [
      'In WinAuth, open the menu, then Export.',
      'Set a password for the archive, or leave it out.',
      chooseWithPassword,
    ],
    kept: `${keysAndNames} Steam and Battle.net codes work.`,
    lost: 'Icons, and what Steam needs to confirm trades.',
  },
  'authenticator-plus': {
    steps: [
      'In Authenticator Plus, open Settings, then Backup & Restore, then Export as Text and HTML.',
      'Choose the archive here and enter your master password. The database authplus.db can be read too.',
    ],
    kept: `${keysAndNames} Categories become tags where the file has them; Battle.net codes work.`,
  },
  authy: {
    steps: [
      'Authy gives out no file. Add each account anew: sign in to its site and set up two-factor again.',
      'From a rooted phone, choose com.authy.storage.tokens.authenticator.xml here and enter the backup password.',
    ],
    kept: 'From the rooted phone’s file: names, keys and digits, Authy’s own 7-digit codes too.',
    lost: 'Icons.',
  },
  'totp-authenticator': {
    steps: [
      'In TOTP Authenticator, open Settings, then Backup, and save the encrypted file.',
      'Choose the file here and enter its password. If you chose none, enter TotpAuthenticator.',
    ],
    kept: 'Issuer, account name, key, digits and period.',
    lost: 'Icons.',
  },
  duo: {
    steps: [
      'Duo Mobile gives out no file. Add each account anew on its site.',
      'From a rooted phone, choose Duo’s file duokit/accounts.json here.',
    ],
    kept: 'From that file: names, keys and counters of accounts that make codes.',
    lost: 'Accounts that confirm with a push: their key never leaves the phone.',
  },
  'battle-net': {
    steps: ['The app gives out no file. From a rooted phone, choose the preferences of com.blizzard.messenger here.'],
    kept: 'Serial number and key, for 8-digit codes.',
  },
  'microsoft-authenticator': {
    steps: [
      'Microsoft Authenticator gives out no file. Add each account anew: sign in to its site and set up two-factor again.',
      'From a rooted phone, choose the database PhoneFactor here, together with the files whose names begin the same.',
    ],
    kept: 'From that database: names and keys of accounts that make codes.',
    lost: 'Work accounts that confirm on the phone: their key never leaves it.',
  },
  authme: {
    steps: ['In Authme, open Settings, then Export.', 'Save the .authme file.', chooseFile, deletePlain],
    kept: 'Issuer, name and key.',
    lost: 'Parts of names after a comma: the app writes them as lines of their own.',
  },
  'open-authenticator': {
    steps: [
      'Its backups open only in the app itself. They are recognised here and cannot be read.',
      'Show each account’s QR code or key in the app, and add it here by hand.',
    ],
    kept: 'What you enter.',
  },
  'zero-totp': {
    steps: [
      'Its backups open only on its own site. They are recognised here and cannot be read.',
      'Show each account’s key on the site, and add it here by hand.',
    ],
    kept: 'What you enter.',
  },
  'html-sheet': {
    steps: [
      'Aegis, Ente Auth and Stratum can write a sheet for printing, an HTML file with a table and QR codes.',
      chooseFile,
      deletePlain,
    ],
    kept: `${keysAndNames} Where a sheet says the period only in its pictures and those cannot be read, it counts as 30 seconds.`,
    lost: 'Notes, groups and icons, unless the sheet has them in its links.',
  },
  'key-uris': {
    steps: [
      'Many apps can export or copy links that begin with otpauth://, one per line.',
      'Choose the text file here, or use Paste text.',
      deletePlain,
    ],
    kept: `${keysAndNames} Lines that are no links are listed with their number. Links that begin with steam:, motp: and otpauth-migration: work too.`,
  },
} satisfies Record<GuideId, MovingGuide>

/** How to move here from each app. */
export const movingFromText = messageGroup<Readonly<Record<GuideId, MovingGuide>>>('moving-from', guides)
