import { afterEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { createClickGuard, type ClickGuard } from '../../../src/api/index.ts'
import { systemClock } from '../../../src/clock.ts'

let guard: ClickGuard | undefined
const made: HTMLButtonElement[] = []

afterEach(() => {
  guard?.stop()
  for (const button of made.splice(0)) button.remove()
})

function putButton(): HTMLButtonElement {
  const button = document.createElement('button')
  button.textContent = 'Yes'
  made.push(button)
  document.body.append(button)
  return button
}

it('takes clicks and keys while the focus moves between controls, and none on what has just changed', async () => {
  const [first, second] = [putButton(), putButton()]
  const taken: boolean[] = []
  for (const button of [first, second]) button.addEventListener('click', (event) => taken.push(accepts(event)))
  const accepts = (event: MouseEvent): boolean => guard?.accepts(event) ?? false
  window.focus()
  guard = createClickGuard({
    // Whether the frame of a test has the focus is not what this is about.
    page: Object.assign(new EventTarget(), { visibilityState: 'visible', hasFocus: () => true }),
    view: window,
    clock: systemClock,
  })
  await expect.poll(() => guard?.isArmed()).toBe(true)
  await userEvent.click(first)
  await userEvent.click(second)
  await userEvent.keyboard('{Enter}')
  // A second question: what was armed is not any more.
  guard.rearm()
  await userEvent.click(first)
  expect(taken).toEqual([true, true, true, false])
})
