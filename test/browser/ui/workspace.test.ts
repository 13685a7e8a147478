import { createEffect, createRoot } from 'solid-js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { StorageError } from '../../../src/storage/index.ts'
import { undoIcon } from '../../../src/ui/components/icon-paths.ts'
import { useServices } from '../../../src/ui/services.tsx'
import { useWorkspace } from '../../../src/ui/workspace.tsx'
import { defaultSettings, type Undo, type Vault } from '../../../src/vault/index.ts'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'
import { createStageStorage } from '../../support/settings-stage.tsx'
import { openWorkspace, rootStart, type WorkspaceRoot } from '../../support/workspace-root.ts'

const drafts = [totpDraft({ issuer: 'GitHub', tags: ['Work'] }), hotpDraft({ issuer: 'Old Bank' })]

let open: WorkspaceRoot | undefined
afterEach(async () => {
  await open?.remove()
  open = undefined
})

async function setUp(options: Parameters<typeof openWorkspace>[0] = {}): Promise<WorkspaceRoot> {
  open = await openWorkspace({ drafts, ...options })
  return open
}

const issuers = ({ workspace }: WorkspaceRoot): readonly string[] => workspace.accounts().map(({ issuer }) => issuer)

const quota = (): Promise<never> => Promise.reject(new StorageError('storage/quota', 'no room'))

describe('the accounts', () => {
  test('are those outside the bin', async () => {
    const stage = await setUp()
    expect(issuers(stage)).toEqual(['GitHub', 'Old Bank'])
    await stage.vault.moveToBin(stage.ids.slice(0, 1))
    expect(issuers(stage)).toEqual(['Old Bank'])
    expect(stage.workspace.bin().map(({ issuer }) => issuer)).toEqual(['GitHub'])
    await stage.vault.restore(stage.ids.slice(0, 1))
    expect(issuers(stage)).toContain('GitHub')
    expect(stage.workspace.bin()).toEqual([])
  })

  test('of a list do not change when a code is used, and each has its latest use', async () => {
    const { workspace, vault, ids } = await setUp()
    const [github = '', bank = ''] = ids
    const told: unknown[] = []
    createRoot(() => createEffect(() => told.push(workspace.accounts())))
    const before = workspace.accounts()
    await vault.recordUse(github)
    await vault.nextCode(bank)
    expect(workspace.accounts()).toBe(before)
    expect(told).toHaveLength(1)
    expect(workspace.account(github)).toMatchObject({ useCount: 1, lastUsedAt: rootStart })
    expect(workspace.account(bank)?.counter).toBe(1)
  })

  test('of a list still do not change with the next use after an edit', async () => {
    const { workspace, vault, ids } = await setUp()
    const [github = '', bank = ''] = ids
    await vault.recordUse(github)
    await vault.editMany([{ id: bank, edit: { pinned: true } }])
    const before = workspace.accounts()
    await vault.recordUse(github)
    await vault.recordUse(bank)
    expect(workspace.accounts()).toBe(before)
  })

  test.each([
    ['issuer', { issuer: 'GitLab' }],
    ['account', { account: 'grace' }],
    ['tags', { tags: ['Private'] }],
    ['note', { note: 'on the shelf' }],
    ['pin', { pinned: true }],
    ['hidden code', { hidden: true }],
    ['icon', { icon: { letters: 'GH' } }],
    ['digits', { digits: 8 }],
    ['place', { order: 7 }],
  ])('of a list change with another %s', async (_, edit) => {
    const { workspace, vault, ids } = await setUp()
    const before = workspace.accounts()
    await vault.editMany([{ id: ids[0] ?? '', edit }])
    expect(workspace.accounts()).not.toBe(before)
    expect(workspace.account(ids[0] ?? '')).toMatchObject(edit)
  })

  test('of a list change when one comes', async () => {
    const stage = await setUp()
    await stage.vault.add([totpDraft({ issuer: 'Proton' })])
    expect(issuers(stage)).toEqual(['GitHub', 'Old Bank', 'Proton'])
  })

  test('tell one row of its own use', async () => {
    const { workspace, vault, ids } = await setUp()
    const uses: unknown[] = []
    createRoot(() => createEffect(() => uses.push(workspace.account(ids[0] ?? '')?.useCount)))
    await vault.recordUse(ids[0] ?? '')
    expect(uses).toEqual([0, 1])
  })
})

describe('the time', () => {
  test('goes on with the seconds, and countdowns with it', async () => {
    const { workspace } = await setUp()
    expect(workspace.now()).toBe(rootStart)
    vi.advanceTimersByTime(12_000)
    expect(workspace.now()).toBe(rootStart + 12_000)
    expect(workspace.countdown(30).left()).toBe(18)
    expect(workspace.countdown(60).left()).toBe(48)
  })
})

describe('settings', () => {
  test('are saved and followed', async () => {
    const { workspace, vault } = await setUp()
    expect(workspace.settings()).toEqual(vault.settings())
    expect(workspace.settings().density).toBe(defaultSettings.density)
    workspace.changeSettings({ density: 'grid' })
    await expect.poll(() => workspace.settings().density).toBe('grid')
    expect(vault.settings().density).toBe('grid')
  })

  test('that could not be saved stay as they were, and that is said', async () => {
    const { workspace } = await setUp({ vault: { changeSettings: quota } })
    workspace.changeSettings({ density: 'grid' })
    await expect.poll(() => workspace.toasts.current()?.text).toMatch(/no room left.*Nothing was changed/)
    expect(workspace.settings().density).toBe('list')
  })
})

describe('an action', () => {
  const bin = ({ workspace, vault, ids }: WorkspaceRoot, index: number): Promise<boolean> =>
    workspace.act(vault.moveToBin([ids[index] ?? '']), `${index} moved to bin`, 'M1 1')

  test('is said with the way back', async () => {
    const stage = await setUp()
    const { workspace } = stage
    expect(await bin(stage, 0)).toBe(true)
    expect(workspace.toasts.current()).toMatchObject({ text: '0 moved to bin', icon: 'M1 1', stayMs: 8000 })
    expect(workspace.toasts.current()?.action?.label).toBe('Undo')
    workspace.toasts.current()?.action?.run()
    await expect.poll(() => workspace.toasts.current()).toMatchObject({ text: 'Undone', icon: undoIcon })
    expect(issuers(stage)).toEqual(['GitHub', 'Old Bank'])
  })

  test('is taken back after the ones that came later', async () => {
    const stage = await setUp()
    await bin(stage, 0)
    await bin(stage, 1)
    expect(issuers(stage)).toEqual([])
    stage.workspace.undoLast()
    await expect.poll(() => issuers(stage)).toEqual(['Old Bank'])
    stage.workspace.undoLast()
    await expect.poll(() => issuers(stage).toSorted()).toEqual(['GitHub', 'Old Bank'])
  })

  test('is taken back once', async () => {
    const undo = vi.fn<Undo>(async () => undefined)
    const { workspace } = await setUp()
    await workspace.act(Promise.resolve(undo), 'done')
    workspace.undoLast()
    workspace.undoLast()
    expect(undo).toHaveBeenCalledOnce()
  })

  test('that says for itself what it did is remembered until it is forgotten', async () => {
    const { workspace } = await setUp()
    const undone: string[] = []
    const undo = (name: string) => () => {
      undone.push(name)
      return Promise.resolve()
    }
    workspace.remember(undo('first'))
    const forget = workspace.remember(undo('second'))
    expect(workspace.toasts.current()).toBeUndefined()
    forget()
    forget()
    workspace.undoLast()
    workspace.undoLast()
    expect(undone).toEqual(['first'])
  })

  test('there was none: nothing is taken back, and nothing said', async () => {
    const { workspace } = await setUp()
    workspace.undoLast()
    expect(workspace.toasts.current()).toBeUndefined()
  })

  test('that failed says why, and leaves nothing to take back', async () => {
    const stage = await setUp()
    expect(await stage.workspace.act(quota(), 'done')).toBe(false)
    await expect.poll(() => stage.workspace.toasts.current()?.text).toMatch(/no room left/)
    stage.workspace.toasts.dismiss()
    stage.workspace.undoLast()
    expect(stage.workspace.toasts.current()).toBeUndefined()
  })

  test('that cannot be taken back says why', async () => {
    const { workspace } = await setUp()
    await workspace.act(Promise.resolve(quota), 'done')
    workspace.undoLast()
    await expect.poll(() => workspace.toasts.current()?.text).toMatch(/no room left/)
  })
})

describe('an error', () => {
  test('without a code is told without its own words', async () => {
    const { workspace } = await setUp()
    workspace.report(new Error('JBSWY3DPEHPK3PXP'))
    await expect.poll(() => workspace.toasts.current()?.text).toMatch(/Something in the app failed/)
    expect(workspace.toasts.current()?.text).not.toContain('JBSW')
  })
})

describe('read-only', () => {
  test('is what the vault’s status says', async () => {
    const { workspace, vault, setStatus } = await setUp()
    expect(workspace.readOnly()).toBe(false)
    const status = vault.status()
    if (status.name !== 'unlocked') throw new Error('the vault is not open')
    setStatus({ ...status, integrity: { ...status.integrity, sound: false, readOnlyBecause: 'integrity' } })
    expect(workspace.readOnly()).toBe(true)
  })
})

describe('asking the browser to keep the storage', () => {
  test.each([
    [false, 1],
    [true, 0],
    ['unknown', 0],
  ] as const)('where it says %s of it: %i times', async (persisted, times) => {
    const persist = vi.fn(() => Promise.resolve(true))
    const storage = createStageStorage({ persisted: () => Promise.resolve(persisted), persist })
    const { workspace } = await setUp({ services: { storage } })
    workspace.askToKeep()
    await storage.persisted()
    await Promise.resolve()
    expect(persist).toHaveBeenCalledTimes(times)
  })
})

describe('a closed workspace', () => {
  test('has no timer, and no longer listens to the vault', async () => {
    const accounts = vi.fn<Vault['accounts']>(() => [])
    const { vault, dispose } = await setUp({ vault: { accounts } })
    dispose()
    expect(vi.getTimerCount()).toBe(0)
    accounts.mockClear()
    await vault.add([totpDraft({ issuer: 'Proton' })])
    expect(accounts).not.toHaveBeenCalled()
  })
})

test('what belongs to the page is refused to what stands outside of it', () => {
  expect(() => useWorkspace()).toThrow(/WorkspaceProvider/)
  expect(() => useServices()).toThrow(/ServicesProvider/)
})
