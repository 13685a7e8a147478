import { describe, expect, it } from 'vitest'
import { emptyForm } from '../../../../src/ui/screens/add-account/account-form-state.ts'
import { dropForm, keepForm, keptForm } from '../../../../src/ui/screens/add-account/kept-form.ts'
import type { Workspace } from '../../../../src/ui/workspace.tsx'
import type { VaultEvent, VaultStatus } from '../../../../src/vault/index.ts'

const half = { ...emptyForm, issuer: 'GitHub' }

function workspaceWith(status: VaultStatus['name']) {
  const listeners = new Set<(event: VaultEvent) => void>()
  const workspace = {
    vault: {
      status: () => ({ name: status }),
      subscribe: (listener: (event: VaultEvent) => void) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  } as unknown as Workspace
  const lock = (): void => {
    for (const listener of listeners) listener({ type: 'status', status: { name: 'locked', reason: 'person' } })
  }
  return { workspace, listeners, lock }
}

describe('a form that was left half typed', () => {
  it('waits in its own workspace', () => {
    const { workspace } = workspaceWith('unlocked')
    const other = workspaceWith('unlocked').workspace
    keepForm(workspace, half)
    expect(keptForm(workspace)).toBe(half)
    expect(keptForm(other)).toBeUndefined()
  })

  it('is gone once it was dropped, and listens no more', () => {
    const { workspace, listeners } = workspaceWith('unlocked')
    keepForm(workspace, half)
    keepForm(workspace, { ...half, account: 'alice' })
    expect(listeners.size).toBe(1)
    dropForm(workspace)
    expect(keptForm(workspace)).toBeUndefined()
    expect(listeners.size).toBe(0)
  })

  it('does not outlive the lock', () => {
    const { workspace, lock, listeners } = workspaceWith('unlocked')
    keepForm(workspace, half)
    lock()
    expect(keptForm(workspace)).toBeUndefined()
    expect(listeners.size).toBe(0)
  })

  it('is not kept when the vault locked first', () => {
    const { workspace } = workspaceWith('locked')
    keepForm(workspace, half)
    expect(keptForm(workspace)).toBeUndefined()
  })
})
