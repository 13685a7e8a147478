import type { PasskeyBrowser } from './browser.ts'
import type { PasskeyErrorCode } from './errors.ts'

/** Whether passkeys could unlock a vault here. Only an attempt tells whether one does. */
export type PasskeySupport =
  /** `onThisDevice`: it can verify the person by itself. If not, a security key or a telephone may. */
  | { readonly possible: true; readonly onThisDevice: boolean }
  | {
      readonly possible: false
      readonly why: Extract<PasskeyErrorCode, 'passkey/unavailable' | 'passkey/address' | 'passkey/no-prf'>
    }

/** Numbers with dots, or an IPv6 address in its brackets. */
const ipAddress = /^(?:[\d.]+|\[.*\])$/

/** Asks the browser, never the person. */
export async function supportIn({ credentials, publicKey, host }: PasskeyBrowser): Promise<PasskeySupport> {
  if (!credentials || !publicKey) return { possible: false, why: 'passkey/unavailable' }
  if (ipAddress.test(host)) return { possible: false, why: 'passkey/address' }
  // What rejects is as good as missing: there is no answer, and an attempt will tell.
  const capabilities = await publicKey.getClientCapabilities?.().catch(() => undefined)
  if (capabilities?.['extension:prf'] === false) return { possible: false, why: 'passkey/no-prf' }
  const onThisDevice = await publicKey.isUserVerifyingPlatformAuthenticatorAvailable?.().catch(() => false)
  return { possible: true, onThisDevice: onThisDevice ?? false }
}
