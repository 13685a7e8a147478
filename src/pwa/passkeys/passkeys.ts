import { ask, askingMs, idText, outputOf, secretBytes, type Bytes, type PasskeyBrowser } from './browser.ts'
import { PasskeyError } from './errors.ts'
import { supportIn, type PasskeySupport } from './support.ts'

/** A passkey as the vault's header has it. */
interface KnownPasskey {
  readonly credentialId: Bytes
  /** 32 bytes: the input of its PRF. */
  readonly salt: Bytes
}

/** What using a passkey gives. */
interface UsedPasskey {
  readonly credentialId: Bytes
  /** 32 bytes, the output of its PRF; the caller zeroes them. */
  readonly secret: Bytes
}

/** A passkey that has proved that it gives the same key each time. */
export type EnrolledPasskey = KnownPasskey & UsedPasskey

interface EnrolRequest {
  /** 16 bytes that name the vault and nobody. */
  readonly userId: Bytes
  /** What the lists of browsers show. */
  readonly userName: string
  /** Those that there are: what holds one of them refuses to make another. */
  readonly known: readonly Pick<KnownPasskey, 'credentialId'>[]
  readonly signal?: AbortSignal | undefined
  /** Before the browser asks for the first, second and third time. */
  readonly onAsk?: ((time: number) => void) | undefined
}

/** Passkeys that open a vault: WebAuthn with its PRF extension. All of it rejects with {@link PasskeyError}. */
export interface Passkeys {
  support(): Promise<PasskeySupport>
  /**
   * Makes one, and asks it twice for its key: some browsers have answered with bytes that never came again. The person is
   * asked three times in a row. What does not hold out is made known to the browser as of no use.
   */
  enrol(request: EnrolRequest): Promise<EnrolledPasskey>
  /** Asks for one of these. */
  use(known: readonly KnownPasskey[], options?: { readonly signal?: AbortSignal }): Promise<UsedPasskey>
  /** Tells the browser, where it listens, that nobody knows this passkey any more. Never rejects. */
  forget(credentialId: Bytes): Promise<void>
}

/** {@link Passkeys} of a browser. */
export function createPasskeys(browser: PasskeyBrowser): Passkeys {
  const use: Passkeys['use'] = async (known, { signal } = {}) => {
    const used = await ask(browser, (credentials) => credentials.get(requestFor(browser, known, signal)), signal)
    const secret = outputOf(used)
    if (secret === undefined) throw noPrf()
    return { credentialId: new Uint8Array(used.rawId), secret }
  }
  const forget: Passkeys['forget'] = async (credentialId) => {
    const options = { rpId: browser.host, credentialId: idText(credentialId) }
    await browser.publicKey?.signalUnknownCredential?.(options).catch(() => undefined)
  }
  return {
    support: () => supportIn(browser),
    use,
    forget,
    async enrol(request) {
      const salt = browser.random(secretBytes)
      request.onAsk?.(1)
      const { signal } = request
      const options = creationFor(browser, request, salt)
      const created = await ask(browser, (credentials) => credentials.create(options), signal)
      const passkey = { credentialId: new Uint8Array(created.rawId), salt }
      const atCreation = outputOf(created)
      try {
        const { prf } = created.getClientExtensionResults()
        // Firefox says that it can and gives no key yet; where nothing is said, asking twice more would be in vain.
        if (prf === undefined || prf.enabled === false) throw noPrf()
        return { ...passkey, secret: await provenSecret(use, passkey, atCreation, request) }
      } catch (error) {
        await forget(passkey.credentialId)
        throw error
      } finally {
        atCreation?.fill(0)
      }
    },
  }
}

/** The key, where two questions have the same answer, and creation had no other one. */
async function provenSecret(
  use: Passkeys['use'],
  passkey: KnownPasskey,
  atCreation: Bytes | undefined,
  { signal, onAsk }: EnrolRequest,
): Promise<Bytes> {
  const options = signal ? { signal } : {}
  onAsk?.(2)
  const { secret } = await use([passkey], options)
  let second: Bytes | undefined
  try {
    onAsk?.(3)
    second = (await use([passkey], options)).secret
    if (isSame(secret, second) && (atCreation === undefined || isSame(secret, atCreation))) return secret.slice()
    throw new PasskeyError('passkey/unstable', 'the passkey answers one question in two ways')
  } finally {
    secret.fill(0)
    second?.fill(0)
  }
}

/** Ed25519, ES256 and RS256, by their COSE numbers. Nobody verifies the signature: what counts is the PRF. */
const algorithms = [-8, -7, -257]

function creationFor(
  { host, random }: PasskeyBrowser,
  { userId, userName, known, signal }: EnrolRequest,
  salt: Bytes,
): CredentialCreationOptions {
  return {
    publicKey: {
      rp: { id: host, name: 'MFA Manager' },
      user: { id: userId, name: userName, displayName: userName },
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      excludeCredentials: known.map(({ credentialId }) => ({ type: 'public-key', id: credentialId })),
      attestation: 'none',
      challenge: random(secretBytes),
      timeout: askingMs,
      // Never an empty one: Windows Hello has failed over that.
      extensions: { prf: { eval: { first: salt } } },
    },
    ...(signal && { signal }),
  }
}

function requestFor(
  { host, random }: PasskeyBrowser,
  known: readonly KnownPasskey[],
  signal: AbortSignal | undefined,
): CredentialRequestOptions {
  const inputs = known.map(({ credentialId, salt }) => [idText(credentialId), { first: salt }] as const)
  return {
    publicKey: {
      rpId: host,
      challenge: random(secretBytes),
      allowCredentials: known.map(({ credentialId }) => ({ type: 'public-key', id: credentialId })),
      userVerification: 'required',
      timeout: askingMs,
      extensions: { prf: { evalByCredential: Object.fromEntries(inputs) } },
    },
    ...(signal && { signal }),
  }
}

function noPrf(): PasskeyError {
  return new PasskeyError('passkey/no-prf', 'the passkey derives no key')
}

function isSame(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, place) => byte === b[place])
}
