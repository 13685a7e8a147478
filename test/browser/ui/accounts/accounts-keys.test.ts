import { afterEach, expect, test } from 'vitest'
import { takesKeys } from '../../../../src/ui/screens/accounts/accounts-keys.ts'

let place: HTMLElement | undefined
afterEach(() => {
  place?.remove()
  place = undefined
})

interface Described {
  readonly tag: string
  readonly attributes?: Readonly<Record<string, string>>
}

/** A key press at an element of this kind, inside one of that kind. */
function pressAt(inner: Described, outer: Described = { tag: 'div' }): Event {
  const make = ({ tag, attributes = {} }: Described): HTMLElement => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    return element
  }
  place = make(outer)
  const target = make(inner)
  place.append(target)
  document.body.append(place)
  const event = new KeyboardEvent('keydown', { key: 'a', bubbles: true })
  target.dispatchEvent(event)
  return event
}

const button = { tag: 'button' }

test.each([
  ['a text field', { tag: 'input' }],
  ['a search field', { tag: 'input', attributes: { type: 'search' } }],
  ['a radio, which uses the arrows', { tag: 'input', attributes: { type: 'radio' } }],
  ['a text area', { tag: 'textarea' }],
  ['a select', { tag: 'select' }],
  ['text that can be edited', { tag: 'div', attributes: { contenteditable: '' } }],
])('%s takes keys for itself', (_, element) => {
  expect(takesKeys(pressAt(element))).toBe(true)
})

test.each(['menu', 'dialog', 'alertdialog'])('everything in a %s takes keys for itself', (role) => {
  expect(takesKeys(pressAt(button, { tag: 'div', attributes: { role } }))).toBe(true)
})

test.each([
  ['a button', button],
  ['a link', { tag: 'a', attributes: { href: '#' } }],
  ['the page', { tag: 'main' }],
  ['a check box of a row that is selected', { tag: 'input', attributes: { type: 'checkbox' } }],
])('%s leaves keys to the list', (_, element) => {
  expect(takesKeys(pressAt(element))).toBe(false)
})

test('what has no element leaves keys to the list', () => {
  expect(takesKeys(new KeyboardEvent('keydown', { key: 'a' }))).toBe(false)
})
