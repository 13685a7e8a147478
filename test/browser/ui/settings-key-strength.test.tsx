import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { CryptoError, kdfLine, type Kdf, type KdfParameters } from '../../../src/crypto/index.ts'
import { VaultError, type Vault } from '../../../src/vault/index.ts'
import { stageSettings, type SettingsStage } from '../../support/settings-stage.tsx'

const salt = new Uint8Array(16)
const standard: KdfParameters = { name: 'argon2id', v: 19, m: 65_536, t: 3, p: 1, salt }

let stage: SettingsStage | undefined

beforeEach(async () => {
  await page.viewport(1280, 800)
})

afterEach(async () => {
  stage?.strike()
  await stage?.remove()
  stage = undefined
})

const hashOf = (parameters: KdfParameters, isBelowPolicy = false, canChoose = true): Partial<Vault> => ({
  passphraseHash: () => Promise.resolve({ parameters, isBelowPolicy, canChoose }),
})
const strength = () => page.getByRole('combobox', { name: 'Key strength' })
const group = () => page.getByRole('group', { name: 'Encryption' })
const button = (name: string) => page.getByRole('button', { name, exact: true })

async function open(vault: Partial<Vault> = {}, kdf?: Kdf): Promise<void> {
  const services = kdf ? { kdf: () => Promise.resolve(kdf) } : {}
  stage = await stageSettings({ section: 'security', vault: { ...hashOf(standard), ...vault }, services })
  await expect.element(group()).toBeVisible()
}

/** A hash that takes as long as its cost says, by a clock that it moves. */
function measuredKdf(
  fails?: (parameters: KdfParameters) => CryptoError | undefined,
): Kdf & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    derive: (_, parameters, { signal } = {}) => {
      asked.push(kdfLine(parameters))
      const failure = fails?.(parameters)
      if (failure) return Promise.reject(failure)
      if (parameters.name === 'argon2id') stage?.clock.advance((parameters.m * parameters.t) / 512)
      return signal?.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve(new Uint8Array(32))
    },
    dispose: () => undefined,
  }
}

describe('key strength', () => {
  test('says what the slot is, and axe finds nothing', async () => {
    await open()
    await expect.element(strength()).toHaveValue('standard')
    await expect.element(group()).toHaveTextContent(/Argon2id, 64 MB, 3 passes\./)
    await expect.element(page.getByText(/^Changed .*Nobody can reset it for you\.$/)).toBeVisible()
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('is changed for the passphrase, after it was said what that means', async () => {
    const asked: unknown[] = []
    await open({
      setKeyStrength: (...given) => {
        asked.push(given)
        return Promise.resolve()
      },
    })
    await strength().selectOptions('Strongest')
    const dialog = page.getByRole('dialog', { name: 'Confirm it is you' })
    await expect
      .element(dialog)
      .toHaveTextContent(/Argon2id, 256 MB, 4 passes\. Unlocking takes about 5\.3 times as long as now\./)
    await dialog.getByLabelText('Passphrase', { exact: true }).fill('typed')
    await button('Continue').click()
    await expect.element(dialog).not.toBeInTheDocument()
    expect(asked).toEqual([['typed', 'strongest']])
    await expect.element(page.getByText('Key strength is Strongest now.')).toBeVisible()
  })

  test('stays what it is when the question is closed', async () => {
    await open()
    await strength().selectOptions('Strong')
    await button('Cancel').click()
    await expect.element(strength()).toHaveValue('standard')
  })

  test.each([
    [new VaultError('vault/wrong-passphrase', 'wrong'), /not the passphrase of this vault/],
    [new CryptoError('crypto/kdf-memory', 'too much'), /not enough memory to derive the key\. Nothing was changed\./],
  ])('says why nothing was changed: %s', async (error, said) => {
    await open({ setKeyStrength: refuse(error) })
    await strength().selectOptions('Strong')
    await page.getByLabelText('Passphrase', { exact: true }).fill('typed')
    await button('Continue').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(said)
    await button('Cancel').click()
    await expect.element(strength()).toHaveValue('standard')
  })

  test('offers what today’s slots are where this one is weaker', async () => {
    await open(hashOf({ name: 'pbkdf2-sha256', i: 1_000_000, salt }, true))
    await expect.element(group()).toHaveTextContent(/PBKDF2, 1,000,000 rounds\./)
    await button('Strengthen key').click()
    await expect.element(page.getByRole('dialog')).toHaveTextContent(/Argon2id, 64 MB, 3 passes\./)
  })

  test('is no choice where Argon2id cannot run', async () => {
    await open(hashOf({ name: 'pbkdf2-sha256', i: 1_000_000, salt }, false, false))
    await expect.element(page.getByText(/cannot run Argon2id/)).toBeVisible()
    await expect.element(strength()).not.toBeInTheDocument()
  })
})

describe('measuring', () => {
  test('tries each strength once, says how long it took, and what that means for a change', async () => {
    const kdf = measuredKdf()
    await open({}, kdf)
    await button('Measure').click()
    await expect
      .element(group().getByRole('status'))
      .toHaveTextContent(/Standard 0\.4 s, Strong 1 s,? and Strongest 2 s\./)
    expect(kdf.asked).toEqual([
      'argon2id v=19 m=65536 t=3 p=1',
      'argon2id v=19 m=131072 t=4 p=1',
      'argon2id v=19 m=262144 t=4 p=1',
    ])
    await expect.element(group()).toHaveTextContent(/Unlocks in 0\.4 s on this device\./)
    expect(await stage?.axeFindings()).toEqual([])
    await strength().selectOptions('Strong')
    await expect.element(page.getByRole('dialog')).toHaveTextContent(/Unlocking then takes about 1 s\./)
  })

  test('says what this device has no memory for', async () => {
    await open(
      {},
      measuredKdf((parameters) => tooLarge(parameters)),
    )
    await button('Measure').click()
    await expect.element(group().getByRole('status')).toHaveTextContent(/Strongest needs more memory than there is\./)
  })

  test('can be stopped', async () => {
    const derive: Kdf['derive'] = (_, __, { signal } = {}) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
    await open({}, { derive, dispose: () => undefined })
    await button('Measure').click()
    await expect.element(group().getByRole('status')).toHaveTextContent('Trying Standard…')
    await button('Stop').click()
    await expect.element(button('Measure')).toBeVisible()
    await expect.element(group().getByRole('status')).toHaveTextContent('')
  })

  test('says where it does not work', async () => {
    await open(
      {},
      measuredKdf(() => new CryptoError('crypto/kdf-failed', 'the worker ended')),
    )
    await button('Measure').click()
    await expect.element(group().getByRole('status')).toHaveTextContent(/could not be measured/)
  })
})

function refuse(error: Error): Vault['setKeyStrength'] {
  return async () => {
    throw error
  }
}

function tooLarge(parameters: KdfParameters): CryptoError | undefined {
  const isTooLarge = parameters.name === 'argon2id' && parameters.m > 131_072
  return isTooLarge ? new CryptoError('crypto/kdf-memory', 'too much') : undefined
}
