import { afterEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { Page } from '../../../../src/ui/components/page.tsx'
import { stageScreen, type Stage } from '../../../support/screen-stage.tsx'

let stage: Stage | undefined
afterEach(() => {
  stage?.strike()
  stage = undefined
})

let backs = 0

async function setUp(width: number, backLabel?: string): Promise<Stage> {
  backs = 0
  await page.viewport(width, 800)
  stage = stageScreen(() => (
    <Page
      title="Bin"
      onBack={() => (backs += 1)}
      actions={<button type="button">Empty bin</button>}
      {...(backLabel ? { backLabel } : {})}
    >
      <p>The bin is empty.</p>
    </Page>
  ))
  return stage
}

const back = (name: string) => page.getByRole('button', { name, exact: true })

describe('a page beside the accounts', () => {
  test.each([390, 800, 1280])('has a heading, its actions and a main part at %i px', async (width) => {
    const { axeFindings } = await setUp(width)
    await expect.element(page.getByRole('heading', { name: 'Bin', level: 1 })).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Empty bin' })).toBeVisible()
    await expect.element(page.getByRole('main')).toHaveTextContent('The bin is empty.')
    expect(await axeFindings()).toEqual([])
  })

  test('can be reached by the skip link, which moves the focus', async () => {
    await setUp(1280)
    document.getElementById('main')?.focus()
    await expect.element(page.getByRole('main')).toHaveFocus()
  })

  test('has a way back on a phone only: elsewhere the sidebar is there', async () => {
    await setUp(1280)
    await expect.element(back('Back to accounts')).not.toBeInTheDocument()
    await page.viewport(390, 844)
    await back('Back to accounts').click()
    expect(backs).toBe(1)
  })

  test('may lead back elsewhere', async () => {
    await setUp(390, 'Back to settings')
    await expect.element(back('Back to settings')).toBeVisible()
    await expect.element(back('Back to accounts')).not.toBeInTheDocument()
  })
})
