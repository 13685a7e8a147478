import { createSignal } from 'solid-js'
import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { FormDialog } from '../../../../src/ui/components/form-dialog.tsx'
import { stageComponent } from '../../../support/component-stage.tsx'

let stage: ReturnType<typeof stageComponent> | undefined

afterEach(() => {
  stage?.strike()
  stage = undefined
})

function setUp({ holds = false, alone = false, blocked = false } = {}) {
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<string>()
  const done = { sent: 0, closed: 0 }
  stage = stageComponent(() => (
    <FormDialog
      title="Test a passphrase"
      cancel={alone ? undefined : 'Cancel'}
      submit={busy() ? 'Testing…' : 'Test'}
      busy={busy()}
      holds={holds}
      blocked={blocked}
      error={error()}
      onSubmit={() => (done.sent += 1)}
      onClose={() => (done.closed += 1)}
    >
      <label>
        Passphrase <input />
      </label>
    </FormDialog>
  ))
  return { done, setBusy, setError }
}

const button = (name: string) => page.getByRole('button', { name, exact: true })

describe('a dialog that is a form', () => {
  test('is sent by its last button and by Enter in a field', async () => {
    const { done } = setUp()
    await button('Test').click()
    await page.getByRole('textbox').click()
    await userEvent.keyboard('{Enter}')
    expect(done).toEqual({ sent: 2, closed: 0 })
  })

  test('is not sent while there is nothing to send', async () => {
    const { done } = setUp({ blocked: true })
    await expect.element(button('Test')).toBeDisabled()
    await page.getByRole('textbox').click()
    await userEvent.keyboard('{Enter}')
    expect(done.sent).toBe(0)
  })

  test('says what stopped it', async () => {
    const { setError } = setUp()
    expect(page.getByRole('alert').elements()).toEqual([])
    setError('It does not open this vault.')
    await expect.element(page.getByRole('alert')).toHaveTextContent('It does not open this vault.')
  })

  test('says that it is under way, and can be left', async () => {
    const { done, setBusy } = setUp()
    setBusy(true)
    await expect.element(button('Testing…')).toHaveAttribute('aria-busy', 'true')
    await button('Cancel').click()
    await userEvent.keyboard('{Escape}')
    expect(done.closed).toBe(2)
  })

  test('is not left while what was begun must come to its end', async () => {
    const { done, setBusy } = setUp({ holds: true })
    setBusy(true)
    await expect.element(button('Cancel')).toBeDisabled()
    await userEvent.keyboard('{Escape}')
    expect(done.closed).toBe(0)
    setBusy(false)
    await userEvent.keyboard('{Escape}')
    expect(done.closed).toBe(1)
  })

  test('has one button where there is nothing to go without any more', async () => {
    setUp({ alone: true })
    await expect.element(button('Test')).toBeVisible()
    expect(button('Cancel').elements()).toEqual([])
  })
})
