import { createSignal, type JSX } from 'solid-js'
import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { SelectField, Switch } from '../../../../src/ui/components/choice.tsx'
import { gridIcon, listIcon } from '../../../../src/ui/components/icon-paths.ts'
import { Segments } from '../../../../src/ui/components/segments.tsx'
import { stageComponent } from '../../../support/component-stage.tsx'

let stage: ReturnType<typeof stageComponent> | undefined
afterEach(() => {
  stage?.strike()
  stage = undefined
})

/** Shows a control whose value follows what is chosen. @returns What was chosen, in order. */
function show<Value>(
  start: Value,
  control: (value: () => Value, choose: (value: Value) => void) => JSX.Element,
): readonly Value[] {
  const chosen: Value[] = []
  const [value, setValue] = createSignal<Value>(start)
  stage = stageComponent(() =>
    control(value, (next) => {
      chosen.push(next)
      setValue(() => next)
    }),
  )
  return chosen
}

describe('a switch', () => {
  const control = () => page.getByRole('switch', { name: 'Hide codes until tapped', exact: true })
  const setUp = (disabled = false): readonly boolean[] =>
    show(false, (value, choose) => (
      <Switch
        label="Hide codes until tapped"
        help="A tap shows one for 10 s."
        checked={value()}
        disabled={disabled}
        onChange={choose}
      />
    ))

  test('is named by its label and described by its help', async () => {
    setUp()
    await expect.element(control()).toHaveAccessibleDescription('A tap shows one for 10 s.')
    await expect.element(control()).not.toBeChecked()
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('is turned by a click on its words, and by the space bar', async () => {
    const chosen = setUp()
    await page.getByText('Hide codes until tapped').click({ force: true })
    expect(chosen).toEqual([true])
    await expect.element(control()).toBeChecked()
    control().element().focus()
    await userEvent.keyboard(' ')
    expect(chosen).toEqual([true, false])
    await expect.element(control()).not.toBeChecked()
  })

  test('that is disabled stays as it is', async () => {
    const chosen = setUp(true)
    await expect.element(control()).toBeDisabled()
    await page.getByText('Hide codes until tapped').click({ force: true })
    expect(chosen).toEqual([])
  })

  test('can be read in both themes, on and off', async () => {
    setUp()
    for (const theme of ['light', 'dark']) {
      document.documentElement.dataset['theme'] = theme
      await page.getByText('Hide codes until tapped').click({ force: true })
      expect(await stage?.axeFindings(), theme).toEqual([])
    }
    delete document.documentElement.dataset['theme']
  })
})

describe('a select', () => {
  const options = [
    { value: 30_000, label: '30 s' },
    { value: 60_000, label: '1 minute' },
    { value: 0, label: 'Never' },
  ]
  const select = () => page.getByRole('combobox', { name: 'Clear clipboard' })
  const setUp = (): readonly number[] =>
    show(30_000, (value, choose) => (
      <SelectField
        label="Clear clipboard"
        help="What you copied since stays."
        options={options}
        value={value()}
        onChange={choose}
      />
    ))

  test('is named by its label, and shows what holds', async () => {
    setUp()
    await expect.element(select()).toHaveDisplayValue('30 s')
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('answers with the value, not with its text', async () => {
    const chosen = setUp()
    await select().selectOptions('Never')
    await select().selectOptions('1 minute')
    expect(chosen).toEqual([0, 60_000])
    await expect.element(select()).toHaveDisplayValue('1 minute')
  })

  test('follows a value that was changed elsewhere', async () => {
    const [value, setValue] = createSignal(30_000)
    stage = stageComponent(() => (
      <SelectField label="Clear clipboard" options={options} value={value()} onChange={setValue} />
    ))
    setValue(0)
    await expect.element(select()).toHaveDisplayValue('Never')
  })
})

describe('segments', () => {
  const options = [
    { value: 'list', label: 'List', icon: listIcon },
    { value: 'grid', label: 'Grid', icon: gridIcon },
    { value: 'compact', label: 'Compact' },
  ] as const
  type Layout = (typeof options)[number]['value']
  const radio = (name: string) => page.getByRole('radio', { name, exact: true })
  const setUp = (labelled = false): readonly Layout[] =>
    show<Layout>('list', (value, choose) => (
      <Segments label="Layout" labelled={labelled} options={options} value={value()} onChange={choose} />
    ))

  test.each([false, true])('are radios in a group by name, with the label above or not: %s', async (labelled) => {
    setUp(labelled)
    await expect.element(page.getByRole('radiogroup', { name: 'Layout' })).toBeVisible()
    await expect.element(radio('List')).toBeChecked()
    await expect.element(radio('Grid')).not.toBeChecked()
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('are chosen by a click', async () => {
    const chosen = setUp()
    await page.getByTitle('Grid').click()
    await page.getByText('Compact').click({ force: true })
    expect(chosen).toEqual(['grid', 'compact'])
    await expect.element(radio('Compact')).toBeChecked()
  })

  test('are one stop for Tab, and gone through with arrows', async () => {
    const chosen = setUp()
    await userEvent.tab()
    await expect.element(radio('List')).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    expect(chosen).toEqual(['grid', 'compact'])
    await expect.element(radio('Compact')).toHaveFocus()
    await userEvent.tab()
    expect(document.activeElement?.closest('[role=radiogroup]')).toBeNull()
  })

  test('of one group do not touch those of another with the same values', async () => {
    stage = stageComponent(() => (
      <>
        <Segments label="Layout" options={options} value="list" onChange={() => undefined} />
        <Segments label="Other" options={options} value="grid" onChange={() => undefined} />
      </>
    ))
    const checked = [...document.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value)
    expect(checked).toEqual(['list', 'grid'])
  })
})
