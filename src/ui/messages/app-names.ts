import type { FormatId } from '../../transfer/index.ts'
import { messageGroup } from './language.ts'

/** A format, or an app whose files have another app's format. */
export type AppId = FormatId | 'winauth'

/** What has a page of its own on moving here: the two forms of FreeOTP share one, and an archive is no app. */
export type GuideId = Exclude<AppId, 'freeotp-2' | 'zip'>

const names = {
  'mfa-manager': 'MFA Manager',
  'mfa-manager-flask': 'MFA Manager (Flask)',
  aegis: 'Aegis',
  'google-authenticator': 'Google Authenticator',
  '2fas': '2FAS',
  ente: 'Ente Auth',
  bitwarden: 'Bitwarden',
  'bitwarden-authenticator': 'Bitwarden Authenticator',
  'proton-authenticator': 'Proton Authenticator',
  'proton-pass': 'Proton Pass',
  stratum: 'Stratum',
  andotp: 'andOTP',
  freeotp: 'FreeOTP',
  'freeotp-plus': 'FreeOTP+',
  'freeotp-2': 'FreeOTP',
  raivo: 'Raivo',
  'lastpass-authenticator': 'LastPass Authenticator',
  lastpass: 'LastPass',
  '2fauth': '2FAuth',
  'authenticator-extension': 'Authenticator (extension)',
  keepass: 'KeePass',
  'keepassxc-csv': 'KeePassXC',
  '1password': '1Password',
  dashlane: 'Dashlane',
  'apple-passwords': 'Apple Passwords',
  keeper: 'Keeper',
  enpass: 'Enpass',
  steam: 'Steam',
  'authenticator-plus': 'Authenticator Plus',
  authy: 'Authy',
  'totp-authenticator': 'TOTP Authenticator',
  duo: 'Duo Mobile',
  'battle-net': 'Battle.net',
  'microsoft-authenticator': 'Microsoft Authenticator',
  authme: 'Authme',
  'open-authenticator': 'Open Authenticator',
  'zero-totp': 'Zero-TOTP',
  winauth: 'WinAuth',
  zip: 'Zip archive',
  'html-sheet': 'Printed sheet (HTML)',
  'key-uris': 'Any otpauth list',
} satisfies Record<AppId, string>

/** What each app is called, on buttons and in sentences. */
export const appNamesText = messageGroup<Readonly<Record<AppId, string>>>('app-names', names)
