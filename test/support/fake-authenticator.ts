import type { PasskeyBrowser } from '../../src/pwa/passkeys/index.ts'

/** How an authenticator misbehaves. */
export interface AuthenticatorFaults {
  /** Creation gives no key yet, as in Firefox. */
  noResultsAtCreation?: boolean
  /** What creation and the questions say of PRF. */
  prf?: 'missing' | 'disabled' | 'silent'
  /** Each answer is another one, as where the transport's encryption is forgotten. */
  unstable?: boolean
  /** The key at creation is none that comes again. */
  otherAtCreation?: boolean
  /** Thrown at the questions of these numbers, counted from 1 over creations and uses. */
  refuse?: Readonly<Record<number, Error>>
  /** A question stays open until it is taken back. */
  silentAt?: number
  /** Outputs are views inside larger buffers. */
  asViews?: boolean
}

interface Held {
  readonly id: Uint8Array<ArrayBuffer>
  readonly key: Uint8Array<ArrayBuffer>
}

/** A browser with one authenticator, and what went through it. */
export interface FakeAuthenticator {
  readonly browser: PasskeyBrowser
  readonly faults: AuthenticatorFaults
  readonly creations: readonly PublicKeyCredentialCreationOptions[]
  readonly requests: readonly PublicKeyCredentialRequestOptions[]
  /** Ids, as texts, of which the browser was told that nobody knows them. */
  readonly forgotten: readonly { readonly rpId: string; readonly credentialId: string }[]
  /** Every output that was handed out, to see what becomes of its bytes. */
  readonly outputs: readonly Uint8Array[]
  /** How often a credential was turned into JSON, which shows the key. */
  readonly toJsons: () => number
  /** The person deletes the passkeys. */
  wipe(): void
}

const asBytes = (source: BufferSource): Uint8Array<ArrayBuffer> =>
  source instanceof ArrayBuffer
    ? new Uint8Array(source)
    : new Uint8Array(source.buffer, source.byteOffset, source.byteLength)

/** base64url without padding, written down once more: tests do not lean on what they test. */
const idText = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** Makes one that answers as it should but for its faults. */
export function createFakeAuthenticator(
  faults: AuthenticatorFaults = {},
  browser: Partial<PasskeyBrowser> = {},
): FakeAuthenticator {
  const held: Held[] = []
  const creations: PublicKeyCredentialCreationOptions[] = []
  const requests: PublicKeyCredentialRequestOptions[] = []
  const forgotten: { rpId: string; credentialId: string }[] = []
  const outputs: Uint8Array[] = []
  let toJsons = 0
  let questions = 0
  let randoms = 0

  const digest = async (key: Uint8Array, input: Uint8Array): Promise<ArrayBuffer> =>
    crypto.subtle.digest('SHA-256', new Uint8Array([...key, ...input, ...(faults.unstable ? [questions] : [])]))
  const handOut = (output: ArrayBuffer): BufferSource => {
    if (!faults.asViews) {
      outputs.push(new Uint8Array(output))
      return output
    }
    const larger = new Uint8Array(64)
    larger.set(new Uint8Array(output), 16)
    const view = larger.subarray(16, 48)
    outputs.push(view)
    return view
  }
  const credential = (id: Uint8Array<ArrayBuffer>, prf: AuthenticationExtensionsPRFOutputs | undefined): Credential => {
    const made = {
      id: idText(id),
      type: 'public-key',
      rawId: id.slice().buffer,
      getClientExtensionResults: () => (prf === undefined ? {} : { prf }),
      toJSON: () => {
        toJsons += 1
        return {}
      },
    }
    return made
  }
  const begin = async (signal: AbortSignal | undefined): Promise<void> => {
    questions += 1
    const refusal = faults.refuse?.[questions]
    if (refusal) throw refusal
    if (faults.silentAt !== questions) return
    await new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('taken back', 'AbortError')))
    })
  }
  const prfOf = async (key: Uint8Array, input: BufferSource | undefined, isCreation: boolean) => {
    if (faults.prf === 'missing') return undefined
    if (faults.prf === 'disabled') return isCreation ? { enabled: false } : {}
    if (faults.prf === 'silent' || !input || (isCreation && faults.noResultsAtCreation)) return { enabled: true }
    const from = isCreation && faults.otherAtCreation ? new Uint8Array([...asBytes(input), 1]) : asBytes(input)
    return { enabled: true, results: { first: handOut(await digest(key, from)) } }
  }

  return {
    faults,
    creations,
    requests,
    forgotten,
    outputs,
    toJsons: () => toJsons,
    wipe: () => void held.splice(0),
    browser: {
      host: 'codes.example',
      random: (length) => new Uint8Array(length).fill(++randoms),
      publicKey: {
        getClientCapabilities: () => Promise.resolve({ 'extension:prf': true }),
        isUserVerifyingPlatformAuthenticatorAvailable: () => Promise.resolve(true),
        signalUnknownCredential: (options) => {
          forgotten.push(options)
          return Promise.resolve()
        },
      },
      credentials: {
        create: async ({ publicKey, signal } = {}) => {
          if (!publicKey) throw new TypeError('no options')
          creations.push(publicKey)
          await begin(signal)
          const known = (publicKey.excludeCredentials ?? []).map(({ id }) => idText(asBytes(id)))
          if (held.some(({ id }) => known.includes(idText(id)))) throw new DOMException('held', 'InvalidStateError')
          const id = crypto.getRandomValues(new Uint8Array(16))
          const key = crypto.getRandomValues(new Uint8Array(32))
          held.push({ id, key })
          return credential(id, await prfOf(key, publicKey.extensions?.prf?.eval?.first, true))
        },
        get: async ({ publicKey, signal } = {}) => {
          if (!publicKey) throw new TypeError('no options')
          requests.push(publicKey)
          await begin(signal)
          const asked = (publicKey.allowCredentials ?? []).map(({ id }) => idText(asBytes(id)))
          const one = held.find(({ id }) => asked.includes(idText(id)))
          if (!one) throw new DOMException('none of these', 'NotAllowedError')
          const input = publicKey.extensions?.prf?.evalByCredential?.[idText(one.id)]?.first
          return credential(one.id, await prfOf(one.key, input, false))
        },
      },
      ...browser,
    },
  }
}
