import { afterEach, describe, expect, test, vi } from 'vitest'
import { createSessionGuard } from '../../../../src/ui/shell/session-guard.ts'
import type { VaultSettings, VaultStatus } from '../../../../src/vault/index.ts'
import { openWorkspace, type WorkspaceRoot } from '../../../support/workspace-root.ts'

const minute = 60_000

let open: WorkspaceRoot | undefined
afterEach(async () => {
  await open?.remove()
  open = undefined
  Reflect.deleteProperty(document, 'visibilityState')
})

async function setUp(settings: Partial<VaultSettings> = {}): Promise<WorkspaceRoot> {
  const root = await openWorkspace()
  open = root
  await root.vault.changeSettings(settings)
  root.own(() => createSessionGuard(root.workspace, root.services))
  return root
}

const status = (): VaultStatus | undefined => open?.vault.status()
const lockedBecause = (): string => {
  const now = status()
  return now?.name === 'locked' ? now.reason : `not locked: ${now?.name}`
}
const toast = (): string | undefined => open?.workspace.toasts.current()?.text
const pass = (ms: number): void => void vi.advanceTimersByTime(ms)
const touch = (): boolean => document.dispatchEvent(new Event('pointerdown'))

function press(key: string, held: KeyboardEventInit): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, ...held, bubbles: true, cancelable: true })
  document.body.dispatchEvent(event)
  return event
}

describe('idleness', () => {
  test('locks the vault after the time that is set', async () => {
    await setUp()
    pass(5 * minute - 1)
    expect(status()?.name).toBe('unlocked')
    pass(1)
    expect(lockedBecause()).toBe('idle')
  })

  test('is over with whatever the person does', async () => {
    await setUp()
    for (const type of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
      pass(4 * minute)
      document.dispatchEvent(new Event(type))
    }
    pass(5 * minute - 1)
    expect(status()?.name).toBe('unlocked')
  })

  test('is announced 20 s before, with a way to stay', async () => {
    await setUp()
    pass(5 * minute - 20_001)
    expect(toast()).toBeUndefined()
    pass(1)
    expect(toast()).toBe('Locking in 20 s')
    expect(open?.workspace.toasts.current()?.action?.label).toBe('Stay unlocked')
    document.dispatchEvent(new Event('keydown'))
    expect(toast()).toBeUndefined()
    pass(30_000)
    expect(status()?.name).toBe('unlocked')
  })

  test('is announced until a pointer that moved has had the time to reach the button', async () => {
    await setUp()
    pass(5 * minute - 20_000)
    document.dispatchEvent(new Event('pointermove'))
    pass(3999)
    expect(toast()).toBe('Locking in 20 s')
    pass(1)
    expect(toast()).toBeUndefined()
    expect(status()?.name).toBe('unlocked')
  })

  test('takes back its own announcement only', async () => {
    await setUp()
    pass(5 * minute - 20_000)
    document.dispatchEvent(new Event('pointermove'))
    open?.workspace.toasts.show({ text: 'Code copied.', stayMs: minute })
    pass(4000)
    expect(toast()).toBe('Code copied.')
  })

  test('does not take away what was said about something else', async () => {
    await setUp()
    open?.workspace.toasts.show({ text: 'Code copied.' })
    pass(1000)
    touch()
    expect(toast()).toBe('Code copied.')
  })

  test('is measured by a setting from the moment it is changed', async () => {
    const { vault } = await setUp()
    pass(2 * minute)
    await vault.changeSettings({ lockAfterMs: 3 * minute })
    expect(status()?.name).toBe('unlocked')
    pass(minute)
    expect(lockedBecause()).toBe('idle')
  })

  test('that is too long for a new setting locks at once', async () => {
    const { vault } = await setUp()
    pass(2 * minute)
    await vault.changeSettings({ lockAfterMs: minute })
    expect(lockedBecause()).toBe('idle')
  })

  test('locks nothing where that is turned off', async () => {
    await setUp({ lockAfterMs: null })
    pass(48 * 60 * minute)
    expect(status()?.name).toBe('unlocked')
    expect(toast()).toBeUndefined()
  })
})

describe('leaving the page', () => {
  const hide = (): void => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  }

  test('locks where that is set', async () => {
    await setUp({ lockWhenHidden: true })
    hide()
    expect(lockedBecause()).toBe('hidden')
  })

  test('locks nothing otherwise', async () => {
    await setUp()
    hide()
    expect(status()?.name).toBe('unlocked')
  })
})

describe('the shortcut', () => {
  test.each([
    ['Ctrl+Shift+L', 'L', { ctrlKey: true, shiftKey: true }],
    ['Cmd+Shift+L', 'l', { metaKey: true, shiftKey: true }],
  ])('%s locks, and means nothing to the browser', async (_, key, held) => {
    await setUp()
    const event = press(key, held)
    expect(lockedBecause()).toBe('person')
    expect(event.defaultPrevented).toBe(true)
  })

  test.each([
    ['Ctrl+L', 'l', { ctrlKey: true }],
    ['Shift+L', 'L', { shiftKey: true }],
    ['L', 'l', {}],
    ['Ctrl+Shift+K', 'K', { ctrlKey: true, shiftKey: true }],
  ])('is not %s', async (_, key, held) => {
    await setUp()
    const event = press(key, held)
    expect(status()?.name).toBe('unlocked')
    expect(event.defaultPrevented).toBe(false)
  })
})

test('nothing is watched once the workspace has closed', async () => {
  const { dispose } = await setUp()
  dispose()
  expect(vi.getTimerCount()).toBe(0)
  pass(60 * minute)
  press('L', { ctrlKey: true, shiftKey: true })
  expect(status()?.name).toBe('unlocked')
})
