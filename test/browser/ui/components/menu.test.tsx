import { createSignal, Show, type JSX } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { binIcon, copyIcon, gridIcon, listIcon, pinIcon } from '../../../../src/ui/components/icon-paths.ts'
import { Menu, MenuCheck, MenuChoice, MenuItem, MenuLine } from '../../../../src/ui/components/menu.tsx'
import { stageComponent } from '../../../support/component-stage.tsx'

let stage: ReturnType<typeof stageComponent> | undefined
let done: string[] = []

beforeEach(async () => {
  await page.viewport(1280, 800)
  done = []
})

afterEach(() => {
  stage?.strike()
  stage = undefined
})

const actions = (): JSX.Element => (
  <>
    <MenuItem icon={copyIcon} label="Copy next code" keys="⇧↵" onSelect={() => done.push('copied')} />
    <MenuItem icon={pinIcon} label="Pin" keys="*" onSelect={() => done.push('pinned')} />
    <MenuLine />
    <MenuItem icon={binIcon} label="Move to bin" danger onSelect={() => done.push('binned')} />
  </>
)

function Choices(): JSX.Element {
  const [layout, setLayout] = createSignal<'list' | 'grid'>('list')
  const [hide, setHide] = createSignal(false)
  return (
    <>
      <MenuChoice
        label="Layout"
        value={layout()}
        options={[
          { value: 'list', label: 'List', icon: listIcon },
          { value: 'grid', label: 'Grid', icon: gridIcon },
        ]}
        onChange={(value) => {
          done.push(value)
          setLayout(value)
        }}
      />
      <MenuCheck
        icon={pinIcon}
        label="Hide codes until tapped"
        checked={hide()}
        onChange={(checked) => {
          done.push(`hide ${checked}`)
          setHide(checked)
        }}
      />
    </>
  )
}

interface Options {
  readonly at?: { readonly x: number; readonly y: number }
  readonly content?: () => JSX.Element
}

async function open(options: Options = {}): Promise<void> {
  const [shown, setShown] = createSignal(false)
  let anchor: HTMLButtonElement | undefined
  stage = stageComponent(() => (
    <>
      <button ref={anchor} type="button" aria-haspopup="menu" onClick={() => setShown(true)}>
        More for GitHub (alice)
      </button>
      <Show when={shown() && anchor}>
        {(element) => (
          <Menu label="Actions for GitHub (alice)" anchor={element()} at={options.at} onClose={() => setShown(false)}>
            {(options.content ?? actions)()}
          </Menu>
        )}
      </Show>
    </>
  ))
  await more().click()
  await expect.element(menu()).toBeVisible()
}

const menu = () => page.getByRole('menu', { name: 'Actions for GitHub (alice)' })
const item = (name: string) => page.getByRole('menuitem', { name, exact: true })
// It has no text: a picture of a key is found by what draws it.
const keycap = () => page.elementLocator(document.querySelector('[data-keycap="⇧↵"]') ?? document.body)
// The page behind an open menu is out of reach of roles.
const more = () => page.getByText('More for GitHub (alice)')
const expectClosed = async (): Promise<void> => {
  await expect.element(menu()).not.toBeInTheDocument()
  await expect.element(more()).toHaveFocus()
}

describe('a menu', () => {
  test('has actions by name; the keys that do the same are no part of it', async () => {
    await open()
    for (const name of ['Copy next code', 'Pin', 'Move to bin']) await expect.element(item(name)).toBeVisible()
    await expect.element(page.getByRole('separator')).toBeInTheDocument()
    await expect.element(keycap()).toBeVisible()
    expect(keycap().element().textContent).toBe('')
  })

  test('says on its button that it is open', async () => {
    await open()
    await expect.element(more()).toHaveAttribute('aria-expanded', 'true')
    await userEvent.keyboard('{Escape}')
    await expectClosed()
    await expect.element(more()).not.toHaveAttribute('aria-expanded')
  })

  test('does what is chosen, closes, and gives the focus back', async () => {
    await open()
    await item('Pin').click()
    expect(done).toEqual(['pinned'])
    await expectClosed()
  })

  test.each([
    ['Escape', () => userEvent.keyboard('{Escape}')],
    ['a click outside', () => userEvent.click(document.body, { position: { x: 1200, y: 700 }, force: true })],
  ])('closes with %s, and nothing is done', async (_, leave) => {
    await open()
    await leave()
    await expectClosed()
    expect(done).toEqual([])
  })

  test('is gone through with arrows, Home, End and first letters', async () => {
    await open()
    const seen: string[] = []
    for (const key of ['{ArrowDown}', '{ArrowDown}', '{End}', '{Home}', 'm', '{ArrowUp}']) {
      await userEvent.keyboard(key)
      await expect.poll(() => document.activeElement?.getAttribute('role')).toBe('menuitem')
      seen.push(document.activeElement?.querySelector('span')?.textContent ?? '')
    }
    expect(seen).toEqual(['Copy next code', 'Pin', 'Move to bin', 'Copy next code', 'Move to bin', 'Pin'])
    await userEvent.keyboard('{Enter}')
    expect(done).toEqual(['pinned'])
    await expectClosed()
  })

  test('lies at its button, inside the window', async () => {
    await open()
    const { left, right, top, bottom } = menu().element().getBoundingClientRect()
    expect(left).toBeGreaterThanOrEqual(0)
    expect(right).toBeLessThanOrEqual(1280)
    expect(bottom).toBeLessThanOrEqual(800)
    expect(top).toBeGreaterThanOrEqual(more().element().getBoundingClientRect().bottom)
  })

  test('lies where the pointer was, for a context menu', async () => {
    await open({ at: { x: 600, y: 300 } })
    const { left, right, top } = menu().element().getBoundingClientRect()
    expect(Math.min(Math.abs(left - 600), Math.abs(right - 600))).toBeLessThanOrEqual(8)
    expect(Math.abs(top - 300)).toBeLessThanOrEqual(8)
  })

  test('closes quietly where its button is gone', async () => {
    await open()
    more().element().remove()
    await userEvent.keyboard('{Escape}')
    await expect.element(menu()).not.toBeInTheDocument()
  })

  test('leaves nothing behind: the page can be used again', async () => {
    await open()
    await userEvent.keyboard('{Escape}')
    await expectClosed()
    await expect.element(page.getByRole('button', { name: 'More for GitHub (alice)' })).toBeVisible()
    expect(getComputedStyle(document.body).pointerEvents).not.toBe('none')
  })
})

describe('choices in a menu', () => {
  const radio = (name: string) => page.getByRole('menuitemradio', { name, exact: true })

  test('are a group by name, of which one holds', async () => {
    await open({ content: Choices })
    await expect.element(page.getByRole('group', { name: 'Layout' })).toBeVisible()
    await expect.element(radio('List')).toHaveAttribute('aria-checked', 'true')
    await expect.element(radio('Grid')).toHaveAttribute('aria-checked', 'false')
  })

  test('take effect and close the menu', async () => {
    await open({ content: Choices })
    await radio('Grid').click()
    expect(done).toEqual(['grid'])
    await expectClosed()
  })

  test('can be made with keys', async () => {
    await open({ content: Choices })
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    expect(done).toEqual(['grid'])
    await expectClosed()
  })

  test('may be on or off', async () => {
    await open({ content: Choices })
    const check = page.getByRole('menuitemcheckbox', { name: 'Hide codes until tapped' })
    await expect.element(check).toHaveAttribute('aria-checked', 'false')
    await check.click()
    expect(done).toEqual(['hide true'])
    await expectClosed()
  })
})

describe('axe finds nothing', () => {
  test.each([
    ['in actions', actions, 1280],
    ['in choices', Choices, 1280],
    ['in the sheet of a phone', actions, 390],
  ])('%s', async (_, content, width) => {
    await page.viewport(width, 800)
    await open({ content })
    expect(await stage?.axeFindings()).toEqual([])
  })
})

describe('on a phone', () => {
  beforeEach(async () => {
    await page.viewport(390, 844)
  })

  test('the menu is a sheet at the bottom with targets for thumbs, wherever it was asked for', async () => {
    await open({ at: { x: 100, y: 100 } })
    const { left, width, bottom } = menu().element().getBoundingClientRect()
    expect([left, width, bottom]).toEqual([0, 390, 844])
    expect(item('Pin').element().getBoundingClientRect().height).toBeGreaterThanOrEqual(52)
    await expect.element(keycap()).not.toBeVisible()
  })

  test('a tap beside the sheet closes it', async () => {
    await open()
    await userEvent.click(document.body, { position: { x: 200, y: 200 }, force: true })
    await expectClosed()
    expect(done).toEqual([])
  })
})
