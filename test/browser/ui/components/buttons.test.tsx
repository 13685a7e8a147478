import { createSignal } from 'solid-js'
import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Button, IconButton, TextLink } from '../../../../src/ui/components/button.tsx'
import { closeIcon, pinIcon } from '../../../../src/ui/components/icon-paths.ts'
import { stageComponent } from '../../../support/component-stage.tsx'

let stage: ReturnType<typeof stageComponent> | undefined
afterEach(() => {
  stage?.strike()
  stage = undefined
})

function show(...[component]: Parameters<typeof stageComponent>): void {
  stage = stageComponent(component)
}

const button = (name: string) => page.getByRole('button', { name, exact: true })

describe('a button', () => {
  test('is named by its words, with or without an icon', async () => {
    show(() => (
      <>
        <Button>Save</Button>
        <Button icon={pinIcon} look="primary" size="big" wide>
          Pin
        </Button>
      </>
    ))
    await expect.element(button('Save')).toBeVisible()
    await expect.element(button('Pin')).toBeVisible()
    expect(button('Pin').element().querySelector('svg')?.getAttribute('aria-hidden')).toBe('true')
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('does not send the form it stands in, unless it is told to', async () => {
    const sent: string[] = []
    show(() => (
      <form
        onSubmit={(event) => {
          event.preventDefault()
          sent.push('sent')
        }}
      >
        <Button onClick={() => sent.push('pressed')}>Show</Button>
        <Button type="submit">Send</Button>
      </form>
    ))
    await button('Show').click()
    expect(sent).toEqual(['pressed'])
    await button('Send').click()
    expect(sent).toEqual(['pressed', 'sent'])
  })

  test('passes on what a button can have, and follows it', async () => {
    const [busy, setBusy] = createSignal(false)
    show(() => (
      <Button class="mine" disabled={busy()} aria-busy={busy()}>
        {busy() ? 'Creating…' : 'Create vault'}
      </Button>
    ))
    expect(button('Create vault').element().classList.contains('mine')).toBe(true)
    setBusy(true)
    await expect.element(button('Creating…')).toBeDisabled()
    await expect.element(button('Creating…')).toHaveAttribute('aria-busy', 'true')
  })

  test.each(['plain', 'primary', 'quiet', 'ghost', 'danger', 'dangerLine'] as const)(
    'of the look %s can be read in both themes',
    async (look) => {
      show(() => <Button look={look}>Move to bin</Button>)
      for (const theme of ['light', 'dark']) {
        document.documentElement.dataset['theme'] = theme
        expect(await stage?.axeFindings(), theme).toEqual([])
      }
      delete document.documentElement.dataset['theme']
    },
  )

  test('can be hit in 44 px, also where it looks smaller', async () => {
    show(() => (
      <div style={{ padding: '40px' }}>
        <Button size="small">Next</Button>
      </div>
    ))
    const { left, width, top, height } = button('Next').element().getBoundingClientRect()
    expect(height).toBeLessThan(44)
    for (const y of [top + height / 2 - 21, top + height / 2 + 21]) {
      expect(document.elementFromPoint(left + width / 2, y)).toBe(button('Next').element())
    }
  })

  test('shows where the focus is, for the keyboard', async () => {
    show(() => <Button>Save</Button>)
    await userEvent.tab()
    await expect.element(button('Save')).toHaveFocus()
    expect(getComputedStyle(button('Save').element()).outlineStyle).toBe('solid')
  })
})

describe('a button that shows only an icon', () => {
  test('is named by its label, which is also its tip', async () => {
    let pressed = 0
    show(() => <IconButton icon={closeIcon} label="Close" onClick={() => (pressed += 1)} />)
    await expect.element(button('Close')).toHaveAttribute('title', 'Close')
    await expect.element(button('Close')).toHaveAttribute('type', 'button')
    const { width, height } = button('Close').element().getBoundingClientRect()
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
    await button('Close').click()
    expect(pressed).toBe(1)
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('changes with its label', async () => {
    const [pinned, setPinned] = createSignal(false)
    show(() => <IconButton icon={pinIcon} label={pinned() ? 'Unpin' : 'Pin'} aria-pressed={pinned()} />)
    setPinned(true)
    await expect.element(button('Unpin')).toHaveAttribute('aria-pressed', 'true')
    await expect.element(button('Unpin')).toHaveAttribute('title', 'Unpin')
  })
})

describe('a link among the words', () => {
  test('is a link, and may warn by its colour', async () => {
    show(() => (
      <p>
        <TextLink href="#/recovery">Use recovery code</TextLink>{' '}
        <TextLink href="#/erase" danger class="mine">
          Erase this vault
        </TextLink>
      </p>
    ))
    await expect.element(page.getByRole('link', { name: 'Use recovery code' })).toHaveAttribute('href', '#/recovery')
    const [plain, danger] = [...document.querySelectorAll('main a')].map((link) => getComputedStyle(link).color)
    expect(danger).not.toBe(plain)
    expect(document.querySelector('a.mine')?.textContent).toBe('Erase this vault')
    expect(await stage?.axeFindings()).toEqual([])
  })
})
