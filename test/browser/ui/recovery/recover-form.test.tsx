import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { formatRecoveryCode } from '../../../../src/crypto/index.ts'
import { StorageError } from '../../../../src/storage/index.ts'
import { RecoverForm } from '../../../../src/ui/screens/recovery/recover-form.tsx'
import { UnlockScreen } from '../../../../src/ui/screens/unlock/unlock-screen.tsx'
import type { Vault } from '../../../../src/vault/index.ts'
import { createFakeStrengthWorker } from '../../../support/fake-strength-worker.ts'
import { stageScreen, type Stage } from '../../../support/screen-stage.tsx'
import { openVault, stagePassphrase, type OpenVault } from '../../../support/vault-stage.tsx'

const code = new Uint8Array(20).map((_, place) => place * 9 + 1)
const groups = await formatRecoveryCode(code)
const written = groups.join('-')
const otherCode = (await formatRecoveryCode(new Uint8Array(20))).join(' ')
const fresh = 'velvet orbit thunder marble canyon'

let stage: Stage
let opened: OpenVault
let said: string[]

beforeEach(async () => {
  await page.viewport(1280, 800)
  opened = await openVault([], undefined, { recoveryCode: code })
  opened.vault.lock('person')
  said = []
})

afterEach(async () => {
  stage.strike()
  await opened.remove()
})

function setUp(vault: Partial<Vault> = {}): void {
  const startWorker = createFakeStrengthWorker((text) => 10 ** text.length)
  stage = stageScreen(
    () => (
      <main>
        <RecoverForm
          startWorker={startWorker}
          onBack={() => said.push('back')}
          onRecovered={(text) => said.push(text)}
        />
      </main>
    ),
    { vault: { ...opened.vault, ...vault } },
  )
}

const field = () => page.getByRole('textbox', { name: 'Recovery code' })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const alert = () => page.getByRole('alert')

async function toPassphrase(): Promise<void> {
  await field().fill(written)
  await button('Continue').click()
  await expect.element(page.getByLabelText('New passphrase')).toHaveFocus()
}

async function choose(text: string): Promise<void> {
  await page.getByLabelText('New passphrase').fill(text)
  await page.getByLabelText('Confirm passphrase').fill(text)
}

describe('typing a recovery code', () => {
  test('is a form of its own, which counts what is missing', async () => {
    setUp()
    await expect.element(page.getByRole('form', { name: 'Use recovery code' })).toBeVisible()
    await expect.element(field()).toHaveFocus()
    await expect.element(page.getByText(/36 letters and digits\..* 36 to go\./)).toBeVisible()
    await field().fill(written.slice(0, 12))
    await expect.element(page.getByText(/26 to go\./)).toBeVisible()
    await expect.element(button('Continue')).toBeDisabled()
    const input = field().element()
    expect([input.getAttribute('autocomplete'), input.getAttribute('spellcheck')]).toEqual(['off', 'false'])
    expect(await stage.axeFindings()).toEqual([])
  })

  test.each([
    ['a character that no code has', `${written.slice(0, 11)}U${written.slice(12)}`, /^Group 3 has “U”/],
    ['a slip', written.replace(/.$/, (last) => (last === '0' ? '2' : '0')), /^Group 9 has a slip in it/],
    ['too much', `${written} 22`, /2 characters too many/],
    ['groups that do not fit together', `${groups.slice(1, 9).join('')}${groups[0]}`, /do not fit together/],
  ])('tells %s', async (_, text, sentence) => {
    setUp()
    await field().fill(text)
    await expect.element(alert()).toHaveTextContent(sentence)
    await expect.element(button('Continue')).toBeDisabled()
    expect(await stage.axeFindings()).toEqual([])
  })

  test('accepts any grouping and case, and goes on with Enter', async () => {
    setUp()
    await field().fill(groups.join(' ').toLowerCase().replaceAll('0', 'o'))
    await expect.element(page.getByText('Written correctly.')).toBeVisible()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByLabelText('New passphrase')).toHaveFocus()
    await expect.element(field()).not.toBeInTheDocument()
  })

  test('of another vault says so and changes nothing', async () => {
    setUp()
    await field().fill(otherCode)
    await button('Continue').click()
    await expect.element(alert()).toHaveTextContent(/does not open this vault\. Nothing was changed/)
    expect(opened.vault.status().name).toBe('locked')
    await field().fill(written)
    await expect.element(alert()).not.toBeInTheDocument()
  })

  test('is not asked for where there is none', async () => {
    await opened.vault.unlock(stagePassphrase)
    await opened.vault.removeRecoveryCode()
    opened.vault.lock('person')
    setUp()
    await expect.element(page.getByText(/This vault has no recovery code/)).toBeVisible()
    await expect.element(field()).not.toBeInTheDocument()
    await page.getByRole('link', { name: 'Back to passphrase' }).click()
    expect(said).toEqual(['back'])
  })
})

describe('the new passphrase', () => {
  test('is asked for next, and takes the place of the old one', async () => {
    setUp()
    await toPassphrase()
    await expect.element(button('Set passphrase')).toBeDisabled()
    expect(await stage.axeFindings()).toEqual([])
    await choose(fresh)
    await button('Set passphrase').click()
    await expect.poll(() => said).toEqual([expect.stringMatching(/^Your new passphrase is set\./)])
    const { vault } = opened
    expect([await vault.confirmPassphrase(fresh), await vault.confirmPassphrase(stagePassphrase)]).toEqual([
      true,
      false,
    ])
  })

  test('that cannot be written is told, and the vault stays locked', async () => {
    const recover = vi.fn<Vault['recover']>(() => Promise.reject(new StorageError('storage/quota', 'full')))
    setUp({ recover })
    await toPassphrase()
    await choose(fresh)
    await button('Set passphrase').click()
    await expect.element(alert()).toHaveTextContent(/no room left.*Nothing was changed/)
    expect(recover.mock.calls).toEqual([[written, fresh]])
    await expect.element(page.getByLabelText('New passphrase')).toHaveValue(fresh)
  })

  test('is not promised for a vault that is open for reading only', async () => {
    const status: Vault['status'] = () =>
      ({ ...opened.vault.status(), name: 'unlocked' }) as ReturnType<Vault['status']>
    setUp({ status, recover: () => Promise.reject(new Error('read-only')) })
    await toPassphrase()
    await choose(fresh)
    await button('Set passphrase').click()
    await expect.poll(() => said).toEqual([expect.stringMatching(/open for reading only.*was not replaced/)])
  })
})

describe('the lock screen', () => {
  test('leads to the recovery code and back', async () => {
    stage = stageScreen(() => <UnlockScreen />, { vault: opened.vault })
    await page.getByRole('link', { name: 'Use recovery code' }).click()
    await expect.element(field()).toHaveFocus()
    expect(await stage.axeFindings()).toEqual([])
    await page.getByRole('link', { name: 'Back to passphrase' }).click()
    await expect.element(page.getByLabelText('Passphrase', { exact: true })).toHaveFocus()
  })
})
