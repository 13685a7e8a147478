import { createSignal, Show, type JSX } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Button } from '../../../../src/ui/components/button.tsx'
import { ConfirmDialog } from '../../../../src/ui/components/confirm-dialog.tsx'
import { Dialog } from '../../../../src/ui/components/dialog.tsx'
import { DiscardDialog } from '../../../../src/ui/components/discard-dialog.tsx'
import { warningIcon } from '../../../../src/ui/components/icon-paths.ts'
import { stageComponent } from '../../../support/component-stage.tsx'

let stage: ReturnType<typeof stageComponent> | undefined

beforeEach(async () => {
  await page.viewport(1280, 800)
})

afterEach(() => {
  stage?.strike()
  stage = undefined
})

/** Something that is open until it closes itself. */
type Layer = (close: () => void) => JSX.Element

/** A button that opens a layer. */
function Opener(props: { readonly name: string; readonly layer: Layer }): JSX.Element {
  const [open, setOpen] = createSignal(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{props.name}</Button>
      <Show when={open()}>{props.layer(() => setOpen(false))}</Show>
    </>
  )
}

async function open(layer: Layer): Promise<void> {
  stage = stageComponent(() => <Opener name="Open" layer={layer} />)
  await page.getByRole('button', { name: 'Open' }).click()
}

const dialog = (name: string) => page.getByRole('dialog', { name })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const app = (): HTMLElement => {
  const root = document.getElementById('app')
  if (!root) throw new Error('there is no app')
  return root
}
const clickOutside = (): Promise<void> => userEvent.click(document.body, { position: { x: 4, y: 4 } })

const plain: Layer = (close) => (
  <Dialog
    title="Tag accounts"
    text="Several tags are separated by commas."
    onClose={close}
    foot={<Button>Save</Button>}
  >
    <label>
      Add tag <input />
    </label>
  </Dialog>
)

describe('a dialog', () => {
  test('is named by its title and described by its text', async () => {
    await open(plain)
    const element = dialog('Tag accounts')
    await expect.element(element).toBeVisible()
    await expect.element(element).toHaveAttribute('aria-modal', 'true')
    await expect.element(element).toHaveAccessibleDescription('Several tags are separated by commas.')
    await expect.element(page.getByRole('heading', { name: 'Tag accounts', level: 2 })).toBeVisible()
  })

  test('lies outside the app, which nothing reaches while it is open', async () => {
    await open(plain)
    expect(app().contains(dialog('Tag accounts').element())).toBe(false)
    expect([app().inert, app().getAttribute('aria-hidden')]).toEqual([true, 'true'])
    await button('Close').click()
    await expect.element(dialog('Tag accounts')).not.toBeInTheDocument()
    expect([app().inert, app().hasAttribute('aria-hidden')]).toEqual([false, false])
  })

  test('keeps the focus in it', async () => {
    await open(plain)
    await expect.element(page.getByLabelText('Add tag')).toHaveFocus()
    const seen: (string | null | undefined)[] = []
    for (let count = 0; count < 4; count += 1) {
      await userEvent.tab()
      seen.push(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)
    }
    expect(seen).toEqual(['Save', 'Close', '', 'Save'])
    await userEvent.tab({ shift: true })
    await expect.element(page.getByLabelText('Add tag')).toHaveFocus()
  })

  test.each([
    ['Escape', () => userEvent.keyboard('{Escape}')],
    ['its close button', () => button('Close').click()],
    ['a click outside', clickOutside],
  ])('closes with %s, and gives the focus back', async (_, leave) => {
    await open(plain)
    await expect.element(page.getByLabelText('Add tag')).toHaveFocus()
    await leave()
    await expect.element(dialog('Tag accounts')).not.toBeInTheDocument()
    await expect.element(button('Open')).toHaveFocus()
  })

  test('stays where its owner does not let it go', async () => {
    let asked = 0
    await open(() => <Dialog title="Add account" onClose={() => (asked += 1)} />)
    await userEvent.keyboard('{Escape}')
    await button('Close').click()
    await clickOutside()
    expect(asked).toBe(3)
    await expect.element(dialog('Add account')).toBeVisible()
    expect(app().inert).toBe(true)
  })

  test('does not fail where what opened it is gone', async () => {
    const [there, setThere] = createSignal(true)
    const [shown, setShown] = createSignal(false)
    stage = stageComponent(() => (
      <>
        <Show when={there()}>
          <Button onClick={() => setShown(true)}>Open</Button>
        </Show>
        <Show when={shown()}>{plain(() => setShown(false))}</Show>
      </>
    ))
    await button('Open').click()
    setThere(false)
    await userEvent.keyboard('{Escape}')
    await expect.element(dialog('Tag accounts')).not.toBeInTheDocument()
    expect(document.activeElement).toBe(document.body)
  })

  test('starts on what asks for it, else on the first field, else on a button', async () => {
    await open((close) => (
      <Dialog title="First" onClose={close} foot={<Button data-autofocus="">Here</Button>}>
        <input aria-label="Not here" />
      </Dialog>
    ))
    await expect.element(button('Here')).toHaveFocus()
    stage?.strike()

    await open((close) => (
      <Dialog title="Second" onClose={close}>
        <input aria-label="Not here" disabled />
        <textarea aria-label="Here" />
      </Dialog>
    ))
    await expect.element(page.getByLabelText('Here', { exact: true })).toHaveFocus()
    stage?.strike()

    await open((close) => <Dialog title="Third" bare onClose={close} foot={<Button>Done</Button>} />)
    await expect.element(button('Done')).toHaveFocus()
  })

  test('of prose can be scrolled by keys', async () => {
    await open((close) => (
      <Dialog title="Privacy" prose onClose={close}>
        <p style={{ 'block-size': '3000px' }}>No data leaves this device.</p>
      </Dialog>
    ))
    const body = page.getByText('No data leaves this device.').element().parentElement
    expect(body?.tabIndex).toBe(0)
    body?.focus()
    await userEvent.keyboard('{PageDown}')
    await expect.poll(() => body?.scrollTop).toBeGreaterThan(0)
  })

  test('has no close button where the buttons at its foot are the only way on', async () => {
    await open((close) => (
      <Dialog title="Keep this recovery code" bare sign={warningIcon} onClose={close} foot={<Button>Done</Button>} />
    ))
    await expect.element(button('Done')).toBeVisible()
    await expect.element(button('Close')).not.toBeInTheDocument()
  })

  test.each([
    ['as it is', plain],
    ['with a sign and no text', (close) => <Dialog title="Gone" sign={warningIcon} onClose={close} />],
    ['of prose', (close) => <Dialog title="Privacy" prose onClose={close} />],
  ] satisfies [string, Layer][])('gives axe nothing to say, %s', async (_, layer) => {
    await open(layer)
    expect(await stage?.axeFindings()).toEqual([])
  })
})

describe('a dialog over a dialog', () => {
  const outer: Layer = (close) => (
    <Dialog title="Outer" onClose={close}>
      <Opener name="Further" layer={(close) => <Dialog title="Inner" onClose={close} />} />
    </Dialog>
  )
  const openBoth = async (): Promise<void> => {
    await open(outer)
    await button('Further').click()
    await expect.element(dialog('Inner')).toBeVisible()
  }

  test('has the focus, and gives it back to the one below', async () => {
    await openBoth()
    await expect.poll(() => dialog('Inner').element().contains(document.activeElement)).toBe(true)
    await userEvent.keyboard('{Escape}')
    await expect.element(dialog('Inner')).not.toBeInTheDocument()
    await expect.element(dialog('Outer')).toBeVisible()
    await expect.element(button('Further')).toHaveFocus()
  })

  test('keeps the app out of reach until both are closed', async () => {
    await openBoth()
    await userEvent.keyboard('{Escape}')
    await expect.element(dialog('Inner')).not.toBeInTheDocument()
    expect(app().inert).toBe(true)
    await userEvent.keyboard('{Escape}')
    await expect.element(dialog('Outer')).not.toBeInTheDocument()
    expect(app().inert).toBe(false)
    await expect.element(button('Open')).toHaveFocus()
  })

  test('takes a click outside for itself alone', async () => {
    await openBoth()
    await clickOutside()
    await expect.element(dialog('Inner')).not.toBeInTheDocument()
    await expect.element(dialog('Outer')).toBeVisible()
  })

  test('gives axe nothing to say', async () => {
    await openBoth()
    expect(await stage?.axeFindings()).toEqual([])
  })
})

describe('a question that must be answered', () => {
  let answers: string[] = []
  const ask: Layer = (close) => (
    <ConfirmDialog
      title="Empty the bin?"
      text="2 accounts will be deleted for good."
      confirm="Empty bin"
      onConfirm={() => {
        answers.push('yes')
        close()
      }}
      onClose={() => {
        answers.push('no')
        close()
      }}
    />
  )
  const question = () => page.getByRole('alertdialog', { name: 'Empty the bin?' })
  beforeEach(async () => {
    answers = []
    await open(ask)
  })

  test('is an alert with its reason, and starts on the safe answer', async () => {
    await expect.element(question()).toHaveAccessibleDescription('2 accounts will be deleted for good.')
    await expect.element(button('Cancel')).toHaveFocus()
    await expect.element(button('Close')).not.toBeInTheDocument()
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('is not answered by a click outside', async () => {
    await clickOutside()
    await expect.element(question()).toBeVisible()
    expect(answers).toEqual([])
  })

  test.each([
    ['Escape', () => userEvent.keyboard('{Escape}'), ['no']],
    ['Enter, which is on the safe answer', () => userEvent.keyboard('{Enter}'), ['no']],
    ['Cancel', () => button('Cancel').click(), ['no']],
    ['its other button', () => button('Empty bin').click(), ['yes']],
  ])('is answered by %s', async (_, answer, expected) => {
    await expect.element(button('Cancel')).toHaveFocus()
    await answer()
    await expect.element(question()).not.toBeInTheDocument()
    expect(answers).toEqual(expected)
    await expect.element(button('Open')).toHaveFocus()
  })
})

describe('the question before changes are dropped', () => {
  test.each([
    ['Escape keeps', () => userEvent.keyboard('{Escape}'), 'kept'],
    ['Enter keeps', () => userEvent.keyboard('{Enter}'), 'kept'],
    ['Discard drops', () => button('Discard').click(), 'discarded'],
  ])('%s them', async (_, answer, expected) => {
    const answers: string[] = []
    await open(() => <DiscardDialog onDiscard={() => answers.push('discarded')} onKeep={() => answers.push('kept')} />)
    await expect.element(page.getByRole('alertdialog', { name: 'Discard changes?' })).toBeVisible()
    await expect.element(button('Keep editing')).toHaveFocus()
    await answer()
    expect(answers).toEqual([expected])
  })
})

describe('on a phone', () => {
  beforeEach(async () => {
    await page.viewport(390, 844)
  })

  /** Where a dialog lies once it has come to rest. */
  async function box(name: string): Promise<DOMRect> {
    const element = dialog(name).element()
    await Promise.allSettled(element.getAnimations().map(({ finished }) => finished))
    return element.getBoundingClientRect()
  }

  test('a dialog is a sheet at the bottom, its buttons one below the other', async () => {
    await open((close) => (
      <Dialog
        title="Tag accounts"
        onClose={close}
        foot={
          <>
            <Button>Cancel</Button>
            <Button>Save tags</Button>
          </>
        }
      />
    ))
    const { left, width, bottom } = await box('Tag accounts')
    expect([left, width, bottom]).toEqual([0, 390, 844])
    const [cancel, save] = ['Cancel', 'Save tags'].map((name) => button(name).element().getBoundingClientRect())
    expect(save?.bottom).toBeLessThan(cancel?.top ?? 0)
    expect([cancel?.height, save?.height]).toEqual([50, 50])
  })

  test('a wide one is the whole page', async () => {
    await open((close) => <Dialog title="Add account" wide onClose={close} />)
    const { left, top, width, height } = await box('Add account')
    expect([left, top, width, height]).toEqual([0, 0, 390, 844])
  })

  test('a long one scrolls inside, and its head and foot stay', async () => {
    await open((close) => (
      <Dialog title="Long" onClose={close} foot={<Button>Done</Button>}>
        <p style={{ 'block-size': '3000px' }}>So much to say</p>
      </Dialog>
    ))
    const { top, bottom } = await box('Long')
    expect(top).toBeGreaterThanOrEqual(24)
    expect(bottom).toBe(844)
    await expect.element(button('Done')).toBeInViewport()
    await expect.element(button('Close')).toBeInViewport()
  })
})
