import { describe, expect, it } from 'vitest'
import { createPasskeys, type PasskeyBrowser, type Passkeys } from '../../../../src/pwa/passkeys/index.ts'
import { createFakeAuthenticator, type AuthenticatorFaults } from '../../../support/fake-authenticator.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const userId = new Uint8Array(16).fill(9)

function stage(faults: AuthenticatorFaults = {}, browser: Partial<PasskeyBrowser> = {}) {
  const authenticator = createFakeAuthenticator(faults, browser)
  return { authenticator, passkeys: createPasskeys(authenticator.browser) }
}

const enrol = (passkeys: Passkeys, more: Partial<Parameters<Passkeys['enrol']>[0]> = {}) =>
  passkeys.enrol({ userId, userName: 'MFA Manager vault', known: [], ...more })

const isZero = (bytes: Uint8Array) => bytes.every((byte) => byte === 0)

describe('enrolling a passkey', () => {
  it('gives the key that using it gives, and asks three times', async () => {
    const { authenticator, passkeys } = stage()
    const times: number[] = []
    const made = await enrol(passkeys, { onAsk: (time) => times.push(time) })
    const used = await passkeys.use([made])
    expect(used).toEqual({ credentialId: made.credentialId, secret: made.secret })
    expect([made.secret.length, made.salt.length, times]).toEqual([32, 32, [1, 2, 3]])
    expect(authenticator.forgotten).toEqual([])
  })

  it('asks for verification, for this host, with the salt at creation, and without personal data', async () => {
    const { authenticator, passkeys } = stage()
    const made = await enrol(passkeys)
    const [creation] = authenticator.creations
    expect(creation).toMatchObject({
      rp: { id: 'codes.example' },
      user: { id: userId, name: 'MFA Manager vault', displayName: 'MFA Manager vault' },
      authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
      attestation: 'none',
      extensions: { prf: { eval: { first: made.salt } } },
    })
    expect(authenticator.requests.map(({ userVerification }) => userVerification)).toEqual(['required', 'required'])
    const asked = [...authenticator.creations, ...authenticator.requests]
    const challenges = asked.map(({ challenge }) => new Uint8Array(challenge as ArrayBuffer).join())
    expect(new Set(challenges).size).toBe(3)
  })

  it('refuses what holds a passkey of this vault already', async () => {
    const { passkeys } = stage()
    const made = await enrol(passkeys)
    expect(await outcomeOf(() => enrol(passkeys, { known: [made] }))).toBe('passkey/exists')
  })

  it('leaves no key in the buffers of the browser, and never turns a credential into JSON', async () => {
    const { authenticator, passkeys } = stage()
    const { secret } = await enrol(passkeys)
    expect(authenticator.outputs.map(isZero)).toEqual([true, true, true])
    expect([isZero(secret), authenticator.toJsons()]).toEqual([false, 0])
  })

  it('takes outputs that are views of larger buffers', async () => {
    const { passkeys } = stage({ asViews: true })
    const made = await enrol(passkeys)
    expect((await passkeys.use([made])).secret).toEqual(made.secret)
  })
})

describe('fault 69: enrolling a passkey', () => {
  it('works where creation gives no key, as in Firefox', async () => {
    const { passkeys } = stage({ noResultsAtCreation: true })
    const made = await enrol(passkeys)
    expect((await passkeys.use([made])).secret).toEqual(made.secret)
  })

  it.each<[string, AuthenticatorFaults, string, number]>([
    ['another key each time', { unstable: true }, 'passkey/unstable', 3],
    ['a key at creation that never comes again', { otherAtCreation: true }, 'passkey/unstable', 3],
    ['no PRF (hasPrf: false)', { prf: 'disabled' }, 'passkey/no-prf', 1],
    ['a browser that does not know PRF', { prf: 'missing' }, 'passkey/no-prf', 1],
    ['PRF that is said to be there and is not', { prf: 'silent' }, 'passkey/no-prf', 2],
    [
      'a second question that is declined',
      { refuse: { 2: new DOMException('', 'NotAllowedError') } },
      'passkey/declined',
      2,
    ],
    [
      'a third question that is declined',
      { refuse: { 3: new DOMException('', 'NotAllowedError') } },
      'passkey/declined',
      3,
    ],
  ])('refuses %s, keeps no key, and has the browser forget it', async (_, faults, code, asked) => {
    const { authenticator, passkeys } = stage(faults)
    expect(await outcomeOf(() => enrol(passkeys))).toBe(code)
    const { creations, requests, outputs, forgotten } = authenticator
    expect(creations.length + requests.length).toBe(asked)
    expect(outputs.every(isZero)).toBe(true)
    expect(forgotten).toEqual([{ rpId: 'codes.example', credentialId: expect.stringMatching(/^[\w-]{22}$/) as string }])
  })

  it.each<[string, string]>([
    ['NotAllowedError', 'passkey/declined'],
    ['SecurityError', 'passkey/address'],
    ['OperationError', 'passkey/busy'],
    ['ConstraintError', 'passkey/no-verification'],
    ['UnknownError', 'passkey/unavailable'],
    ['NotSupportedError', 'passkey/unavailable'],
    ['toString', 'passkey/unavailable'],
  ])('tells a %s of the browser by its code, and nothing is left to forget', async (name, code) => {
    const { authenticator, passkeys } = stage({ refuse: { 1: new DOMException('', name) } })
    expect(await outcomeOf(() => enrol(passkeys))).toBe(code)
    expect(authenticator.forgotten).toEqual([])
  })

  it.each([1, 2, 3])('ends when question %i is taken back', async (silentAt) => {
    const { authenticator, passkeys } = stage({ silentAt })
    const abort = new AbortController()
    const onAsk = (time: number) => void (time === silentAt && setTimeout(() => abort.abort()))
    expect(await outcomeOf(() => enrol(passkeys, { signal: abort.signal, onAsk }))).toBe('passkey/cancelled')
    expect(authenticator.forgotten.length).toBe(silentAt === 1 ? 0 : 1)
  })

  it('does not mind a browser that cannot be told, or refuses to listen', async () => {
    const deaf = stage({ prf: 'disabled' }, { publicKey: {} })
    expect(await outcomeOf(() => enrol(deaf.passkeys))).toBe('passkey/no-prf')
    const refuse = () => Promise.reject(new TypeError('no'))
    const refusing = stage({ prf: 'disabled' }, { publicKey: { signalUnknownCredential: refuse } })
    expect(await outcomeOf(() => enrol(refusing.passkeys))).toBe('passkey/no-prf')
  })
})

describe('using a passkey', () => {
  it('asks for all of the vault at once, each with its own salt', async () => {
    const { authenticator, passkeys } = stage()
    const [laptop, key] = [await enrol(passkeys), await enrol(passkeys)]
    const before = authenticator.requests.length
    await passkeys.use([laptop, key])
    const request = authenticator.requests[before]
    expect(authenticator.requests.length).toBe(before + 1)
    expect(request?.allowCredentials).toEqual([laptop, key].map(({ credentialId: id }) => ({ type: 'public-key', id })))
    expect(Object.values(request?.extensions?.prf?.evalByCredential ?? {})).toEqual([
      { first: laptop.salt },
      { first: key.salt },
    ])
    expect([request?.userVerification, request?.rpId]).toEqual(['required', 'codes.example'])
  })

  it('fault 69: a deleted one is declined, which is all that browsers tell', async () => {
    const { authenticator, passkeys } = stage()
    const made = await enrol(passkeys)
    authenticator.wipe()
    expect(await outcomeOf(() => passkeys.use([made]))).toBe('passkey/declined')
    expect(authenticator.forgotten).toEqual([])
  })

  it('fault 69: one that lost its PRF is told as that', async () => {
    const { authenticator, passkeys } = stage()
    const made = await enrol(passkeys)
    authenticator.faults.prf = 'disabled'
    expect(await outcomeOf(() => passkeys.use([made]))).toBe('passkey/no-prf')
  })

  it('ends when it is taken back, and does not begin when it was before', async () => {
    const { authenticator, passkeys } = stage()
    const made = await enrol(passkeys)
    authenticator.faults.silentAt = 4
    const abort = new AbortController()
    const using = outcomeOf(() => passkeys.use([made], { signal: abort.signal }))
    abort.abort(new Error('typing'))
    expect(await using).toBe('passkey/cancelled')
    expect(await outcomeOf(() => passkeys.use([made], { signal: abort.signal }))).toBe('passkey/cancelled')
    expect(authenticator.requests.length).toBe(3)
  })

  it.each<[string, Partial<PasskeyBrowser>]>([
    ['no credentials', { credentials: undefined }],
    ['no WebAuthn', { publicKey: undefined }],
    ['an answer of null', { credentials: { get: () => Promise.resolve(null), create: () => Promise.resolve(null) } }],
    [
      'a password',
      {
        credentials: {
          get: () => Promise.resolve({ id: 'alice', type: 'password' }),
          create: () => Promise.resolve(null),
        },
      },
    ],
  ])('of a browser with %s is not possible', async (_, browser) => {
    const { passkeys } = stage({}, browser)
    const known = [{ credentialId: new Uint8Array([1]), salt: new Uint8Array(32) }]
    expect(await outcomeOf(() => passkeys.use(known))).toBe('passkey/unavailable')
  })
})

describe('whether passkeys can be used', () => {
  const supportOf = (browser: Partial<PasskeyBrowser>) => stage({}, browser).passkeys.support()
  const refuse = () => Promise.reject(new TypeError('no'))

  it.each(['127.0.0.1', '192.168.1.20', '[::1]'])('is denied at %s, where browsers refuse', async (host) => {
    expect(await supportOf({ host })).toEqual({ possible: false, why: 'passkey/address' })
  })

  it.each(['localhost', 'codes.example', 'nas'])('is not at %s', async (host) => {
    expect(await supportOf({ host })).toEqual({ possible: true, onThisDevice: true })
  })

  it('is denied without WebAuthn, and where the browser says that there is no PRF', async () => {
    const unavailable = { possible: false, why: 'passkey/unavailable' }
    expect(await supportOf({ credentials: undefined })).toEqual(unavailable)
    expect(await supportOf({ publicKey: undefined })).toEqual(unavailable)
    const getClientCapabilities = () => Promise.resolve({ 'extension:prf': false })
    expect(await supportOf({ publicKey: { getClientCapabilities } })).toEqual({
      possible: false,
      why: 'passkey/no-prf',
    })
  })

  it('is left to an attempt where the browser does not say', async () => {
    const elsewhere = { possible: true, onThisDevice: false }
    expect(await supportOf({ publicKey: {} })).toEqual(elsewhere)
    const refusing = { getClientCapabilities: refuse, isUserVerifyingPlatformAuthenticatorAvailable: refuse }
    expect(await supportOf({ publicKey: refusing })).toEqual(elsewhere)
  })
})
