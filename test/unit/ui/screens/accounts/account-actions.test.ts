import { describe, expect, it } from 'vitest'
import type { AccountDraft } from '../../../../../src/account.ts'
import { createAccountActions } from '../../../../../src/ui/screens/accounts/account-actions.ts'
import type { Workspace } from '../../../../../src/ui/workspace.tsx'
import { compareAccounts, VaultError, type Undo, type Vault } from '../../../../../src/vault/index.ts'
import { totpDraft } from '../../../../support/drafts.ts'
import { createMemoryDisk, type MemoryDisk } from '../../../../support/memory-disk.ts'
import { createTabStage } from '../../../../support/tab-stage.ts'

/** The part of a workspace that actions use, over a real vault. */
async function stageActions(drafts: readonly AccountDraft[]) {
  const disk: MemoryDisk = createMemoryDisk()
  const vault: Vault = await createTabStage(disk).createVault()
  const ids = await vault.add(drafts)
  const said: string[] = []
  const undos: Undo[] = []
  const running: Promise<unknown>[] = []
  const workspace: Partial<Workspace> = {
    vault,
    act(action, sentence) {
      const done = action.then(
        (undo) => {
          undos.push(undo)
          said.push(sentence)
          return true
        },
        () => false,
      )
      running.push(done)
      return done
    },
  }
  return {
    vault,
    disk,
    ids,
    said,
    actions: createAccountActions(workspace as Workspace),
    settled: () => Promise.all(running),
    undo: () => undos.pop()?.(),
    issuers: (): readonly string[] =>
      vault
        .accounts()
        .toSorted(compareAccounts('by-hand'))
        .map(({ issuer }) => issuer),
    id: (issuer: string): string => vault.accounts().find((account) => account.issuer === issuer)?.id ?? '',
  }
}

const named = (...issuers: readonly string[]): readonly AccountDraft[] =>
  issuers.map((issuer) => totpDraft({ issuer, account: 'ada' }))

describe('pinning', () => {
  it('turns one account over, says which, and can be taken back', async () => {
    const { vault, actions, said, undo, id } = await stageActions(named('GitHub'))
    const pinned = (): boolean | undefined => vault.account(id('GitHub'))?.pinned
    const github = vault.account(id('GitHub'))
    if (!github) throw new Error('no account')
    expect(await actions.togglePinned(github)).toBe(true)
    expect(pinned()).toBe(true)
    expect(said).toEqual(['GitHub (ada) pinned'])
    await undo()
    expect(pinned()).toBe(false)
  })

  it('unpins an account that is pinned', async () => {
    const { vault, actions, said, id } = await stageActions([totpDraft({ issuer: 'GitHub', pinned: true })])
    const github = vault.account(id('GitHub'))
    if (github) await actions.togglePinned(github)
    expect(vault.account(id('GitHub'))?.pinned).toBe(false)
    expect(said).toEqual(['GitHub (ada@example.org) unpinned'])
  })

  it('takes several at once, and counts them', async () => {
    const { vault, actions, settled, said, ids } = await stageActions(named('A', 'B', 'C'))
    actions.pin(ids.slice(0, 2))
    await settled()
    expect(vault.accounts().map(({ pinned }) => pinned)).toEqual([true, true, false])
    expect(said).toEqual(['2 accounts pinned'])
  })

  it('passes over an account that another tab has deleted for good', async () => {
    const { vault, actions, settled, ids } = await stageActions(named('A', 'B'))
    actions.pin([...ids, 'gone'])
    await settled()
    expect(vault.accounts().map(({ pinned }) => pinned)).toEqual([true, true])
  })
})

describe('the bin', () => {
  it('takes one or many, in one step back', async () => {
    const { vault, actions, said, undo, ids } = await stageActions(named('A', 'B', 'C'))
    await actions.moveToBin(ids.slice(0, 1))
    await actions.moveToBin(ids.slice(1))
    expect(said).toEqual(['A (ada) moved to bin', '2 accounts moved to bin'])
    expect(vault.accounts()).toEqual([])
    await undo()
    expect(vault.accounts().map(({ issuer }) => issuer)).toEqual(['B', 'C'])
  })
})

describe('tagging', () => {
  it('adds tags to those that are there, each once', async () => {
    const { vault, actions, ids } = await stageActions([
      totpDraft({ issuer: 'A', tags: ['Work', 'Old'] }),
      totpDraft({ issuer: 'B' }),
    ])
    expect(await actions.addTags(ids, ['Work', 'New'])).toBe(true)
    expect(vault.accounts().map(({ tags }) => tags)).toEqual([
      ['Work', 'Old', 'New'],
      ['Work', 'New'],
    ])
  })

  it('answers false when nothing was written', async () => {
    const { disk, actions, ids, said } = await stageActions(named('A'))
    disk.failNextWrite(new VaultError('vault/limits', 'too much'))
    expect(await actions.addTags(ids, ['Work'])).toBe(false)
    expect(said).toEqual([])
  })
})

describe('moving by hand', () => {
  it('goes one place up or down', async () => {
    const { actions, issuers, ids, id, said } = await stageActions(named('A', 'B', 'C', 'D'))
    expect(await actions.moveInOrder(id('C'), -1, ids)).toBe(true)
    expect(issuers()).toEqual(['A', 'C', 'B', 'D'])
    const shown = ['A', 'C', 'B', 'D'].map(id)
    expect(await actions.moveInOrder(id('A'), 1, shown)).toBe(true)
    expect(issuers()).toEqual(['C', 'A', 'B', 'D'])
    expect(said).toEqual(['Order changed', 'Order changed'])
  })

  it('stops at both ends, and writes nothing there', async () => {
    const { actions, disk, issuers, ids, id } = await stageActions(named('A', 'B'))
    const { commit } = disk.counts
    expect(await actions.moveInOrder(id('A'), -1, ids)).toBe(false)
    expect(await actions.moveInOrder(id('B'), 1, ids)).toBe(false)
    expect(await actions.moveInOrder('gone', 1, ids)).toBe(false)
    expect(disk.counts.commit).toBe(commit)
    expect(issuers()).toEqual(['A', 'B'])
  })

  it('can be taken back', async () => {
    const { actions, issuers, ids, id, undo } = await stageActions(named('A', 'B', 'C'))
    await actions.moveInOrder(id('C'), -1, ids)
    await undo()
    expect(issuers()).toEqual(['A', 'B', 'C'])
  })

  it('within a list of some leaves the others where they are', async () => {
    const { actions, issuers, id } = await stageActions(named('A', 'B', 'C', 'D', 'E'))
    expect(await actions.moveInOrder(id('E'), -1, ['B', 'D', 'E'].map(id))).toBe(true)
    expect(issuers()).toEqual(['A', 'B', 'C', 'E', 'D'])
    expect(await actions.moveInOrder(id('E'), -1, ['B', 'E', 'D'].map(id))).toBe(true)
    expect(issuers()).toEqual(['A', 'E', 'C', 'B', 'D'])
  })

  it('writes only what has changed places', async () => {
    const { vault, actions, ids, id } = await stageActions(named('A', 'B', 'C', 'D'))
    const before = new Map(vault.accounts().map((account) => [account.id, account]))
    await actions.moveInOrder(id('D'), -1, ids)
    const written = vault.accounts().filter((account) => before.get(account.id) !== account)
    expect(written.map(({ issuer }) => issuer)).toEqual(['C', 'D'])
  })

  it('parts accounts that had the same place', async () => {
    const { actions, issuers, id } = await stageActions(
      ['A', 'B', 'C'].map((issuer) => totpDraft({ issuer, order: 0 })),
    )
    expect(issuers()).toEqual(['A', 'B', 'C'])
    await actions.moveInOrder(id('C'), -1, ['A', 'B', 'C'].map(id))
    expect(issuers()).toEqual(['A', 'C', 'B'])
  })
})
