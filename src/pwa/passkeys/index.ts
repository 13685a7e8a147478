export type { PasskeyBrowser } from './browser.ts'
export type { PasskeyErrorCode } from './errors.ts'
export { createPasskeys, type EnrolledPasskey, type Passkeys } from './passkeys.ts'
export type { PasskeySupport } from './support.ts'
