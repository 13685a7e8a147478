import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { StorageError } from '../../../src/storage/index.ts'
import { ReauthDialog } from '../../../src/ui/components/reauth-dialog.tsx'
import { VaultError, type Proof } from '../../../src/vault/index.ts'
import type { AuthenticatorFaults } from '../../support/fake-authenticator.ts'
import { createPasskeyStage, type PasskeyStage } from '../../support/passkey-stage.ts'
import { stageScreen, type Stage } from '../../support/screen-stage.tsx'

let stage: Stage | undefined
afterEach(() => {
  stage?.strike()
  stage = undefined
})

const dialog = () => page.getByRole('dialog', { name: 'Confirm it is you' })
const passphrase = () => page.getByLabelText('Passphrase', { exact: true })
const act = () => dialog().getByRole('button', { name: 'Copy otpauth link' })
const alert = () => page.getByRole('alert')

type Confirm = (proof: Proof) => Promise<boolean | void>

function setUp(onConfirm: Confirm): { readonly closed: () => number } {
  let closed = 0
  stage = stageScreen(() => (
    <ReauthDialog
      action="Copy otpauth link"
      why="The link holds the key."
      onConfirm={onConfirm}
      onPasskey={onConfirm}
      onClose={() => (closed += 1)}
    />
  ))
  return { closed: () => closed }
}

async function enter(text: string): Promise<void> {
  await passphrase().fill(text)
  await userEvent.keyboard('{Enter}')
}

describe('confirming with a passkey', () => {
  const used = () => dialog().getByRole('button', { name: 'Use passkey' })

  async function setUpWithPasskey(
    onConfirm: Confirm,
    then: AuthenticatorFaults = {},
  ): Promise<PasskeyStage & { readonly secret: Uint8Array }> {
    const passkeyStage = createPasskeyStage()
    const made = await passkeyStage.passkeys.enrol({ userId: new Uint8Array(16), userName: 'Vault', known: [] })
    Object.assign(passkeyStage.authenticator.faults, then)
    stage = stageScreen(
      () => (
        <ReauthDialog
          action="Show secret"
          why="For a minute."
          onConfirm={onConfirm}
          onPasskey={onConfirm}
          onClose={() => undefined}
        />
      ),
      { passkeys: passkeyStage.passkeys, vault: { passkeys: async () => [{ slotId: 'a', ...made }] } },
    )
    await expect.element(used()).toBeVisible()
    return { ...passkeyStage, secret: made.secret }
  }

  test('hands over what it gave, and zeroes it afterwards', async () => {
    let given: Uint8Array | undefined
    let copy: number[] = []
    const { secret } = await setUpWithPasskey(async (proof) => {
      if (typeof proof === 'string') return
      given = proof.passkeySecret
      copy = [...given]
    })
    expect(await stage?.axeFindings()).toEqual([])
    await used().click()
    await expect.poll(() => copy).toEqual([...secret])
    await expect.poll(() => given?.every((byte) => byte === 0)).toBe(true)
    await expect.element(alert()).not.toBeInTheDocument()
  })

  test.each<[string, Confirm]>([
    ['an answer of false', async () => false],
    ['a refusal of the vault', async () => Promise.reject(new VaultError('vault/wrong-passkey', 'wrong'))],
  ])('%s is said, and the passphrase can still be entered', async (_, confirm) => {
    await setUpWithPasskey(confirm)
    await used().click()
    await expect.element(alert()).toHaveTextContent(/That passkey does not open this vault/)
    await passphrase().fill('copper')
    await expect.element(alert()).not.toBeInTheDocument()
  })

  test('a no is not spoken of; typing takes the question back', async () => {
    const confirm = vi.fn<Confirm>(async () => undefined)
    await setUpWithPasskey(confirm, { refuse: { 4: new DOMException('', 'NotAllowedError') }, silentAt: 5 })
    await used().click()
    await expect.element(used()).toHaveAttribute('aria-busy', 'false')
    await used().click()
    await expect.element(used()).toHaveAttribute('aria-busy', 'true')
    await passphrase().fill('copper')
    await expect.element(used()).toHaveAttribute('aria-busy', 'false')
    await expect.element(alert()).not.toBeInTheDocument()
    expect(confirm).not.toHaveBeenCalled()
  })

  test('is not offered where only the passphrase will do', async () => {
    const { passkeys } = createPasskeyStage()
    const known = { slotId: 'a', credentialId: new Uint8Array([1]), salt: new Uint8Array(32) }
    const asked = vi.fn(async () => [known])
    stage = stageScreen(
      () => <ReauthDialog action="Show secret" why="For a minute." onConfirm={async () => true} onClose={() => 0} />,
      { passkeys, vault: { passkeys: asked } },
    )
    await expect.poll(() => asked.mock.calls.length).toBe(1)
    await expect.element(used()).not.toBeInTheDocument()
  })

  test('is not offered where the vault has none, or the browser cannot', async () => {
    const { passkeys } = createPasskeyStage({}, { publicKey: undefined })
    const support = vi.spyOn(passkeys, 'support')
    const known = { slotId: 'a', credentialId: new Uint8Array([1]), salt: new Uint8Array(32) }
    stage = stageScreen(
      () => (
        <ReauthDialog
          action="Show secret"
          why="For a minute."
          onConfirm={async () => true}
          onPasskey={async () => true}
          onClose={() => 0}
        />
      ),
      { passkeys, vault: { passkeys: async () => [known] } },
    )
    await expect.poll(() => support.mock.calls.length).toBe(1)
    await expect.element(used()).not.toBeInTheDocument()
  })
})

describe('confirming with the passphrase', () => {
  test('says why, and repeats the act on its button', async () => {
    setUp(async () => undefined)
    await expect.element(dialog()).toHaveAccessibleDescription('The link holds the key.')
    await expect.element(passphrase()).toHaveFocus()
    await expect.element(act()).toBeVisible()
    await expect.element(dialog().getByRole('button', { name: 'Cancel' })).toBeVisible()
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('hands over what was typed, once at a time, and is busy meanwhile', async () => {
    let finish: () => void = () => undefined
    const confirm = vi.fn<Confirm>(() => new Promise((resolve) => (finish = resolve)))
    const { closed } = setUp(confirm)
    await enter(' copper ')
    const busy = dialog().getByRole('button', { name: 'Checking…' })
    await expect.element(busy).toBeDisabled()
    await expect.element(busy).toHaveAttribute('aria-busy', 'true')
    await userEvent.keyboard('{Enter}{Escape}')
    expect(confirm.mock.calls).toEqual([[' copper ']])
    expect(closed()).toBe(0)
    finish()
    await expect.element(act()).toBeEnabled()
    await expect.element(alert()).not.toBeInTheDocument()
  })

  test.each<[string, Confirm]>([
    ['an answer of false', async () => false],
    ['a refusal of the vault', async () => Promise.reject(new VaultError('vault/wrong-passphrase', 'wrong'))],
  ])('%s keeps the text, selected, and says that nothing happened', async (_, confirm) => {
    setUp(confirm)
    await enter('copper')
    await expect
      .element(alert())
      .toHaveTextContent(/is not the passphrase of this vault\. Nothing was shown or changed\./)
    const input = passphrase().element() as HTMLInputElement
    expect([document.activeElement, input.value]).toEqual([input, 'copper'])
    expect([input.selectionStart, input.selectionEnd]).toEqual([0, 6])
    await expect.element(passphrase()).toHaveAttribute('aria-invalid', 'true')
    await userEvent.keyboard('x')
    await expect.element(alert()).not.toBeInTheDocument()
  })

  test('tells another error by its code', async () => {
    setUp(async () => Promise.reject(new StorageError('storage/failed', 'stub')))
    await enter('copper')
    await expect.element(alert()).toHaveTextContent(/could not read or write its storage/)
  })

  test('does not try an empty passphrase', async () => {
    const confirm = vi.fn<Confirm>(async () => undefined)
    setUp(confirm)
    await act().click()
    await expect.element(alert()).toHaveTextContent(/passphrase is missing/)
    expect(confirm).not.toHaveBeenCalled()
  })

  test.each(['Cancel', 'Escape'])('%s goes away without asking anything', async (way) => {
    const confirm = vi.fn<Confirm>(async () => undefined)
    const { closed } = setUp(confirm)
    await expect.element(passphrase()).toHaveFocus()
    if (way === 'Escape') await userEvent.keyboard('{Escape}')
    else await dialog().getByRole('button', { name: 'Cancel' }).click()
    await expect.poll(closed).toBe(1)
    expect(confirm).not.toHaveBeenCalled()
  })
})
