import { afterEach, describe, expect, it, vi } from 'vitest'
import { firstTab, hasCamera, rememberTab, type AddTab } from '../../../../src/ui/screens/add-account/add-tab.ts'
import type { Vault } from '../../../../src/vault/index.ts'

const all: readonly AddTab[] = ['scan', 'image', 'screen', 'by-hand']
const devices = (...kinds: readonly string[]) => ({
  enumerateDevices: () => Promise.resolve(kinds.map((kind) => ({ kind }) as MediaDeviceInfo)),
})
const newVault = (): Vault => ({}) as Vault

afterEach(() => {
  vi.useRealTimers()
})

describe('whether there is a camera', () => {
  it('is told by the list of devices, which asks nobody', async () => {
    expect(await hasCamera(devices('audioinput', 'videoinput'))).toBe(true)
    expect(await hasCamera(devices('audioinput'))).toBe(false)
    expect(await hasCamera(undefined)).toBe(false)
    expect(await hasCamera({ enumerateDevices: () => Promise.reject(new Error('not now')) })).toBe(false)
  })

  it('is not waited for where the system does not answer', async () => {
    vi.useFakeTimers()
    const answer = hasCamera({ enumerateDevices: () => new Promise(() => undefined) })
    await vi.advanceTimersByTimeAsync(300)
    expect(await answer).toBe(false)
  })
})

describe('the dialog opens', () => {
  it('on the camera where there is one, else on the form', async () => {
    expect(await firstTab(newVault(), all, devices('videoinput'))).toBe('scan')
    expect(await firstTab(newVault(), all, devices())).toBe('by-hand')
  })

  it('on what was used last, as long as this window has it', async () => {
    const vault = newVault()
    rememberTab(vault, 'screen')
    expect(await firstTab(vault, all, devices('videoinput'))).toBe('screen')
    expect(await firstTab(vault, ['scan', 'image', 'by-hand'], devices())).toBe('by-hand')
    expect(await firstTab(newVault(), all, devices())).toBe('by-hand')
  })
})
