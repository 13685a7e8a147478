import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createToasts } from '../../../../src/ui/primitives/toasts.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a toast', () => {
  it('stays for four seconds', () => {
    const toasts = createToasts()
    expect(toasts.current()).toBeUndefined()
    toasts.show({ text: 'Code copied.' })
    vi.advanceTimersByTime(3999)
    expect(toasts.current()?.text).toBe('Code copied.')
    vi.advanceTimersByTime(1)
    expect(toasts.current()).toBeUndefined()
  })

  it('stays as long as it asks for', () => {
    const toasts = createToasts()
    toasts.show({ text: 'GitHub moved to bin', stayMs: 8000 })
    vi.advanceTimersByTime(7999)
    expect(toasts.current()).toBeDefined()
    vi.advanceTimersByTime(1)
    expect(toasts.current()).toBeUndefined()
  })

  it('gives way to a newer one, which has its full time', () => {
    const toasts = createToasts()
    toasts.show({ text: 'first' })
    vi.advanceTimersByTime(3000)
    toasts.show({ text: 'second' })
    expect(toasts.current()?.text).toBe('second')
    vi.advanceTimersByTime(3999)
    expect(toasts.current()?.text).toBe('second')
    vi.advanceTimersByTime(1)
    expect(toasts.current()).toBeUndefined()
  })

  it('stays while it is held, and for its whole time after', () => {
    const toasts = createToasts()
    toasts.show({ text: 'GitHub moved to bin', stayMs: 8000 })
    vi.advanceTimersByTime(7000)
    toasts.hold(true)
    vi.advanceTimersByTime(600_000)
    expect(toasts.current()).toBeDefined()
    toasts.hold(false)
    vi.advanceTimersByTime(7999)
    expect(toasts.current()).toBeDefined()
    vi.advanceTimersByTime(1)
    expect(toasts.current()).toBeUndefined()
  })

  it('goes at once when it is dismissed, and takes its timer along', () => {
    const toasts = createToasts()
    toasts.show({ text: 'first' })
    toasts.dismiss()
    expect(toasts.current()).toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that is not there can be let go', () => {
    const toasts = createToasts()
    toasts.hold(false)
    toasts.dismiss()
    expect(toasts.current()).toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('of another page is another one', () => {
    const [one, other] = [createToasts(), createToasts()]
    one.show({ text: 'here' })
    expect(other.current()).toBeUndefined()
  })
})
