import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { IntegrityCard } from '../../../../src/ui/screens/accounts/integrity-card.tsx'
import type { IntegrityReport } from '../../../../src/vault/index.ts'
import { totpDraft } from '../../../support/drafts.ts'
import {
  openVault,
  stagePassphrase,
  stageWorkspace,
  type OpenVault,
  type VaultStage,
} from '../../../support/vault-stage.tsx'

const sound: IntegrityReport = {
  sound: true,
  readOnlyBecause: null,
  missing: [],
  extra: [],
  altered: [],
  unreadable: [],
  olderThanAnchor: false,
}

let opened: OpenVault | undefined
let stage: VaultStage | undefined

beforeEach(async () => {
  await page.viewport(1280, 800)
})

afterEach(async () => {
  stage?.strike()
  stage = undefined
  await opened?.remove()
})

async function setUp(report: Partial<IntegrityReport>, accept: (passphrase: string) => Promise<void> = async () => {}) {
  opened = await openVault([totpDraft()])
  stage = stageWorkspace({ ...opened.vault, acceptState: accept, rawRecord: () => '{}' }, () => (
    <main>
      <h1>Accounts</h1>
      <IntegrityCard />
    </main>
  ))
  stage.setStatus({ name: 'unlocked', integrity: { ...sound, ...report } })
}

const alarm = () => page.getByRole('alert')
const button = (name: string) => page.getByRole('button', { name, exact: true })
const changed = { sound: false, readOnlyBecause: 'integrity' } as const

describe('damage', () => {
  test.each([
    ['a deleted entry', { ...changed, missing: ['a'] }, /1 entry is missing\./],
    [
      'a duplicated entry',
      { ...changed, extra: ['a'], unreadable: ['a'] },
      /1 entry was added and 1 entry cannot be read/,
    ],
    ['swapped entries', { ...changed, altered: ['a', 'b'] }, /2 entries were altered or are older\./],
    ['an older copy', { ...changed, readOnlyBecause: 'rolled-back' }, /An older copy of the vault has been put/],
  ] as const)('%s is shown with a choice, and cannot be waved away', async (_what, report, sentence) => {
    await setUp(report)
    await expect.element(alarm()).toHaveTextContent(sentence)
    await expect.element(alarm().getByRole('button', { name: 'Accept this state' })).toBeVisible()
    await expect.element(alarm().getByRole('button', { name: 'Back up what can be read' })).toBeVisible()
    expect(page.getByRole('button', { name: /dismiss/i }).elements()).toEqual([])
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('is accepted with the passphrase only', async () => {
    const given: string[] = []
    await setUp({ ...changed, missing: ['a'] }, async (passphrase) => {
      given.push(passphrase)
    })
    await button('Accept this state').click()
    const dialog = page.getByRole('dialog', { name: 'Confirm it is you' })
    await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(stagePassphrase)
    await dialog.getByRole('button', { name: 'Accept this state' }).click()
    await expect.element(dialog).not.toBeInTheDocument()
    expect(given).toEqual([stagePassphrase])
  })

  test('lets what is sound be kept first', async () => {
    await setUp({ ...changed, missing: ['a'] })
    await button('Back up what can be read').click()
    await expect.element(page.getByRole('dialog', { name: 'Back up now' })).toBeVisible()
  })
})

test('a header that was recovered from its second copy is said, without alarm', async () => {
  await setUp({ headerRecovered: true })
  await expect.element(page.getByText('A damaged part of the vault was recovered.')).toBeVisible()
  expect(alarm().elements()).toEqual([])
  expect(await stage?.axeFindings()).toEqual([])
  stage?.setStatus({ name: 'unlocked', integrity: { ...sound, headerRecovered: false } })
  await expect.element(page.getByText('A damaged part of the vault was recovered.')).not.toBeInTheDocument()
})
