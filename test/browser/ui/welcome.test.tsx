import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { StorageError } from '../../../src/storage/index.ts'
import { createArrivals } from '../../../src/ui/arrivals.ts'
import type { StrengthWorker } from '../../../src/ui/passphrase/estimator.ts'
import { WelcomeScreen } from '../../../src/ui/screens/welcome/welcome-screen.tsx'
import type { Vault } from '../../../src/vault/index.ts'
import { createBrokenStrengthWorker, createFakeStrengthWorker } from '../../support/fake-strength-worker.ts'
import { stageScreen, type Stage } from '../../support/screen-stage.tsx'

let stage: Stage | undefined
afterEach(() => {
  stage?.strike()
  stage = undefined
})

const passphrase = () => page.getByLabelText('Passphrase', { exact: true })
const confirmation = () => page.getByLabelText('Confirm passphrase')
const meter = () => page.getByRole('meter', { name: 'Passphrase strength' })
const create = () => page.getByRole('button', { name: 'Create vault' })
const suggest = () => page.getByRole('link', { name: 'Suggest one' })
const alert = () => page.getByRole('alert')
const withCode = () => page.getByRole('checkbox', { name: 'Make a recovery code' })

/** A guess for each character: ten make a fair passphrase, fifteen a strong one. */
const byLength = createFakeStrengthWorker((text) => 10 ** text.length)

function setUp(vault: Partial<Vault> = {}, startWorker: () => StrengthWorker = byLength): Stage {
  stage = stageScreen(() => <WelcomeScreen startWorker={startWorker} />, { status: { name: 'absent' }, vault })
  return stage
}

async function fillBoth(text: string): Promise<void> {
  await passphrase().fill(text)
  await confirmation().fill(text)
}

describe('the welcome screen', () => {
  test('says what this is, and asks for a passphrase', async () => {
    setUp()
    await expect.element(page.getByRole('region', { name: 'About MFA Manager' })).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'Create your vault' })).toBeVisible()
    await expect.element(page.getByRole('form', { name: 'Create your vault' })).toBeVisible()
    await expect.element(passphrase()).toHaveFocus()
    await expect.element(create()).toBeDisabled()
  })

  test('says that what was opened before there is a vault waits, and keeps it', async () => {
    const arrivals = createArrivals()
    stage = stageScreen(() => <WelcomeScreen startWorker={byLength} />, { status: { name: 'absent' }, arrivals })
    arrivals.bring({ what: 'add', tab: 'scan' })
    await expect.element(create()).toBeVisible()
    await expect.element(page.getByText(/^What you opened waits here\./)).not.toBeInTheDocument()
    arrivals.bring({ what: 'pictures', files: [new File(['x'], 'x.png')] })
    await expect.element(page.getByText(/^What you opened waits here\./)).toBeVisible()
    await expect.element(create()).toBeVisible()
    expect(arrivals.waiting()).toHaveLength(2)
    expect(await stage.axeFindings()).toEqual([])
  })

  test('says that nobody can reset it, and what the recovery code changes about that', async () => {
    setUp()
    await fillBoth('copper lantern')
    await expect.element(page.getByText('Nobody can reset it.')).toBeVisible()
    await expect.element(page.getByText(/the recovery code are both lost/)).toBeVisible()
    await withCode().click()
    await expect.element(page.getByText(/If the passphrase is lost, so are your codes/)).toBeVisible()
  })

  test('has nothing that axe would change: empty, weak and differing, and ready', async () => {
    const { axeFindings } = setUp()
    expect(await axeFindings()).toEqual([])
    await passphrase().fill('alice2024')
    await confirmation().fill('alice2042')
    await expect.element(alert()).toBeVisible()
    expect(await axeFindings()).toEqual([])
    await fillBoth('copper lantern orbit')
    await expect.element(create()).toBeEnabled()
    expect(await axeFindings()).toEqual([])
  })

  test('gives the browser’s own bar the colour of its panel while it is there', async () => {
    const meta = document.createElement('meta')
    meta.name = 'theme-color'
    meta.content = '#f2f5f2'
    document.head.append(meta)
    const { strike } = setUp()
    expect(meta.content).toMatch(/^rgb/)
    strike()
    expect(meta.content).toBe('#f2f5f2')
    meta.remove()
  })
})

describe('strength', () => {
  test.each([
    ['alice', 1, 'Too weak.', 'Guessed in under a minute.'],
    ['alice2024', 2, 'Weak.', 'About 1 hour to guess with a hundred graphics cards.'],
    ['x7Kq!9pLm2', 3, 'Fair.', 'About 10 hours to guess with a hundred graphics cards.'],
    ['copper lantern!!', 5, 'Strong.', 'About 2,000 years to guess with a hundred graphics cards.'],
    ['copper lantern quiet orbit', 6, 'Very strong.', 'More than a million years to guess'],
  ])('of “%s” lights %i ticks', async (text, score, word, time) => {
    setUp()
    await passphrase().fill(text)
    await expect.element(meter()).toHaveAttribute('aria-valuenow', `${score}`)
    await expect.element(meter()).toHaveAttribute('aria-valuetext', word)
    await expect.element(page.getByRole('form')).toHaveTextContent(time)
  })

  test('is none before anything is entered, and once all is deleted again', async () => {
    setUp()
    await expect.element(meter()).toHaveAttribute('aria-valuenow', '0')
    await expect.element(meter()).toHaveAttribute('aria-valuetext', 'Not entered yet.')
    await passphrase().fill('alice2024')
    await expect.element(meter()).toHaveAttribute('aria-valuenow', '2')
    await passphrase().fill('')
    await expect.element(meter()).toHaveAttribute('aria-valuenow', '0')
  })

  test('is out of six', async () => {
    setUp()
    await expect.element(meter()).toHaveAttribute('aria-valuemin', '0')
    await expect.element(meter()).toHaveAttribute('aria-valuemax', '6')
    expect(meter().element().querySelectorAll('i')).toHaveLength(6)
  })

  test('is being checked while the lists load, and nothing can be made of it yet', async () => {
    const silent: StrengthWorker = {
      onmessage: null,
      onerror: null,
      postMessage: () => undefined,
      terminate: () => undefined,
    }
    setUp({}, () => silent)
    await fillBoth('copper lantern')
    await expect.element(meter()).toHaveAttribute('aria-valuetext', 'Checking…')
    await expect.element(create()).toBeDisabled()
  })

  test('is the length where the lists cannot be loaded, and says so', async () => {
    setUp({}, createBrokenStrengthWorker)
    await fillBoth('copper')
    await expect.element(meter()).toHaveAttribute('aria-valuetext', 'Too short.')
    await expect.element(create()).toBeDisabled()
    await fillBoth('copper lantern')
    await expect.element(meter()).toHaveAttribute('aria-valuetext', 'Long enough.')
    await expect.element(page.getByText(/lists of common passphrases did not load/)).toBeVisible()
    await expect.element(create()).toBeEnabled()
  })
})

describe('the confirmation', () => {
  test('says nothing while it may still become the passphrase', async () => {
    setUp()
    await passphrase().fill('copper lantern')
    await userEvent.type(confirmation(), 'copper')
    await expect.element(alert()).not.toBeInTheDocument()
    await expect.element(create()).toBeDisabled()
  })

  test('says so once it differs', async () => {
    setUp()
    await passphrase().fill('copper lantern')
    await userEvent.type(confirmation(), 'copperx')
    await expect
      .element(alert())
      .toHaveTextContent('The two do not match. Nothing is saved yet; type the second one again.')
    await expect.element(confirmation()).toHaveAttribute('aria-invalid', 'true')
  })

  test('says so when it is left too early', async () => {
    setUp()
    await passphrase().fill('copper lantern')
    await userEvent.type(confirmation(), 'copper')
    await userEvent.tab()
    await expect.element(alert()).toBeVisible()
  })

  test('follows the field above when that is shown', async () => {
    setUp()
    await page.getByRole('button', { name: 'Show passphrase' }).click()
    await expect.element(passphrase()).toHaveAttribute('type', 'text')
    await expect.element(confirmation()).toHaveAttribute('type', 'text')
    await page.getByRole('button', { name: 'Hide passphrase' }).click()
    await expect.element(confirmation()).toHaveAttribute('type', 'password')
  })
})

describe('a suggestion', () => {
  test('is offered for nothing and for too little, and no longer once there is enough', async () => {
    setUp()
    await expect.element(suggest()).toBeVisible()
    await passphrase().fill('alice2024')
    await expect.element(page.getByText('Add two or three unrelated words.')).toBeVisible()
    await expect.element(suggest()).toBeVisible()
    await passphrase().fill('copper lantern')
    await expect.element(suggest()).not.toBeInTheDocument()
  })

  test('fills both fields with five words in clear, ready to be used', async () => {
    setUp()
    await suggest().click()
    await expect.element(passphrase()).toHaveValue(expect.stringMatching(/^(?:[a-z]+ ){4}[a-z]+$/) as string)
    const text = (passphrase().element() as HTMLInputElement).value
    await expect.element(confirmation()).toHaveValue(text)
    await expect.element(passphrase()).toHaveAttribute('type', 'text')
    await expect.element(page.getByText(text, { exact: true })).toBeVisible()
    await expect.element(create()).toBeEnabled()
    await expect.element(passphrase()).toHaveFocus()
    await expect.element(page.getByRole('status')).toHaveTextContent(/^Five words were filled in twice/)
  })

  test('is written out in full only while it may be seen', async () => {
    setUp()
    await suggest().click()
    await expect.element(page.getByText('Write these words down:')).toBeVisible()
    await page.getByRole('button', { name: 'Hide passphrase' }).click()
    await expect.element(page.getByText('Write these words down:')).not.toBeInTheDocument()
  })

  test('that cannot be made is told, and leaves what was typed', async () => {
    setUp({}, createBrokenStrengthWorker)
    await passphrase().fill('alice')
    await suggest().click()
    await expect.element(page.getByText(/word list did not load/)).toBeVisible()
    await expect.element(passphrase()).toHaveValue('alice')
  })
})

describe('creating the vault', () => {
  test('needs both the strength and the confirmation', async () => {
    setUp()
    await fillBoth('alice2024')
    await expect.element(create()).toBeDisabled()
    await passphrase().fill('copper lantern')
    await expect.element(create()).toBeDisabled()
    await confirmation().fill('copper lantern')
    await expect.element(create()).toBeEnabled()
    await confirmation().fill('copper lanterm')
    await expect.element(create()).toBeDisabled()
  })

  test('hands the passphrase over as it was typed, once, with the fields locked', async () => {
    let finish: () => void = () => undefined
    const made = vi.fn<Vault['create']>(() => new Promise((resolve) => (finish = resolve)))
    setUp({ create: made })
    await fillBoth(' Copper lantern ')
    await withCode().click()
    await create().click()
    const busy = page.getByRole('button', { name: 'Creating…' })
    await expect.element(busy).toHaveAttribute('aria-busy', 'true')
    await expect.element(passphrase()).toBeDisabled()
    await expect.element(confirmation()).toBeDisabled()
    await busy.click()
    expect(made.mock.calls).toEqual([[' Copper lantern ']])
    finish()
    await expect.element(passphrase()).toHaveValue('')
  })

  test('makes it with a recovery code unless that is unticked, and hands its groups on first', async () => {
    const order: unknown[] = []
    const made = vi.fn<Vault['create']>(async (_, options) => {
      order.push(options?.recoveryCode?.length)
    })
    stage = stageScreen(
      () => <WelcomeScreen startWorker={byLength} onFreshCode={(groups) => order.push(groups?.join(' '))} />,
      { status: { name: 'absent' }, vault: { create: made } },
    )
    await expect.element(withCode()).toBeChecked()
    await fillBoth('copper lantern')
    await create().click()
    await expect.poll(() => order).toEqual([expect.stringMatching(/^([0-9A-Z]{4} ?){9}$/), 20])
    await expect.poll(() => made.mock.calls[0]?.[1]?.recoveryCode).toEqual(new Uint8Array(20))
  })

  test('takes the recovery code back where no vault was made', async () => {
    const handed: unknown[] = []
    const refuse: Vault['create'] = () => Promise.reject(new StorageError('storage/quota', 'full'))
    stage = stageScreen(() => <WelcomeScreen startWorker={byLength} onFreshCode={(groups) => handed.push(groups)} />, {
      status: { name: 'absent' },
      vault: { create: refuse },
    })
    await fillBoth('copper lantern')
    await create().click()
    await expect.element(alert()).toHaveTextContent(/no room left/)
    expect(handed.at(-1)).toBeUndefined()
    expect(handed).toHaveLength(2)
  })

  test('works from the keyboard alone', async () => {
    const made = vi.fn<Vault['create']>(async () => undefined)
    setUp({ create: made })
    await userEvent.type(passphrase(), 'copper lantern')
    await userEvent.tab()
    await userEvent.tab()
    await userEvent.keyboard('copper lantern')
    await expect.element(create()).toBeEnabled()
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => made.mock.calls.length).toBe(1)
  })

  test('says what went wrong and keeps what was typed', async () => {
    setUp({
      create: async () => {
        throw new StorageError('storage/quota', 'full')
      },
    })
    await fillBoth('copper lantern')
    await create().click()
    await expect.element(alert()).toHaveTextContent(/no room left.*Nothing was changed.*Free some space/)
    await expect.element(passphrase()).toHaveValue('copper lantern')
    await expect.element(create()).toBeEnabled()
  })
})
