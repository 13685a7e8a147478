import { afterEach, describe, expect, test } from 'vitest'
import { createJoinNews } from '../../../../src/ui/shell/join-news.ts'
import type { VaultEvent, VaultStatus } from '../../../../src/vault/index.ts'
import { openWorkspace, type WorkspaceRoot } from '../../../support/workspace-root.ts'

let open: WorkspaceRoot | undefined
const listeners = new Set<(event: VaultEvent) => void>()

afterEach(async () => {
  await open?.remove()
  open = undefined
  listeners.clear()
  Reflect.deleteProperty(document, 'visibilityState')
})

async function setUp(change: (status: VaultStatus) => VaultStatus = (status) => status): Promise<void> {
  const root = await openWorkspace({
    vault: {
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  })
  open = root
  root.setStatus(change(root.services.status()))
  root.own(() => createJoinNews(root.workspace, root.services))
  await Promise.resolve()
}

const toast = (): string | undefined => open?.workspace.toasts.current()?.text
const join = (): void => {
  for (const listener of listeners) listener({ type: 'joined' })
}

function show(visibilityState: 'visible' | 'hidden'): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibilityState })
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('what is said when one tab lets another one in', () => {
  test('the new one says that it was unlocked by another', async () => {
    await setUp((status) => (status.name === 'unlocked' ? { ...status, joined: true } : status))
    expect(toast()).toBe('Unlocked by another tab')
  })

  test('one that was unlocked by its own person says nothing', async () => {
    await setUp()
    expect(toast()).toBeUndefined()
  })

  test('the one that let it in says so', async () => {
    await setUp()
    join()
    expect(toast()).toBe('Another tab was unlocked from this one')
  })

  test('it says so when somebody looks, and once', async () => {
    await setUp()
    show('hidden')
    join()
    expect(toast()).toBeUndefined()
    show('visible')
    expect(toast()).toBe('Another tab was unlocked from this one')
    open?.workspace.toasts.dismiss()
    show('hidden')
    show('visible')
    expect(toast()).toBeUndefined()
  })
})
