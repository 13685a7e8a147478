import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { App } from '../../../src/ui/app.tsx'
import { accountsText } from '../../../src/ui/messages/accounts.ts'
import { plural } from '../../../src/ui/messages/format.ts'
import { language, setLanguage, type Language } from '../../../src/ui/messages/language.ts'
import { shellText } from '../../../src/ui/messages/shell.ts'
import { createDocumentLanguage } from '../../../src/ui/primitives/document-language.ts'
import { ServicesProvider, useServices } from '../../../src/ui/services.tsx'
import { totpDraft } from '../../support/drafts.ts'
import { stageScreen, type Stage } from '../../support/screen-stage.tsx'
import { createStageInstall, createStageStorage } from '../../support/settings-stage.tsx'
import { openVault, type OpenVault } from '../../support/vault-stage.tsx'

const english = language()

/** Two groups of sentences in a language that runs from right to left. */
const hebrew: Language = {
  tag: 'he',
  direction: 'rtl',
  groups: {
    shell: { ...shellText(), lockNow: 'נעילה עכשיו', lock: 'נעילה' },
    accounts: {
      ...accountsText(),
      accounts: 'חשבונות',
      total: (count: number) => plural(count, { one: 'חשבון אחד', two: 'שני חשבונות', other: '# חשבונות' }),
      search: 'חיפוש חשבונות',
      copyCodeFor: (name: string) => `העתקת קוד של ${name}`,
      moreFor: (name: string) => `עוד על ${name}`,
    },
  },
}

let opened: OpenVault | undefined
let stage: Stage | undefined

beforeEach(async () => {
  await page.viewport(1280, 800)
  opened = await openVault([totpDraft({ issuer: 'GitHub', account: 'ada' }), totpDraft({ issuer: 'Proton' })])
  const { vault } = opened
  stage = stageScreen(
    () => (
      <ServicesProvider services={{ ...useServices(), install: createStageInstall(), storage: createStageStorage() }}>
        <App expectsVault={false} />
      </ServicesProvider>
    ),
    { status: vault.status(), vault },
  )
  await expect.element(page.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible()
})

afterEach(async () => {
  setLanguage(english)
  stage?.strike()
  await opened?.remove()
})

const left = (element: Element): number => element.getBoundingClientRect().left

describe('another language', () => {
  test('replaces the sentences of screens that are open, and can be changed back', async () => {
    setLanguage(hebrew)
    await expect.element(page.getByRole('heading', { name: 'חשבונות', level: 1 })).toBeVisible()
    await expect.element(page.getByRole('searchbox', { name: 'חיפוש חשבונות' })).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'העתקת קוד של GitHub (ada)' })).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'נעילה עכשיו' })).toBeVisible()
    setLanguage(english)
    await expect.element(page.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Copy code for GitHub (ada)' })).toBeVisible()
  })

  test('keeps the English sentences of groups that it lacks', async () => {
    setLanguage(hebrew)
    await expect.element(page.getByRole('region', { name: 'Notices' })).toBeInTheDocument()
  })

  test('tells the document its name and direction', () => {
    setLanguage(hebrew)
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['he', 'rtl'])
    setLanguage(english)
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['en', 'ltr'])
  })

  test('mirrors the rows, but neither codes nor names', async () => {
    const row = () => document.querySelector('[data-id]')
    const code = () => row()?.querySelector('[data-part=code]')
    const more = () => row()?.querySelector('[aria-haspopup=menu]')
    const [codeBefore, moreBefore] = [code(), more()]
    if (!codeBefore || !moreBefore) throw new Error('the row is not drawn')
    expect(left(moreBefore)).toBeGreaterThan(left(codeBefore))
    const text = codeBefore.textContent

    setLanguage(hebrew)
    await expect.poll(() => left(more() ?? document.body) < left(code() ?? document.body)).toBe(true)
    expect(code()?.textContent).toBe(text)
    expect(getComputedStyle(code() ?? document.body).direction).toBe('ltr')
    expect(row()?.querySelector('[dir=auto]')?.textContent).toBe('GitHub')
  })

  test('gives axe nothing to say that English does not', async () => {
    const findings = async (): Promise<readonly string[]> => (await stage?.axeFindings()) ?? []
    for (const width of [1280, 390]) {
      await page.viewport(width, 844)
      setLanguage(english)
      await expect.element(page.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible()
      const before = await findings()
      setLanguage(hebrew)
      await expect.element(page.getByRole('heading', { name: 'חשבונות', level: 1 })).toBeVisible()
      expect(await findings(), `${width}`).toEqual(before)
    }
  })
})

test('the document is as it was once the owner has ended', () => {
  const root = document.createElement('div')
  root.lang = 'fr'
  const dispose = createRoot((dispose) => {
    createDocumentLanguage(root)
    return dispose
  })
  expect([root.lang, root.dir]).toEqual(['en', 'ltr'])
  dispose()
  expect([root.lang, root.dir]).toEqual(['fr', ''])
})
