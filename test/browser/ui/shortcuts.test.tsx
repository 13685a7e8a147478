import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ShortcutsDialog } from '../../../src/ui/screens/shortcuts/shortcuts-dialog.tsx'
import { openVault, stageWorkspace, type OpenVault, type VaultStage } from '../../support/vault-stage.tsx'

let stage: VaultStage | undefined
let opened: OpenVault | undefined

afterEach(async () => {
  vi.unstubAllGlobals()
  Reflect.deleteProperty(navigator, 'platform')
  stage?.strike()
  await opened?.remove()
})

async function setUp(platform: string, width = 1280): Promise<() => number> {
  await page.viewport(width, 800)
  Object.defineProperty(navigator, 'platform', { value: platform, configurable: true })
  opened = await openVault()
  let closed = 0
  stage = stageWorkspace(opened.vault, () => <ShortcutsDialog onClose={() => (closed += 1)} />)
  await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  return () => closed
}

/** What is drawn on the keys of a shortcut. */
function keysOf(does: string): readonly (string | null | undefined)[] {
  const term = [...document.querySelectorAll('dt')].find((element) => element.textContent === does)
  const keys = term?.parentElement?.querySelectorAll('kbd') ?? []
  return [...keys].map((key) => (key.querySelector('[aria-hidden]') ?? key).textContent)
}

test('names Ctrl where the system has it', async () => {
  await setUp('Linux x86_64')
  expect(keysOf('Search')).toEqual(['/', 'Ctrl', 'K'])
  expect(keysOf('Undo')).toEqual(['Ctrl', 'Z'])
  expect(keysOf('Lock now')).toEqual(['Ctrl', '⇧', 'L'])
})

test('names Command on a Mac, in the order that Macs write it', async () => {
  await setUp('MacIntel')
  expect(keysOf('Search')).toEqual(['/', '⌘', 'K'])
  expect(keysOf('Lock now')).toEqual(['⇧', '⌘', 'L'])
})

test.each([
  ['Just type', ['A–Z']],
  ['Move through accounts', ['↑', '↓']],
  ['First and last account', ['Home', 'End']],
  ['Clear search', ['Esc']],
  ['Copy code', ['↵']],
  ['Copy next code', ['⇧', '↵']],
  ['Open details', ['→']],
  ['Close details', ['←']],
  ['Account menu', ['.', '⇧', 'F10']],
  ['Pin or unpin', ['*']],
  ['Move to bin', ['Del']],
  ['Add account', ['+']],
  ['Settings', [',']],
  ['This list', ['?']],
])('shows what does “%s”', async (does, keys) => {
  await setUp('Linux x86_64')
  expect(keysOf(does)).toEqual(keys)
})

test('reads signs out as words', async () => {
  await setUp('MacIntel')
  await expect.element(page.getByText('Command').first()).toBeInTheDocument()
  expect(document.querySelector('dl')?.textContent).toContain('Slash')
})

test('says so when single keys are turned off', async () => {
  await setUp('Linux x86_64')
  await expect.element(page.getByText(/Shortcuts of one key are off/)).not.toBeInTheDocument()
  await opened?.vault.changeSettings({ singleKeys: false })
  await expect.element(page.getByText(/Shortcuts of one key are off/)).toBeVisible()
})

test('closes with its button and with Escape', async () => {
  const closed = await setUp('Linux x86_64')
  await page.getByRole('button', { name: 'Close' }).click()
  expect(closed()).toBe(1)
  await userEvent.keyboard('{Escape}')
  expect(closed()).toBe(2)
})

test.each([1280, 390])('axe finds nothing at %i px', async (width) => {
  await setUp('Linux x86_64', width)
  expect(await stage?.axeFindings()).toEqual([])
})
