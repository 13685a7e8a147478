import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { StorageError } from '../../../src/storage/index.ts'
import type { Vault } from '../../../src/vault/index.ts'
import { stageSettings, type SettingsStage } from '../../support/settings-stage.tsx'

let stage: SettingsStage | undefined

beforeEach(async () => {
  await page.viewport(1280, 800)
})

afterEach(async () => {
  stage?.strike()
  await stage?.remove()
  stage = undefined
})

async function setUp(section?: string, vault: Partial<Vault> = {}): Promise<SettingsStage> {
  stage = await stageSettings({ ...(section ? { section } : {}), vault })
  return stage
}

const link = (name: string) => page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name })
const combobox = (name: string) => page.getByRole('combobox', { name, exact: true })
const toggle = (name: string) => page.getByRole('switch', { name })

describe('on a wide screen', () => {
  test('Security stands beside the index unless another section is named', async () => {
    await setUp()
    await expect.element(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
    await expect.element(link('Security')).toHaveAttribute('aria-current', 'page')
    await expect.element(page.getByRole('heading', { name: 'Locking' })).toBeVisible()
  })

  test('a link shows its section', async () => {
    const { visited } = await setUp()
    await link('Appearance').click()
    expect(visited).toEqual(['appearance'])
    await expect.element(link('Appearance')).toHaveAttribute('aria-current', 'page')
    await expect.element(page.getByRole('heading', { name: 'Account list' })).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'Locking' })).not.toBeInTheDocument()
  })

  test('an address that names no section shows the first', async () => {
    await setUp('nowhere')
    await expect.element(link('Security')).toHaveAttribute('aria-current', 'page')
  })

  test('sections that are not there yet are not promised', async () => {
    await setUp()
    const names = page
      .getByRole('navigation', { name: 'Settings' })
      .getByRole('link')
      .elements()
      .map((element) => element.textContent)
    expect(names).toEqual(['Security', 'Appearance', 'Backups', 'Connected sites', 'About'])
  })
})

describe('on a phone', () => {
  beforeEach(async () => {
    await page.viewport(390, 844)
  })

  test('the index comes first, and a section has its own page with a way back', async () => {
    const { visited, backs } = await setUp()
    await expect.element(page.getByRole('heading', { name: 'Locking' })).not.toBeInTheDocument()
    await link('Security').click()
    await expect.element(page.getByRole('heading', { name: 'Security', level: 1 })).toBeVisible()
    await expect.element(page.getByRole('navigation', { name: 'Settings' })).not.toBeInTheDocument()
    await page.getByRole('button', { name: 'Back to settings' }).click()
    expect(visited).toEqual(['security', undefined])
    await expect.element(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
    await page.getByRole('button', { name: 'Back to accounts' }).click()
    expect(backs()).toBe(1)
  })

  test('focus goes to the page, and back to the link it came by', async () => {
    await setUp()
    await link('About').click()
    await expect.poll(() => document.activeElement?.id).toBe('main')
    await page.getByRole('button', { name: 'Back to settings' }).click()
    await expect.element(link('About')).toHaveFocus()
  })

  test('nothing sticks out sideways at 320 px', async () => {
    await page.viewport(320, 640)
    for (const section of ['security', 'appearance', 'backups', 'sites', 'about']) {
      await setUp(section)
      const main = document.getElementById('main')
      expect(main?.scrollWidth, section).toBeLessThanOrEqual(main?.clientWidth ?? 0)
      stage?.strike()
    }
  })
})

describe('axe finds nothing', () => {
  test.each(['security', 'appearance', 'backups', 'sites', 'about'])(
    'in %s, light and dark, wide and narrow',
    async (section) => {
      for (const width of [1280, 390]) {
        await page.viewport(width, 800)
        for (const theme of ['light', 'dark']) {
          document.documentElement.dataset['theme'] = theme
          const { axeFindings } = await setUp(section)
          expect(await axeFindings(), `${width} ${theme}`).toEqual([])
          stage?.strike()
        }
      }
      delete document.documentElement.dataset['theme']
    },
  )

  test('in the index of a phone', async () => {
    await page.viewport(390, 844)
    const { axeFindings } = await setUp()
    expect(await axeFindings()).toEqual([])
  })
})

describe('Security', () => {
  test('saves each change at once', async () => {
    const { vault } = await setUp('security')
    await combobox('Lock after').selectOptions('15 minutes')
    await expect.poll(() => vault.settings().lockAfterMs).toBe(15 * 60_000)
    await combobox('Lock after').selectOptions('Never')
    await expect.poll(() => vault.settings().lockAfterMs).toBeNull()
    await combobox('Clear clipboard').selectOptions('2 minutes')
    await expect.poll(() => vault.settings().clearClipboardAfterMs).toBe(120_000)
    await toggle('Lock when hidden').click()
    await expect.poll(() => vault.settings().lockWhenHidden).toBe(true)
    await toggle('Hide codes until tapped').click()
    await expect.poll(() => vault.settings().hideCodes).toBe(true)
    await expect.element(toggle('Hide codes until tapped')).toBeChecked()
  })

  test('offers the times of the design', async () => {
    await setUp('security')
    const offered = (name: string) => [...combobox(name).element().querySelectorAll('option')].map((o) => o.textContent)
    expect(offered('Lock after')).toEqual(['1 minute', '5 minutes', '15 minutes', '1 hour', 'Never'])
    expect(offered('Clear clipboard')).toEqual(['15 seconds', '30 seconds', '1 minute', '2 minutes', 'Never'])
    await expect.element(combobox('Lock after')).toHaveDisplayValue('5 minutes')
  })

  test('shows a time that is none of those', async () => {
    const opened = await setUp('security')
    await opened.vault.changeSettings({ lockAfterMs: 10 * 60_000 })
    await expect.element(combobox('Lock after')).toHaveDisplayValue('10 minutes')
  })

  test('is honest about the lock of the device and about the clipboard', async () => {
    await setUp('security')
    await expect.element(page.getByText(/Browsers do not tell the app/)).toBeVisible()
    await expect.element(page.getByText(/Clipboard history and sync of your system are out of reach/)).toBeVisible()
  })

  test('a change that could not be saved is reported, and the control shows what is kept', async () => {
    await setUp('security', {
      changeSettings: () => Promise.reject(new StorageError('storage/quota', 'full')),
    })
    await toggle('Lock when hidden').click()
    await expect.element(page.getByRole('status').getByText(/space|full/i)).toBeVisible()
    await expect.element(toggle('Lock when hidden')).not.toBeChecked()
  })

  test('nothing can be changed while the vault is open for reading only', async () => {
    const { vault } = await setUp('security')
    const { integrity } = vault.status() as Extract<ReturnType<Vault['status']>, { name: 'unlocked' }>
    stage?.setStatus({ name: 'unlocked', integrity: { ...integrity, readOnlyBecause: 'integrity' } })
    await expect.element(page.getByText('This vault is open for reading only.')).toBeVisible()
    await expect.element(combobox('Lock after')).toBeDisabled()
    await expect.element(toggle('Lock when hidden')).toBeDisabled()
    await expect.element(page.getByRole('button', { name: 'Change passphrase' })).toBeDisabled()
    await expect.element(page.getByRole('button', { name: 'Test passphrase' })).toBeEnabled()
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('asks before it erases', async () => {
    await setUp('security')
    await page.getByRole('button', { name: 'Erase vault' }).click()
    await expect.element(page.getByRole('alertdialog', { name: 'Erase this vault?' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument()
    await expect.element(page.getByRole('button', { name: 'Erase vault' })).toHaveFocus()
  })
})

describe('Appearance', () => {
  const radio = (group: string, name: string) =>
    page.getByRole('radiogroup', { name: group }).getByRole('radio', { name })

  test('the theme takes effect at once and outside the vault', async () => {
    const { vault } = await setUp('appearance')
    const before = vault.settings()
    await expect.element(radio('Theme', 'System')).toBeChecked()
    await radio('Theme', 'Dark').click()
    expect(document.documentElement.dataset['theme']).toBe('dark')
    await radio('Theme', 'System').click()
    expect(document.documentElement.dataset['theme']).toBeUndefined()
    expect(vault.settings()).toEqual(before)
  })

  test('saves each choice at once', async () => {
    const { vault } = await setUp('appearance')
    await radio('Accent', 'Plum').click()
    await expect.poll(() => vault.settings().accent).toBe('plum')
    await radio('Layout', 'Compact').click()
    await expect.poll(() => vault.settings().density).toBe('compact')
    await combobox('Sort by').selectOptions('By hand')
    await expect.poll(() => vault.settings().sort).toBe('by-hand')
    await combobox('Next code').selectOptions('Always')
    await expect.poll(() => vault.settings().nextCode).toBe('always')
  })

  test.each([
    ['Large', 1.2],
    ['Extra large', 1.45],
  ] as const)('digit size %s multiplies by %d', async (name, size) => {
    const { vault } = await setUp('appearance')
    await combobox('Digit size').selectOptions(name)
    await expect.poll(() => vault.settings().digitSize).toBe(size)
  })

  test.each([
    ['Issuer icons', 'issuerIcons'],
    ['Single-key shortcuts', 'singleKeys'],
    ['Swipe actions', 'swipeActions'],
  ] as const)('%s can be turned off and on again', async (name, setting) => {
    const { vault } = await setUp('appearance')
    await toggle(name).click()
    await expect.poll(() => vault.settings()[setting]).toBe(false)
    await toggle(name).click()
    await expect.poll(() => vault.settings()[setting]).toBe(true)
  })

  test('arrow keys move through the themes', async () => {
    await setUp('appearance')
    await radio('Theme', 'System').click()
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(radio('Theme', 'Dark')).toBeChecked()
    await radio('Theme', 'System').click()
  })
})
