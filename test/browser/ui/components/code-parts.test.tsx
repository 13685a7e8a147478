import { createSignal } from 'solid-js'
import { afterEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { CodeDots, CodeText } from '../../../../src/ui/components/code-text.tsx'
import { Dial } from '../../../../src/ui/components/dial.tsx'
import { MarkedText } from '../../../../src/ui/components/marked-text.tsx'
import { TickRail } from '../../../../src/ui/components/tick-rail.tsx'
import { stageComponent } from '../../../support/component-stage.tsx'

let stage: ReturnType<typeof stageComponent> | undefined
afterEach(() => {
  stage?.strike()
  stage = undefined
  document.documentElement.removeAttribute('dir')
})

function show(...[component]: Parameters<typeof stageComponent>): HTMLElement {
  stage = stageComponent(component)
  return stage.main
}

const element = (selector: string): HTMLElement => {
  const found = stage?.main.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`there is no ${selector}`)
  return found
}

describe('a code', () => {
  test.each([
    ['123456', '123 456'],
    ['1234567', '123 4567'],
    ['12345678', '1234 5678'],
    ['GYN2V', 'GYN2V'],
  ])('%s reads %s', (code, text) => {
    show(() => <CodeText code={code} part="code" />)
    expect(element('[data-part=code]').textContent.replaceAll(/\s/gu, ' ')).toBe(text)
  })

  test('stays left to right on a page that is not', () => {
    document.documentElement.dir = 'rtl'
    show(() => <CodeText code="123456" />)
    const { direction, unicodeBidi } = getComputedStyle(element('[data-length="6"]'))
    expect([direction, unicodeBidi]).toEqual(['ltr', 'isolate'])
  })

  test('has digits of one width', () => {
    const main = show(() => (
      <>
        <CodeText code="111111" part="code" />
        <CodeText code="888888" part="next" />
      </>
    ))
    const widths = [...main.querySelectorAll('[data-part]')].map((code) => code.getBoundingClientRect().width)
    expect(widths[0]).toBe(widths[1])
  })

  test('that is hidden is a dot for each digit, and nothing to read', () => {
    show(() => <CodeDots digits={8} />)
    const dots = element('[aria-hidden=true]')
    expect(dots.children).toHaveLength(8)
    expect(dots.textContent).toBe('')
  })
})

describe('the rail', () => {
  const lit = (): readonly boolean[] =>
    [...element('[aria-hidden=true]').children].map((tick) => tick.hasAttribute('data-lit'))

  test('has a tick under each digit; they go out from the end', () => {
    const [left, setLeft] = createSignal(6)
    show(() => <TickRail lit={left()} digits={6} />)
    expect(lit()).toEqual([true, true, true, true, true, true])
    setLeft(4)
    expect(lit()).toEqual([true, true, true, true, false, false])
    setLeft(1)
    expect(lit()).toEqual([true, false, false, false, false, false])
  })

  test('keeps its ticks when one goes out', () => {
    const [left, setLeft] = createSignal(6)
    show(() => <TickRail lit={left()} digits={6} />)
    const before = [...element('[aria-hidden=true]').children]
    setLeft(5)
    expect([...element('[aria-hidden=true]').children]).toEqual(before)
  })

  test.each([
    [5, []],
    [6, [3]],
    [7, [3]],
    [8, [4]],
    [10, [5]],
  ])('of %i digits begins a group where the code does: %j', (digits, starts) => {
    show(() => <TickRail lit={1} digits={digits} />)
    const ticks = [...element('[aria-hidden=true]').children]
    const groups = ticks.flatMap((tick, index) => (tick.hasAttribute('data-group') ? [index] : []))
    expect(ticks).toHaveLength(digits)
    expect(groups).toEqual(starts)
  })
})

describe('the dial', () => {
  test('has six arcs in a ring, lit from the first, and says nothing', () => {
    show(() => <Dial lit={4} size={18} />)
    const dial = element('svg')
    expect(dial.getAttribute('aria-hidden')).toBe('true')
    expect(dial.getBoundingClientRect().width).toBe(18)
    const classes = [...dial.querySelectorAll('path')].map((arc) => arc.getAttribute('class'))
    expect(classes).toHaveLength(6)
    expect(new Set(classes.slice(0, 4)).size).toBe(1)
    expect(new Set(classes.slice(4)).size).toBe(1)
    expect(classes[3]).not.toBe(classes[4])
  })

  test('is drawn inside its box, arcs apart from each other', () => {
    show(() => <Dial lit={6} size={200} />)
    const boxes = [...element('svg').querySelectorAll('path')].map((arc) => arc.getBBox())
    for (const { x, y, width, height } of boxes) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(1)
      expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(19)
    }
    expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(6)
  })

  test('that is ending says so to the style sheet', () => {
    const [ending, setEnding] = createSignal(false)
    show(() => <Dial lit={1} size={18} ending={ending()} />)
    expect('ending' in element('svg').dataset).toBe(false)
    setEnding(true)
    expect('ending' in element('svg').dataset).toBe(true)
  })
})

describe('marked text', () => {
  test('marks the hits of a search, and stays the same text', () => {
    const main = show(() => (
      <MarkedText
        text="GitHub Enterprise"
        ranges={[
          [0, 3],
          [7, 10],
        ]}
      />
    ))
    expect(element('span').textContent).toBe('GitHub Enterprise')
    expect([...main.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['Git', 'Ent'])
  })

  test.each([
    ['everything', [[0, 6]], ['GitHub']],
    ['the end', [[3, 6]], ['Hub']],
    ['nothing', [], []],
    ['nothing that was given', undefined, []],
  ] as const)('marks %s', (_, ranges, marked) => {
    const main = show(() => <MarkedText text="GitHub" ranges={ranges} />)
    expect(element('span').textContent).toBe('GitHub')
    expect([...main.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(marked)
  })

  test('follows the search', () => {
    const [ranges, setRanges] = createSignal<readonly (readonly [number, number])[]>([])
    const main = show(() => <MarkedText text="GitHub" ranges={ranges()} />)
    setRanges([[1, 2]])
    expect(main.querySelector('mark')?.textContent).toBe('i')
  })

  test('runs the way its own words run, can be read whole, and is never taken for markup', () => {
    show(() => <MarkedText text="<b>בנק</b>" />)
    const text = element('span')
    expect([text.dir, text.title, text.textContent]).toEqual(['auto', '<b>בנק</b>', '<b>בנק</b>'])
    expect(text.querySelector('b')).toBeNull()
  })
})

test('axe finds nothing in any of them', async () => {
  show(() => (
    <>
      <CodeText code="123456" part="code" />
      <CodeDots digits={6} />
      <TickRail lit={3} digits={6} />
      <Dial lit={3} size={18} />
      <MarkedText text="GitHub" ranges={[[0, 3]]} />
    </>
  ))
  await expect.element(page.getByText('123')).toBeVisible()
  expect(await stage?.axeFindings()).toEqual([])
})
