import { expect, it, vi } from 'vitest'
import { updatePageOf } from '../../../src/pwa/index.ts'

function fakeWindow() {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  return { document, location: { reload: vi.fn() }, navigator: {} }
}

it('tells when the page comes into view, and not when it leaves it', () => {
  const view = fakeWindow()
  const listener = vi.fn()
  const stop = updatePageOf(view).onVisible(listener)
  view.document.visibilityState = 'hidden'
  view.document.dispatchEvent(new Event('visibilitychange'))
  expect(listener).not.toHaveBeenCalled()
  view.document.visibilityState = 'visible'
  view.document.dispatchEvent(new Event('visibilitychange'))
  expect(listener).toHaveBeenCalledOnce()
  stop()
  view.document.dispatchEvent(new Event('visibilitychange'))
  expect(listener).toHaveBeenCalledOnce()
})

it('reloads the window it was made of, and knows that service workers may be missing', () => {
  const view = fakeWindow()
  const page = updatePageOf(view)
  page.reload()
  expect(view.location.reload).toHaveBeenCalledOnce()
  expect(page.serviceWorker).toBeUndefined()
})
