import { createSignal } from 'solid-js'
import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { TickBox, TickOption } from '../../../../src/ui/components/tick-box.tsx'
import { stageComponent } from '../../../support/component-stage.tsx'
import type { Stage } from '../../../support/screen-stage.tsx'

let stage: Stage | undefined
afterEach(() => {
  stage?.strike()
  stage = undefined
})

const box = () => page.getByRole('checkbox', { name: 'All' })

describe('a tick box', () => {
  test('is ticked, not ticked, or partly, as its owner says', async () => {
    const [state, setState] = createSignal<'all' | 'some' | 'none'>('some')
    stage = stageComponent(() => (
      <TickBox
        label="All"
        checked={state() === 'all'}
        mixed={state() === 'some'}
        onChange={() => setState(state() === 'all' ? 'none' : 'all')}
      />
    ))
    await expect.element(box()).toBePartiallyChecked()
    await box().click()
    await expect.element(box()).toBeChecked()
    await expect.element(box()).not.toBePartiallyChecked()
    await box().click()
    await expect.element(box()).not.toBeChecked()
    setState('some')
    await expect.element(box()).toBePartiallyChecked()
    expect(await stage.axeFindings()).toEqual([])
  })

  test('stays as it was where its owner does not take the change over', async () => {
    stage = stageComponent(() => <TickBox label="All" checked={false} onChange={() => undefined} />)
    await box().click()
    await expect.element(box()).not.toBeChecked()
  })

  test('cannot be ticked while it is disabled', async () => {
    stage = stageComponent(() => (
      <TickBox label="All" checked={false} disabled onChange={() => expect.fail('ticked')} />
    ))
    await expect.element(box()).toBeDisabled()
  })
})

describe('a tick box with words', () => {
  test('is ticked by its words, and by the space bar; its help describes it', async () => {
    const [checked, setChecked] = createSignal(false)
    stage = stageComponent(() => <TickOption label="All" help="Every one" checked={checked()} onChange={setChecked} />)
    await expect.element(box()).toHaveAccessibleDescription('Every one')
    await page.getByText('Every one').click()
    await expect.element(box()).toBeChecked()
    ;(box().element() as HTMLElement).focus()
    await userEvent.keyboard(' ')
    await expect.element(box()).not.toBeChecked()
    expect(await stage.axeFindings()).toEqual([])
  })
})
