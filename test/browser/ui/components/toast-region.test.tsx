import { createSignal, Show } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Dialog } from '../../../../src/ui/components/dialog.tsx'
import { checkIcon } from '../../../../src/ui/components/icon-paths.ts'
import { ToastRegion } from '../../../../src/ui/components/toast-region.tsx'
import { createToasts, type Toasts } from '../../../../src/ui/primitives/toasts.ts'
import { stageComponent } from '../../../support/component-stage.tsx'

let stage: ReturnType<typeof stageComponent> | undefined

beforeEach(async () => {
  await page.viewport(1280, 800)
})

afterEach(() => {
  stage?.strike()
  stage = undefined
})

function setUp(): Toasts {
  const toasts = createToasts()
  stage = stageComponent(() => <ToastRegion toasts={toasts} />)
  return toasts
}

const region = () => page.getByRole('status')
const undo = () => page.getByRole('button', { name: 'Undo' })

describe('the place of toasts', () => {
  test('is there before anything is said, so that what is said is read out', async () => {
    const toasts = setUp()
    const before = region().element()
    expect(before.textContent).toBe('')
    toasts.show({ text: 'Code copied.' })
    await expect.element(region()).toHaveTextContent('Code copied.')
    expect(region().element()).toBe(before)
  })

  test('lies outside the app, and goes with it', async () => {
    setUp()
    expect(document.getElementById('app')?.contains(region().element())).toBe(false)
    stage?.strike()
    stage = undefined
    await expect.element(region()).not.toBeInTheDocument()
  })

  test('has one toast, the newest', async () => {
    const toasts = setUp()
    toasts.show({ text: 'first' })
    toasts.show({ text: 'second', icon: checkIcon })
    await expect.element(region()).toHaveTextContent(/^second$/)
    toasts.dismiss()
    await expect.element(region()).toHaveTextContent(/^$/)
  })
})

describe('a toast', () => {
  test('is gone before its action runs, which may show another', async () => {
    const toasts = setUp()
    toasts.show({ text: 'Moved to bin', action: { label: 'Undo', run: () => toasts.show({ text: 'Undone' }) } })
    await undo().click()
    await expect.element(region()).toHaveTextContent('Undone')
  })

  test('stays while the pointer or the focus is on it', async () => {
    const toasts = setUp()
    const hold = vi.spyOn(toasts, 'hold')
    toasts.show({ text: 'Moved to bin', action: { label: 'Undo', run: () => undefined } })
    await undo().hover()
    expect(hold.mock.calls).toEqual([[true]])
    await userEvent.hover(page.getByRole('heading', { name: 'Stage' }))
    expect(hold.mock.calls).toEqual([[true], [false]])
    undo().element().focus()
    expect(hold.mock.lastCall).toEqual([true])
    undo().element().blur()
    expect(hold.mock.lastCall).toEqual([false])
  })

  test.each([
    [1280, 800],
    [390, 844],
  ])('lies inside a window of %i × %i', async (width, height) => {
    await page.viewport(width, height)
    const toasts = setUp()
    toasts.show({ text: 'This browser did not let the app copy. The code is 123456.', icon: checkIcon })
    await expect.element(page.getByText(/did not let/)).toBeInViewport({ ratio: 1 })
  })

  test.each([
    ['light', {}],
    ['dark', {}],
  ])('gives axe nothing to say in the theme %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme
    const toasts = setUp()
    toasts.show({ text: 'Moved to bin', icon: checkIcon, action: { label: 'Undo', run: () => undefined } })
    expect(await stage?.axeFindings()).toEqual([])
    delete document.documentElement.dataset['theme']
  })
})

test('a toast over a dialog is heard and can be used, and the dialog stays', async () => {
  const toasts = createToasts()
  const [open, setOpen] = createSignal(true)
  let undone = 0
  stage = stageComponent(() => (
    <>
      <Show when={open()}>
        <Dialog title="Add account" onClose={() => setOpen(false)} />
      </Show>
      <ToastRegion toasts={toasts} />
    </>
  ))
  await expect.element(page.getByRole('dialog', { name: 'Add account' })).toBeVisible()
  toasts.show({ text: 'Moved to bin', action: { label: 'Undo', run: () => (undone += 1) } })
  await expect.element(region()).toHaveTextContent('Moved to bin')
  await undo().click()
  expect(undone).toBe(1)
  await expect.element(page.getByRole('dialog', { name: 'Add account' })).toBeVisible()
})
