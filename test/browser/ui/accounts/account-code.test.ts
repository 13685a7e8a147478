import { afterEach, describe, expect, test, vi } from 'vitest'
import type { AccountDraft } from '../../../../src/account.ts'
import type { CodeClipboard } from '../../../../src/ui/primitives/clipboard.ts'
import { createAccountCode, type AccountCode } from '../../../../src/ui/screens/accounts/account-code.ts'
import { createAccountsState, type AccountsState } from '../../../../src/ui/screens/accounts/accounts-state.tsx'
import type { Vault, VaultSettings } from '../../../../src/vault/index.ts'
import { hotpDraft, rfcSecret, totpDraft } from '../../../support/drafts.ts'
import { openWorkspace, rootStart, type WorkspaceRoot } from '../../../support/workspace-root.ts'

/** A clipboard that keeps what it is given, or refuses. */
class FakeClipboard implements CodeClipboard {
  readonly copied: string[] = []
  refuses = false

  async copy(text: string): Promise<boolean> {
    if (!this.refuses) this.copied.push(text)
    return !this.refuses
  }

  async clearNow(): Promise<void> {}
}

interface Stage extends WorkspaceRoot {
  readonly accounts: AccountsState
  readonly clipboard: FakeClipboard
  readonly code: AccountCode
  readonly id: string
  /** The code of the account, so many steps of 30 s after the start. */
  readonly codeOfStep: (step: number) => string
  readonly toast: () => string | undefined
}

let open: WorkspaceRoot | undefined
afterEach(async () => {
  await open?.remove()
  open = undefined
})

async function setUp(draft: AccountDraft, options: { vault?: Partial<Vault> } = {}): Promise<Stage> {
  const root = await openWorkspace({ drafts: [draft], ...options })
  open = root
  const [id = ''] = root.ids
  const clipboard = new FakeClipboard()
  const accounts = root.own(() => createAccountsState(root.workspace))
  const account = root.vault.account(id)
  if (!account) throw new Error('no account')
  const code = root.own(() =>
    createAccountCode({ ...root.workspace, clipboard }, accounts, () => root.workspace.account(id) ?? account),
  )
  return {
    ...root,
    accounts,
    clipboard,
    code,
    id,
    codeOfStep: (step) => root.vault.codeAt(id, rootStart + step * 30_000),
    toast: () => root.workspace.toasts.current()?.text,
  }
}

const seconds = (count: number): void => void vi.advanceTimersByTime(count * 1000)
const set = ({ vault }: WorkspaceRoot, change: Partial<VaultSettings>): Promise<void> => vault.changeSettings(change)

describe('the code of a time-based account', () => {
  test('is the one of the step, and changes with it', async () => {
    const { code, codeOfStep } = await setUp(totpDraft())
    expect(code.code()).toBe(codeOfStep(0))
    expect([code.left(), code.lit()]).toEqual([30, 6])
    seconds(29)
    expect(code.code()).toBe(codeOfStep(0))
    expect([code.left(), code.lit()]).toEqual([1, 1])
    seconds(1)
    expect(code.code()).toBe(codeOfStep(1))
    expect([code.left(), code.lit()]).toEqual([30, 6])
  })

  test('keeps the time of its own period and has as many ticks as digits', async () => {
    const { code, vault, id } = await setUp(totpDraft({ period: 60, digits: 8 }))
    seconds(59)
    expect(code.code()).toBe(vault.codeAt(id, rootStart))
    expect(code.left()).toBe(1)
    seconds(1)
    expect(code.code()).toBe(vault.codeAt(id, rootStart + 60_000))
    expect(code.lit()).toBe(8)
  })

  test('is ending in the last five seconds, or in the last half of a short period', async () => {
    const usual = await setUp(totpDraft())
    seconds(24)
    expect(usual.code.state()).toBe('calm')
    seconds(1)
    expect(usual.code.state()).toBe('ending')
    seconds(5)
    expect(usual.code.state()).toBe('calm')
    await usual.remove()

    const short = await setUp(totpDraft({ period: 6 }))
    seconds(2)
    expect(short.code.state()).toBe('calm')
    seconds(1)
    expect(short.code.state()).toBe('ending')
  })

  test('is gone when the account is, although the row is still there', async () => {
    const { code, vault, id } = await setUp(totpDraft())
    await vault.moveToBin([id])
    await vault.deleteForGood([id])
    seconds(30)
    expect(code.code()).toBeUndefined()
    expect(code.next()).toBeUndefined()
  })

  test('is gone when the vault is locked', async () => {
    const { code, vault } = await setUp(totpDraft())
    vault.lock('idle')
    seconds(30)
    expect(code.code()).toBeUndefined()
  })
})

describe('the next code', () => {
  test('shows in the last seconds, always or never, as it is set', async () => {
    const stage = await setUp(totpDraft())
    const { code, codeOfStep } = stage
    expect(code.next()).toBeUndefined()
    await set(stage, { nextCode: 'always' })
    expect(code.next()).toBe(codeOfStep(1))
    await set(stage, { nextCode: 'ending' })
    seconds(25)
    expect(code.next()).toBe(codeOfStep(1))
    await set(stage, { nextCode: 'never' })
    expect(code.next()).toBeUndefined()
    expect(code.upcoming()).toBe(codeOfStep(1))
  })

  test('is hidden with the code', async () => {
    const stage = await setUp(totpDraft({ hidden: true }))
    await set(stage, { nextCode: 'always' })
    expect([stage.code.next(), stage.code.upcoming()]).toEqual([undefined, undefined])
  })
})

describe('a hidden code', () => {
  test.each([
    ['of one account', totpDraft({ hidden: true }), {}],
    ['as all are', totpDraft(), { hideCodes: true }],
  ])('%s is shown by the first tap and copied by the second', async (_, draft, settings) => {
    const stage = await setUp(draft)
    await set(stage, settings)
    const { code, clipboard, codeOfStep } = stage
    expect([code.state(), code.code()]).toEqual(['hidden', undefined])
    code.activate()
    expect([code.state(), code.code()]).toEqual(['calm', codeOfStep(0)])
    expect(clipboard.copied).toEqual([])
    code.activate()
    expect(clipboard.copied).toEqual([codeOfStep(0)])
  })

  test('is hidden again after 10 s', async () => {
    const { code } = await setUp(totpDraft({ hidden: true }))
    code.activate()
    seconds(10)
    expect(code.state()).toBe('hidden')
  })

  test('can be copied without being shown', async () => {
    const { code, clipboard, codeOfStep } = await setUp(totpDraft({ hidden: true }))
    code.copy()
    await expect.poll(() => clipboard.copied).toEqual([codeOfStep(0)])
    expect(code.code()).toBeUndefined()
  })
})

describe('copying', () => {
  test('marks the row, says when the clipboard is cleared, and counts the use', async () => {
    const { code, clipboard, toast, workspace, id, codeOfStep } = await setUp(totpDraft())
    code.activate()
    await expect.poll(toast).toBe('Code copied. Clipboard clears in 30 s.')
    expect(clipboard.copied).toEqual([codeOfStep(0)])
    expect(code.state()).toBe('copied')
    await expect.poll(() => workspace.account(id)?.useCount).toBe(1)
    seconds(2)
    expect(code.state()).toBe('calm')
  })

  test('does not promise to clear where that is turned off', async () => {
    const stage = await setUp(totpDraft())
    await set(stage, { clearClipboardAfterMs: null })
    stage.code.copy()
    await expect.poll(stage.toast).toBe('Code copied.')
  })

  test('that the browser refuses shows the code, marks nothing and counts nothing', async () => {
    const { code, clipboard, toast, workspace, id, codeOfStep } = await setUp(totpDraft())
    clipboard.refuses = true
    code.activate()
    await expect.poll(toast).toContain(`The code is ${codeOfStep(0)}.`)
    expect(code.state()).toBe('calm')
    expect(workspace.account(id)?.useCount).toBe(0)
  })

  test('in the last seconds says how many are left and offers the next code', async () => {
    const { code, clipboard, toast, workspace, codeOfStep } = await setUp(totpDraft())
    seconds(26)
    code.activate()
    await expect.poll(toast).toBe('Copied, 4 s left.')
    expect(workspace.toasts.current()?.action?.label).toBe('Copy next code')
    workspace.toasts.current()?.action?.run()
    await expect.poll(toast).toBe('Next code copied.')
    expect(clipboard.copied).toEqual([codeOfStep(0), codeOfStep(1)])
  })

  test('the next code that was offered is still that one when its step has begun', async () => {
    const { code, clipboard, toast, workspace, codeOfStep } = await setUp(totpDraft())
    seconds(28)
    code.activate()
    await expect.poll(toast).toBe('Copied, 2 s left.')
    seconds(3)
    workspace.toasts.current()?.action?.run()
    await expect.poll(() => clipboard.copied).toEqual([codeOfStep(0), codeOfStep(1)])
  })

  test('the next code is said to be the next one, at any time of the step', async () => {
    const { code, clipboard, toast, workspace, codeOfStep } = await setUp(totpDraft())
    code.copyNext()
    await expect.poll(toast).toBe('Next code copied.')
    workspace.toasts.dismiss()
    seconds(27)
    code.copyNext()
    await expect.poll(toast).toBe('Next code copied.')
    expect(clipboard.copied).toEqual([codeOfStep(1), codeOfStep(1)])
  })

  test('works in a vault that is open for reading only, without counting', async () => {
    const recordUse = vi.fn<Vault['recordUse']>(async () => undefined)
    const { code, clipboard, setStatus, vault, toast } = await setUp(totpDraft(), { vault: { recordUse } })
    const status = vault.status()
    if (status.name !== 'unlocked') throw new Error('the vault is not open')
    setStatus({ ...status, integrity: { ...status.integrity, readOnlyBecause: 'rolled-back' } })
    code.activate()
    await expect.poll(toast).toMatch(/^Code copied/)
    expect(clipboard.copied).toHaveLength(1)
    expect(recordUse).not.toHaveBeenCalled()
  })
})

describe('a counter-based account', () => {
  // RFC 4226, appendix D.
  const [first, second] = ['755224', '287082']

  test('has no code and no countdown until it is asked', async () => {
    const { code } = await setUp(hotpDraft({ secret: rfcSecret }))
    expect(code.isCounter()).toBe(true)
    expect([code.code(), code.next(), code.upcoming(), code.state()]).toEqual([undefined, undefined, undefined, 'calm'])
    seconds(28)
    expect(code.state()).toBe('calm')
  })

  test('gives one code after the other, each from the vault', async () => {
    const { code, clipboard, workspace, id } = await setUp(hotpDraft({ secret: rfcSecret }))
    code.advance()
    await expect.poll(() => code.code()).toBe(first)
    code.advance()
    await expect.poll(() => code.code()).toBe(second)
    expect(workspace.account(id)?.counter).toBe(2)
    expect(clipboard.copied).toEqual([])
  })

  test('copies the code that shows, and asks for one where none does', async () => {
    const { code, clipboard, workspace, id } = await setUp(hotpDraft({ secret: rfcSecret }))
    code.activate()
    await expect.poll(() => clipboard.copied).toEqual([first])
    code.activate()
    await expect.poll(() => clipboard.copied).toEqual([first, first])
    expect(workspace.account(id)?.counter).toBe(1)
  })

  test('has no next code to copy', async () => {
    const { code, clipboard, workspace, id } = await setUp(hotpDraft({ secret: rfcSecret }))
    code.copyNext()
    await Promise.resolve()
    expect(clipboard.copied).toEqual([])
    expect(workspace.account(id)?.counter).toBe(0)
  })

  test('at its end says so', async () => {
    const { code, toast } = await setUp(hotpDraft({ counter: Number.MAX_SAFE_INTEGER }))
    code.advance()
    await expect.poll(toast).toMatch(/counter of this account has come to its end/)
    expect(code.code()).toBeUndefined()
  })

  test('that is hidden shows its code when it is asked for', async () => {
    const { code } = await setUp(hotpDraft({ secret: rfcSecret, hidden: true }))
    code.activate()
    await expect.poll(() => code.code()).toBe(first)
    seconds(10)
    expect(code.code()).toBeUndefined()
  })
})

describe('an account whose PIN is not known', () => {
  const secret = new Uint8Array(16).fill(7)
  const motp: AccountDraft = {
    type: 'motp',
    issuer: 'Work',
    account: 'a',
    secret,
    algorithm: 'SHA1',
    digits: 6,
    period: 10,
  }

  test('has no code, and says what it lacks when it is asked for one', async () => {
    const { code, clipboard, toast } = await setUp(motp)
    expect([code.code(), code.upcoming()]).toEqual([undefined, undefined])
    code.activate()
    await vi.waitFor(() => expect(toast()).toMatch(/^These codes need a PIN/))
    expect(clipboard.copied).toEqual([])
  })
})
