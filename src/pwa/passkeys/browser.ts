import { PasskeyError, type PasskeyErrorCode } from './errors.ts'

export type Bytes = Uint8Array<ArrayBuffer>

/** The part of `PublicKeyCredential` that is used; the older a browser, the less of it is there. */
interface PublicKeyStatics {
  isUserVerifyingPlatformAuthenticatorAvailable?(): Promise<boolean>
  getClientCapabilities?(): Promise<Readonly<Record<string, boolean>>>
  signalUnknownCredential?(options: { readonly rpId: string; readonly credentialId: string }): Promise<void>
}

/** What passkeys need of a browser. */
export interface PasskeyBrowser {
  /** `navigator.credentials`; missing over plain HTTP. */
  readonly credentials: Pick<CredentialsContainer, 'create' | 'get'> | undefined
  /** `PublicKeyCredential`; missing without WebAuthn. */
  readonly publicKey: PublicKeyStatics | undefined
  /** `location.hostname`: whom a passkey belongs to. */
  readonly host: string
  /** That many random bytes. */
  readonly random: (bytes: number) => Bytes
}

/** How long a browser shows its question, ms. */
export const askingMs = 60_000

/** Length of challenges, of the PRF's inputs and of its outputs, bytes. */
export const secretBytes = 32

/** The part of a credential that is looked at. Never its `toJSON`: that holds the PRF's output in clear. */
type AnsweredCredential = Pick<PublicKeyCredential, 'rawId' | 'getClientExtensionResults'>

/**
 * Asks the browser, which asks the person.
 *
 * @throws {@link PasskeyError}
 */
export async function ask(
  { credentials, publicKey }: PasskeyBrowser,
  question: (credentials: Pick<CredentialsContainer, 'create' | 'get'>) => Promise<Credential | null>,
  signal: AbortSignal | undefined,
): Promise<AnsweredCredential> {
  if (signal?.aborted) throw cancelled()
  if (!credentials || !publicKey) throw new PasskeyError('passkey/unavailable', 'this browser has no WebAuthn')
  let answer: Credential | null
  try {
    answer = await question(credentials)
  } catch (cause) {
    throw signal?.aborted ? cancelled() : new PasskeyError(codeOf(cause), 'the browser gave no passkey', { cause })
  }
  if (answer === null || !isAnswered(answer)) {
    throw new PasskeyError('passkey/unavailable', 'the browser gave something else')
  }
  return answer
}

function cancelled(): PasskeyError {
  return new PasskeyError('passkey/cancelled', 'nobody waits for the passkey any more')
}

function isAnswered(credential: Credential): credential is Credential & AnsweredCredential {
  return 'rawId' in credential && 'getClientExtensionResults' in credential
}

const codes: Readonly<Record<string, PasskeyErrorCode>> = {
  NotAllowedError: 'passkey/declined',
  AbortError: 'passkey/cancelled',
  SecurityError: 'passkey/address',
  OperationError: 'passkey/busy',
  InvalidStateError: 'passkey/exists',
  ConstraintError: 'passkey/no-verification',
}

function codeOf(error: unknown): PasskeyErrorCode {
  const name = error instanceof Error && Object.hasOwn(codes, error.name) ? error.name : ''
  return codes[name] ?? 'passkey/unavailable'
}

/**
 * What the PRF answered (WebAuthn, "Pseudo-random function extension").
 *
 * @returns 32 bytes, the very ones that the browser gave, so that zeroing them leaves none; `undefined`: there are none.
 */
export function outputOf(credential: AnsweredCredential): Bytes | undefined {
  const first = credential.getClientExtensionResults().prf?.results?.first
  if (first?.byteLength !== secretBytes) return undefined
  if (!ArrayBuffer.isView(first)) return new Uint8Array(first)
  return new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
}

/** As WebAuthn writes ids in texts: base64url without padding. */
export function idText(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
