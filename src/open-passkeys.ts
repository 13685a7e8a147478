import { createPasskeys, type Passkeys } from './pwa/passkeys/index.ts'

/** The passkeys of this browser. In a file of its own: most visits do without. */
export function browserPasskeys(): Passkeys {
  // Pages without a secure context, and browsers without WebAuthn, have neither, whatever the types say.
  const { credentials }: Partial<Navigator> = navigator
  const { PublicKeyCredential: publicKey }: Partial<typeof window> = window
  return createPasskeys({
    credentials,
    publicKey,
    host: window.location.hostname,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  })
}
