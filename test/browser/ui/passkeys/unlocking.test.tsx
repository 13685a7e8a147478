import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { UnlockScreen } from '../../../../src/ui/screens/unlock/unlock-screen.tsx'
import type { LockReason, Vault } from '../../../../src/vault/index.ts'
import { stageConsent, site, type ConsentStage } from '../../../support/consent-stage.tsx'
import type { AuthenticatorFaults, FakeAuthenticator } from '../../../support/fake-authenticator.ts'
import { createPasskeyStage } from '../../../support/passkey-stage.ts'
import { stageScreen, type Stage } from '../../../support/screen-stage.tsx'
import { openVault, stagePassphrase, type OpenVault } from '../../../support/vault-stage.tsx'

let stage: Stage | undefined
let opened: OpenVault | undefined
let consent: ConsentStage | undefined
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  stage?.strike()
  await opened?.remove()
  await consent?.remove()
  stage = opened = consent = undefined
})

const offer = () => page.getByRole('button', { name: 'Use passkey' })
const passphraseInput = () => page.getByLabelText('Passphrase', { exact: true })
const heading = () => page.getByRole('heading', { name: 'Your vault is locked' })
const alert = () => page.getByRole('alert')
const asking = () => page.getByText(/Answer the question of your browser/)

interface SetUp {
  readonly faults?: AuthenticatorFaults
  readonly browser?: Partial<FakeAuthenticator['browser']>
  readonly reason?: LockReason
  readonly hasFocus?: boolean
  /** Set once the passkey is in the vault. */
  readonly afterwards?: AuthenticatorFaults
}

async function setUp(options: SetUp = {}): Promise<{ vault: Vault; authenticator: FakeAuthenticator; stage: Stage }> {
  const { reason = 'person', hasFocus = true } = options
  vi.spyOn(document, 'hasFocus').mockReturnValue(hasFocus)
  opened = await openVault()
  const { vault } = opened
  const { authenticator, passkeys, enrolFor } = createPasskeyStage(options.faults, options.browser)
  await enrolFor(vault, 'Laptop')
  Object.assign(authenticator.faults, options.afterwards)
  vault.lock(reason)
  stage = stageScreen(() => <UnlockScreen />, { status: vault.status(), vault, passkeys })
  return { vault, authenticator, stage }
}

/** Questions of the browser since the three of enrolling. */
const asked = ({ requests }: FakeAuthenticator): number => requests.length - 2

describe('the offer on the lock screen', () => {
  test('is made where the vault has a passkey, and opens it', async () => {
    const { vault, authenticator } = await setUp()
    await expect.element(offer()).toBeVisible()
    await expect.element(passphraseInput()).toHaveFocus()
    expect(await stage?.axeFindings()).toEqual([])
    await offer().click()
    await expect.poll(() => vault.status().name).toBe('unlocked')
    expect([asked(authenticator), authenticator.outputs.at(-1)?.every((byte) => byte === 0)]).toEqual([1, true])
  })

  test('comes without moving the passphrase', async () => {
    const passkeys = createPasskeyStage()
    opened = await openVault()
    const { vault } = opened
    await passkeys.enrolFor(vault, 'Laptop')
    vault.lock('person')
    let arrive: (vault: Partial<Vault>) => void = () => undefined
    const later = new Promise<Partial<Vault>>((resolve) => (arrive = resolve))
    for (const [width, height] of [
      [1280, 800],
      [390, 844],
    ] as const) {
      await page.viewport(width, height)
      stage?.strike()
      stage = stageScreen(() => <UnlockScreen />, { status: vault.status(), vault: later, passkeys: passkeys.passkeys })
      await expect.element(passphraseInput()).toBeVisible()
      const before = passphraseInput().element().getBoundingClientRect().top
      arrive(vault)
      await expect.element(offer()).toBeVisible()
      expect(passphraseInput().element().getBoundingClientRect().top).toBeCloseTo(before, 0)
    }
  })

  test('is not made where it has none', async () => {
    opened = await openVault()
    opened.vault.lock('person')
    const { passkeys } = createPasskeyStage()
    const looked = vi.spyOn(opened.vault, 'passkeys')
    stage = stageScreen(() => <UnlockScreen />, { status: opened.vault.status(), vault: opened.vault, passkeys })
    await expect.poll(() => looked.mock.results.length).toBeGreaterThan(0)
    await looked.mock.results[0]?.value
    await expect.element(heading()).toBeVisible()
    await expect.element(offer()).not.toBeInTheDocument()
  })

  test('says why where this browser cannot', async () => {
    await setUp({ browser: { publicKey: { getClientCapabilities: () => Promise.resolve({ 'extension:prf': true }) } } })
    await expect.element(offer()).toBeVisible()
    stage?.strike()
    const { passkeys } = createPasskeyStage({}, { publicKey: undefined })
    const vault = opened?.vault
    stage = stageScreen(() => <UnlockScreen />, {
      status: { name: 'locked', reason: 'start' },
      ...(vault && { vault }),
      passkeys,
    })
    await expect
      .element(page.getByText(/A passkey opens this vault, but not here: this browser does not know/))
      .toBeVisible()
    await expect.element(offer()).not.toBeInTheDocument()
  })
})

describe('the question that comes by itself', () => {
  test.each<LockReason>(['start', 'system', 'updated'])(
    'opens the vault that is locked because of %s',
    async (reason) => {
      const { vault, authenticator } = await setUp({ reason })
      await expect.poll(() => vault.status().name).toBe('unlocked')
      expect(asked(authenticator)).toBe(1)
    },
  )

  test.each<LockReason>(['person', 'idle'])('waits for a return to the window after %s', async (reason) => {
    const { vault, authenticator } = await setUp({ reason })
    await expect.element(offer()).toBeVisible()
    expect(asked(authenticator)).toBe(0)
    window.dispatchEvent(new Event('focus'))
    await expect.poll(() => vault.status().name).toBe('unlocked')
  })

  test('waits for the focus', async () => {
    const { vault, authenticator } = await setUp({ reason: 'start', hasFocus: false })
    await expect.element(offer()).toBeVisible()
    expect(asked(authenticator)).toBe(0)
    window.dispatchEvent(new Event('focus'))
    await expect.poll(() => vault.status().name).toBe('unlocked')
  })

  test('does not come again after a no, which is not spoken of', async () => {
    const { vault, authenticator } = await setUp({
      reason: 'start',
      afterwards: { refuse: { 4: new DOMException('', 'NotAllowedError') } },
    })
    await expect.poll(() => asked(authenticator)).toBe(1)
    await expect.element(asking()).not.toBeInTheDocument()
    await expect.element(alert()).not.toBeInTheDocument()
    window.dispatchEvent(new Event('focus'))
    await vault.unlock(stagePassphrase)
    vault.lock('system')
    stage?.strike()
    const { passkeys } = createPasskeyStage()
    const support = vi.spyOn(passkeys, 'support')
    stage = stageScreen(() => <UnlockScreen />, { status: vault.status(), vault, passkeys })
    await expect.element(offer()).toBeVisible()
    await expect.poll(() => support.mock.calls.length).toBeGreaterThan(0)
    expect([asked(authenticator), vault.status().name]).toEqual([1, 'locked'])
  })

  test('does not come over a passphrase that is being typed', async () => {
    const { authenticator } = await setUp({ reason: 'idle' })
    await expect.element(offer()).toBeVisible()
    await passphraseInput().fill('copper')
    window.dispatchEvent(new Event('focus'))
    await expect.element(offer()).toHaveAttribute('aria-busy', 'false')
    expect(asked(authenticator)).toBe(0)
  })

  test('comes after other tabs have had time to let this one in, and not at all where one does', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const first = await setUp({ reason: 'start' })
    await expect.element(offer()).toBeVisible()
    first.stage.strike()
    vi.runAllTimers()
    expect(asked(first.authenticator)).toBe(0)

    const second = await setUp({ reason: 'start' })
    await expect.element(offer()).toBeVisible()
    expect(asked(second.authenticator)).toBe(0)
    vi.runAllTimers()
    await expect.poll(() => second.vault.status().name).toBe('unlocked')
  })

  test('is taken back by typing, and by leaving', async () => {
    const { vault, stage: screen } = await setUp({ reason: 'start', afterwards: { silentAt: 4 } })
    await expect.element(asking()).toBeVisible()
    await expect.element(offer()).toHaveAttribute('aria-busy', 'true')
    await userEvent.type(passphraseInput(), stagePassphrase)
    await expect.element(asking()).not.toBeInTheDocument()
    await expect.element(alert()).not.toBeInTheDocument()
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => vault.status().name).toBe('unlocked')
    screen.strike()
  })
})

describe('fault 69: a passkey that does not open the vault', () => {
  test('deleted or not here: says so quietly, and the passphrase still opens it', async () => {
    const { vault, authenticator } = await setUp()
    authenticator.wipe()
    await offer().click()
    await expect.element(page.getByText(/set up in another browser may not be here/)).toBeVisible()
    await expect.element(alert()).not.toBeInTheDocument()
    await userEvent.type(passphraseInput(), `${stagePassphrase}{Enter}`)
    await expect.poll(() => vault.status().name).toBe('unlocked')
    expect(await vault.passkeys()).toHaveLength(1)
  })

  test.each<[string, AuthenticatorFaults, RegExp]>([
    ['another key', { unstable: true }, /That passkey does not open this vault\. Nothing was changed\./],
    ['no PRF', { prf: 'disabled' }, /cannot make keys/],
    [
      'another question open',
      { refuse: { 4: new DOMException('', 'OperationError') } },
      /asking for a passkey already/,
    ],
    [
      'an address that is none',
      { refuse: { 4: new DOMException('', 'SecurityError') } },
      /need an address with a name/,
    ],
  ])('%s: is said, and can be tried again', async (_, afterwards, sentence) => {
    const { vault, stage: screen } = await setUp({ afterwards })
    await offer().click()
    await expect.element(alert()).toHaveTextContent(sentence)
    expect(vault.status().name).toBe('locked')
    expect(await screen.axeFindings()).toEqual([])
    expect(await vault.passkeys()).toHaveLength(1)
  })

  test('a second click asks anew where the first question stays open', async () => {
    const { vault, authenticator } = await setUp({ afterwards: { silentAt: 4 } })
    await offer().click()
    await expect.element(asking()).toBeVisible()
    await offer().click()
    await expect.poll(() => vault.status().name).toBe('unlocked')
    expect(asked(authenticator)).toBe(2)
  })
})

describe('the popup', () => {
  test('offers it, and does not ask by itself', async () => {
    const { authenticator, passkeys, enrolFor } = createPasskeyStage()
    consent = await stageConsent({
      isLocked: true,
      passkeys,
      prepare: async (vault) => void (await enrolFor(vault, 'Laptop')),
    })
    void consent.ask({ kind: 'unlock', site, method: 'codes.list' })
    await expect.element(offer()).toBeVisible()
    expect(await consent.axeFindings()).toEqual([])
    window.dispatchEvent(new Event('focus'))
    expect(asked(authenticator)).toBe(0)
    await offer().click()
    await expect.poll(() => consent?.vault.status().name).toBe('unlocked')
  })
})
