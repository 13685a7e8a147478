import { afterEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { ReadQuestion } from '../../../../src/api/index.ts'
import { site, stageConsent, type ConsentStage } from '../../../support/consent-stage.tsx'
import { totpDraft } from '../../../support/drafts.ts'

let stage: ConsentStage | undefined
afterEach(async () => {
  await stage?.remove()
  stage = undefined
  document.documentElement.removeAttribute('dir')
  await page.viewport(1280, 800)
})

const timer = () => page.getByRole('timer')
const said = () =>
  page
    .getByRole('status')
    .elements()
    .map(({ textContent }) => textContent)
    .filter((text) => text.includes('closes'))
const deny = () => page.getByRole('button', { name: 'Deny', exact: true })
const topOf = (locator: { element(): Element }): number => locator.element().getBoundingClientRect().top

async function askToRead(): Promise<ConsentStage> {
  stage = await stageConsent({ drafts: [totpDraft({ issuer: 'GitHub', account: 'alice' })] })
  void stage.ask(questionTo(stage))
  await expect.element(deny()).toBeVisible()
  return stage
}

const questionTo = ({ vault }: ConsentStage): ReadQuestion => ({
  kind: 'read',
  site,
  method: 'codes.list',
  accounts: vault.accounts(),
  granted: [],
  remembered: undefined,
  canRemember: true,
})

describe('how long a question still stands', () => {
  test('is shown for the last 30 s, and not before', async () => {
    const { clock } = await askToRead()
    clock.advance(89_000)
    expect(timer().elements()).toEqual([])
    clock.advance(1_000)
    await expect.element(timer()).toHaveTextContent(/^This question closes in 30\ss\. The site can ask again\.$/)
    clock.advance(5_000)
    await expect.element(timer()).toHaveTextContent(/closes in 25\ss\./)
    clock.advance(90_000)
    await expect.element(timer()).toHaveTextContent(/closes in 0\ss\./)
  })

  test('is read out once, with the time that is left then', async () => {
    const { clock } = await askToRead()
    expect(said()).toEqual([])
    clock.advance(100_000)
    expect(said()).toEqual(['This question closes in 20\u00a0s. The site can ask again.'])
    clock.advance(5_000)
    await expect.element(timer()).toHaveTextContent(/closes in 15\ss\./)
    expect(said()).toEqual(['This question closes in 20\u00a0s. The site can ask again.'])
  })

  test('begins anew with each question', async () => {
    const { clock, ask, vault } = await askToRead()
    clock.advance(100_000)
    await deny().click()
    await expect
      .element(page.getByRole('heading', { name: 'This site asks for sign-in codes' }))
      .not.toBeInTheDocument()
    void ask({ kind: 'nothing', site, method: 'codes.list', because: 'blocked', status: vault.status().name })
    await expect.element(deny()).toBeVisible()
    expect(timer().elements()).toEqual([])
    clock.advance(90_000)
    await expect.element(timer()).toBeVisible()
  })

  test('goes on over a change of the accounts that are chosen from', async () => {
    const { clock, ask, vault } = await askToRead()
    await deny().click()
    const remembered = { origin: site.origin, accountIds: [], isBlocked: false, createdAt: 0, lastUsedAt: 0, uses: 1 }
    void ask({ ...questionTo({ vault } as ConsentStage), remembered })
    clock.advance(100_000)
    await page.getByRole('link', { name: 'Choose other accounts' }).click()
    await expect.element(timer()).toHaveTextContent(/closes in 20\ss\./)
  })

  test.each([
    [480, 720, 'ltr'],
    [320, 480, 'rtl'],
  ] as const)('moves no answer when it comes, at %i × %i, %s', async (width, height, dir) => {
    await page.viewport(width, height)
    const { clock, axeFindings } = await askToRead()
    document.documentElement.dir = dir
    const before = topOf(deny())
    clock.advance(90_000)
    await expect.element(timer()).toBeVisible()
    expect(topOf(deny())).toBe(before)
    clock.advance(25_000)
    await expect.element(timer()).toHaveTextContent(/closes in 5\ss\./)
    expect(topOf(deny())).toBe(before)
    expect(await axeFindings()).toEqual([])
  })
})
