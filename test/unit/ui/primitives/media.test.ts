import { createRoot } from 'solid-js'
import { afterEach, describe, expect, it, test, vi } from 'vitest'
import { createBreakpoint, createMedia } from '../../../../src/ui/primitives/media.ts'

/** A window of a width that can change, and its `min-width` queries. */
function stubWindow(width: number) {
  let current = width
  const lists: EventTarget[] = []
  const matchMedia = (query: string): EventTarget => {
    const least = Number(/\(min-width: (\d+)px\)/.exec(query)?.[1])
    const list = Object.defineProperty(new EventTarget(), 'matches', { get: () => current >= least })
    lists.push(list)
    return list
  }
  vi.stubGlobal('window', { matchMedia })
  return {
    resize(to: number): void {
      current = to
      for (const list of lists) list.dispatchEvent(new Event('change'))
    },
  }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the breakpoint', () => {
  test.each([
    [320, 'phone'],
    [719, 'phone'],
    [720, 'tablet'],
    [1079, 'tablet'],
    [1080, 'desktop'],
    [2560, 'desktop'],
  ])('at %i px is that of a %s', (width, name) => {
    stubWindow(width)
    createRoot((dispose) => {
      expect(createBreakpoint()()).toBe(name)
      dispose()
    })
  })

  it('follows the window', () => {
    const view = stubWindow(1280)
    createRoot((dispose) => {
      const breakpoint = createBreakpoint()
      view.resize(390)
      expect(breakpoint()).toBe('phone')
      view.resize(800)
      expect(breakpoint()).toBe('tablet')
      dispose()
    })
  })
})

describe('a media query', () => {
  it('is no longer followed once its owner has ended', () => {
    const view = stubWindow(390)
    const { wide, dispose } = createRoot((dispose) => ({ wide: createMedia('(min-width: 720px)'), dispose }))
    dispose()
    view.resize(1280)
    expect(wide()).toBe(false)
  })
})
