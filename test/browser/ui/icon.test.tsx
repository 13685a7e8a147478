import type { JSX } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, describe, expect, test } from 'vitest'
import * as iconPaths from '../../../src/ui/components/icon-paths.ts'
import { Icon } from '../../../src/ui/components/icon.tsx'
import { Mark } from '../../../src/ui/components/mark.tsx'

const { checkIcon, chevronRightIcon, lockIcon } = iconPaths

let dispose = (): void => {}

function show(what: () => JSX.Element, direction = 'ltr'): SVGSVGElement {
  const place = document.createElement('div')
  document.documentElement.dir = direction
  document.body.append(place)
  const stop = render(what, place)
  dispose = () => {
    stop()
    place.remove()
    document.documentElement.dir = ''
  }
  const drawing = place.querySelector('svg')
  if (drawing === null) throw new Error('nothing was drawn')
  return drawing
}

afterEach(() => {
  dispose()
})

describe('an icon', () => {
  test('is one path, hidden from assistive technology, without a style attribute', () => {
    const icon = show(() => <Icon path={lockIcon} />)
    expect(icon.getAttribute('aria-hidden')).toBe('true')
    expect(icon.querySelectorAll('*').length).toBe(1)
    expect(icon.querySelector('path')?.getAttribute('d')).toBe(lockIcon)
    expect(icon.outerHTML).not.toContain('style')
  })

  test('is 20 px unless told otherwise, and takes a class', () => {
    expect(show(() => <Icon path={lockIcon} />).getBoundingClientRect().width).toBe(20)
    dispose()
    const icon = show(() => <Icon path={lockIcon} size={32} class="mine" />)
    expect(icon.getBoundingClientRect().height).toBe(32)
    expect(icon.classList.contains('mine')).toBe(true)
  })

  test('of a direction is mirrored from right to left only', () => {
    expect(getComputedStyle(show(() => <Icon path={chevronRightIcon} />)).transform).toBe('none')
    dispose()
    const mirrored = show(() => <Icon path={chevronRightIcon} />, 'rtl')
    expect(getComputedStyle(mirrored).transform).toBe('matrix(-1, 0, 0, 1, 0, 0)')
  })

  test('of no direction is never mirrored', () => {
    expect(getComputedStyle(show(() => <Icon path={checkIcon} />, 'rtl')).transform).toBe('none')
  })
})

describe('every icon', () => {
  test.each(Object.entries(iconPaths))('%s keeps its line inside the 24 grid', (_, path) => {
    const { x, y, width, height } = show(() => <Icon path={path} />).getBBox()
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(2.5)
    expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(21.5)
    expect(Math.max(width, height)).toBeGreaterThanOrEqual(11)
  })
})

describe('the mark', () => {
  test('is drawn in the colours of its tokens', () => {
    const mark = show(() => <Mark size={48} />)
    mark.parentElement?.style.setProperty('--mark', 'rgb(1, 2, 3)')
    mark.parentElement?.style.setProperty('--mark-hand', 'rgb(4, 5, 6)')
    const [arms, hand] = [...mark.querySelectorAll('path')].map((path) => getComputedStyle(path).stroke)
    expect([arms, hand]).toEqual(['rgb(1, 2, 3)', 'rgb(4, 5, 6)'])
    expect(mark.getBoundingClientRect().width).toBe(48)
    expect(mark.getAttribute('aria-hidden')).toBe('true')
  })

  test.each([
    ['hero', '--hero-ink', '--hero-time'],
    ['giant', '--hero-2', '--hero-time'],
    ['ghost', '--ghost', '--ghost'],
  ] as const)('of the tone %s takes its colours from %s and %s', (tone, arm, hand) => {
    const mark = show(() => <Mark tone={tone} class="mine" />)
    mark.parentElement?.style.setProperty(arm, 'rgb(1, 2, 3)')
    mark.parentElement?.style.setProperty(hand, 'rgb(4, 5, 6)')
    const strokes = [...mark.querySelectorAll('path')].map((path) => getComputedStyle(path).stroke)
    expect(strokes).toEqual(arm === hand ? ['rgb(4, 5, 6)', 'rgb(4, 5, 6)'] : ['rgb(1, 2, 3)', 'rgb(4, 5, 6)'])
    expect(mark.hasAttribute('width')).toBe(false)
  })
})
