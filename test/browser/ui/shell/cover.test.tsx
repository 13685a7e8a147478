import { createRoot } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, describe, expect, test } from 'vitest'
import { createCover, Cover } from '../../../../src/ui/shell/cover.tsx'
import '../../../../src/ui/styles/tokens.css'

class FakePage extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible'

  become(state: DocumentVisibilityState): void {
    this.visibilityState = state
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

let disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals) dispose()
  disposals = []
})

function setUp(start: DocumentVisibilityState = 'visible') {
  const page = new FakePage()
  page.visibilityState = start
  const covered = createRoot((dispose) => {
    disposals.push(dispose)
    return createCover(page as unknown as Document)
  })
  return { page, covered }
}

describe('the page is covered', () => {
  test('while it is hidden', () => {
    const { page, covered } = setUp()
    expect(covered()).toBe(false)
    page.become('hidden')
    expect(covered()).toBe(true)
    page.become('visible')
    expect(covered()).toBe(false)
  })

  test('from the start where it opens in the background', () => {
    expect(setUp('hidden').covered()).toBe(true)
  })

  test('when it is put away, before the picture of it is taken, and not when it is brought back', () => {
    const { covered } = setUp()
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    expect(covered()).toBe(true)
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(covered()).toBe(false)
  })

  test('only as long as somebody asks', () => {
    const { page, covered } = setUp()
    for (const dispose of disposals) dispose()
    page.become('hidden')
    dispatchEvent(new PageTransitionEvent('pagehide'))
    expect(covered()).toBe(false)
  })
})

test('the cover lies over dialogs, menus and notices', () => {
  const place = document.createElement('div')
  document.body.append(place)
  disposals.push(
    render(() => <Cover />, place),
    () => place.remove(),
  )
  const cover = place.firstElementChild
  if (!cover) throw new Error('no cover')
  const { position, inset, zIndex } = getComputedStyle(cover)
  expect([position, inset]).toEqual(['fixed', '0px'])
  const layer = (name: string): number => Number(getComputedStyle(document.documentElement).getPropertyValue(name))
  for (const name of ['--layer-dialog', '--layer-menu', '--layer-toast']) {
    expect(layer(name)).toBeGreaterThan(0)
    expect(Number(zIndex), name).toBeGreaterThan(layer(name))
  }
})

test('the cover has nothing on it but the mark, and says nothing', () => {
  const place = document.createElement('div')
  document.body.append(place)
  disposals.push(
    render(() => <Cover />, place),
    () => place.remove(),
  )
  const cover = place.firstElementChild
  expect(cover?.getAttribute('aria-hidden')).toBe('true')
  expect(cover?.textContent).toBe('')
  expect(cover?.querySelectorAll('svg')).toHaveLength(1)
})
