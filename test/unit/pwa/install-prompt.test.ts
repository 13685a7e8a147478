import { describe, expect, it, vi } from 'vitest'
import { createInstallPrompt } from '../../../src/pwa/index.ts'

interface Told {
  readonly mode?: string
  readonly navigator?: object
}

function fakeWindow(told: Told = {}) {
  return Object.assign(new EventTarget(), {
    navigator: told.navigator ?? {},
    matchMedia: (query: string) => ({ matches: told.mode !== undefined && query.includes(told.mode) }),
  })
}

function offer(outcome: 'accepted' | 'dismissed') {
  const prompt = vi.fn(() => Promise.resolve())
  const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
    prompt,
    userChoice: Promise.resolve({ outcome }),
  })
  return { event, prompt }
}

describe('the offer to install', () => {
  it('is kept, and the browser shows no banner of its own', () => {
    const view = fakeWindow()
    const install = createInstallPrompt(view)
    expect(install.canInstall()).toBe(false)
    const { event } = offer('accepted')
    view.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(true)
    expect(install.canInstall()).toBe(true)
  })

  it.each(['accepted', 'dismissed'] as const)('is shown once; %s is passed on', async (outcome) => {
    const view = fakeWindow()
    const install = createInstallPrompt(view)
    const { event, prompt } = offer(outcome)
    view.dispatchEvent(event)
    expect(await install.install()).toBe(outcome)
    expect(prompt).toHaveBeenCalledOnce()
    expect(install.canInstall()).toBe(false)
    expect(await install.install()).toBe('unavailable')
    expect(prompt).toHaveBeenCalledOnce()
  })

  it('that the browser withdraws is no error', async () => {
    const view = fakeWindow()
    const install = createInstallPrompt(view)
    const { event, prompt } = offer('accepted')
    prompt.mockRejectedValue(new DOMException('not now', 'NotAllowedError'))
    view.dispatchEvent(event)
    expect(await install.install()).toBe('unavailable')
  })

  it('tells listeners when it comes and goes, until they leave', async () => {
    const view = fakeWindow()
    const install = createInstallPrompt(view)
    const listener = vi.fn()
    const leave = install.subscribe(listener)
    view.dispatchEvent(offer('accepted').event)
    await install.install()
    expect(listener).toHaveBeenCalledTimes(2)
    leave()
    view.dispatchEvent(new Event('appinstalled'))
    expect(listener).toHaveBeenCalledTimes(2)
  })
})

describe('installed', () => {
  it.each(['standalone', 'minimal-ui', 'window-controls-overlay'])('is true in a window of mode %s', (mode) => {
    expect(createInstallPrompt(fakeWindow({ mode })).installed()).toBe(true)
  })

  it('is false in a tab', () => {
    expect(createInstallPrompt(fakeWindow({ mode: 'browser' })).installed()).toBe(false)
    expect(createInstallPrompt(fakeWindow({ navigator: { standalone: false } })).installed()).toBe(false)
  })

  it('is true on the iOS Home Screen', () => {
    expect(createInstallPrompt(fakeWindow({ navigator: { standalone: true } })).installed()).toBe(true)
  })

  it('is true once the app has been installed from this page, and nothing more is offered', () => {
    const view = fakeWindow()
    const install = createInstallPrompt(view)
    view.dispatchEvent(offer('accepted').event)
    view.dispatchEvent(new Event('appinstalled'))
    expect(install.installed()).toBe(true)
    expect(install.canInstall()).toBe(false)
  })
})
