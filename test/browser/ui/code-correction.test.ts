import { afterEach, describe, expect, test, vi } from 'vitest'
import { createComponent } from 'solid-js'
import { codesOf } from '../../../src/api/codes.ts'
import { codeAt } from '../../../src/otp/index.ts'
import type { CodeClipboard } from '../../../src/ui/primitives/clipboard.ts'
import { createAccountCode, type AccountCode } from '../../../src/ui/screens/accounts/account-code.ts'
import { createAccountsState } from '../../../src/ui/screens/accounts/accounts-state.tsx'
import { usePreviewCode } from '../../../src/ui/screens/add-account/code-preview.tsx'
import { WorkspaceProvider } from '../../../src/ui/workspace.tsx'
import type { ClockReading } from '../../../src/pwa/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { createHandClockCheck, type HandClockCheck } from '../../support/hand-clock-check.ts'
import { openWorkspace, rootStart, type WorkspaceRoot } from '../../support/workspace-root.ts'

const draft = totpDraft({ issuer: 'GitHub' })
const stepMs = 30_000

let open: WorkspaceRoot | undefined
afterEach(async () => {
  await open?.remove()
  open = undefined
})

function measured(aheadMs: number): ClockReading {
  return { name: 'measured', aheadMs, withinMs: 520, at: rootStart }
}

interface Stage extends WorkspaceRoot {
  readonly clockCheck: HandClockCheck
  readonly copied: readonly string[]
  readonly row: AccountCode
  /** The code of a draft, as forms and questions show it. */
  readonly preview: () => string | undefined
}

/** A row of the list or of the details, and a preview, on a device whose clock is wrong. */
async function setUp(reading: ClockReading): Promise<Stage> {
  const clockCheck = createHandClockCheck(reading)
  const root = await openWorkspace({ drafts: [draft], services: { clockCheck } })
  open = root
  const copied: string[] = []
  const clipboard: CodeClipboard = {
    copy: (text) => Promise.resolve(copied.push(text) > 0),
    clearNow: () => Promise.resolve(),
  }
  const workspace = { ...root.workspace, clipboard }
  const [id = ''] = root.ids
  const account = root.vault.account(id)
  if (!account) throw new Error('no account')
  const accounts = root.own(() => createAccountsState(workspace))
  const row = root.own(() => createAccountCode(workspace, accounts, () => account))
  let preview: () => string | undefined = () => undefined
  root.own(() =>
    createComponent(WorkspaceProvider, {
      workspace,
      get children() {
        preview = usePreviewCode(() => draft)
        return ''
      },
    }),
  )
  return { ...root, clockCheck, copied, row, preview: () => preview() }
}

const expected = (at: number): string => codeAt(draft, at)

describe('codes on a device whose clock is wrong', () => {
  test('follow that clock until the person says otherwise', async () => {
    const { row, workspace } = await setUp(measured(47_000))
    expect(row.code()).toBe(expected(rootStart))
    expect(workspace.correction()).toEqual({ byMs: 0, from: 'off' })
  })

  test.each([47_300, -47_300, 3_600_000 * 24 * 365])(
    'by %i ms are the right ones everywhere once they are corrected, and agree with what sites get',
    async (aheadMs) => {
      const stage = await setUp(measured(aheadMs))
      const { row, vault, workspace, preview, copied } = stage
      const byMs = Math.round(aheadMs / 1000) * 1000
      await vault.changeSettings({ clockCorrection: { aheadMs, at: rootStart } })
      const right = rootStart - byMs
      expect([row.code(), row.upcoming(), preview()]).toEqual([
        expected(right),
        expected(right + stepMs),
        expected(right),
      ])
      const secondsIn = (((right / 1000) % 30) + 30) % 30
      expect(row.left()).toBe(30 - secondsIn)
      expect(workspace.countdown(30).left()).toBe(30 - secondsIn)
      row.copy()
      row.copyNext()
      await vi.waitFor(() => expect(copied).toEqual([expected(right), expected(right + stepMs)]))
      const forSites = codesOf(vault, vault.accounts(), {
        now: rootStart,
        correctionMs: workspace.correction().byMs,
      })
      expect(forSites).toMatchObject([{ code: expected(right), validUntil: rootStart + (30 - secondsIn) * 1000 }])
      // The rest of the app keeps to the device's time.
      expect(workspace.now()).toBe(rootStart)
    },
  )

  test('change in the second in which they end for the host', async () => {
    const { row, vault } = await setUp(measured(17_000))
    await vault.changeSettings({ clockCorrection: { aheadMs: 17_000, at: rootStart } })
    // The host's clock stands 13 s into a step.
    await vi.advanceTimersByTimeAsync(16_000)
    expect([row.code(), row.left()]).toEqual([expected(rootStart - 17_000), 1])
    await vi.advanceTimersByTimeAsync(1000)
    expect([row.code(), row.left()]).toEqual([expected(rootStart), 30])
  })

  test('follow each new measurement, and an earlier one where there is none', async () => {
    const { row, vault, clockCheck, workspace } = await setUp({ name: 'unknown' })
    await vault.changeSettings({ clockCorrection: { aheadMs: 60_000, at: rootStart } })
    expect(workspace.correction()).toEqual({ byMs: 60_000, from: 'remembered' })
    expect(row.code()).toBe(expected(rootStart - 60_000))
    clockCheck.become(measured(0))
    expect(row.code()).toBe(expected(rootStart))
    clockCheck.become(measured(-90_000))
    expect(row.code()).toBe(expected(rootStart + 90_000))
    await vault.changeSettings({ clockCorrection: null })
    expect(row.code()).toBe(expected(rootStart))
  })
})
