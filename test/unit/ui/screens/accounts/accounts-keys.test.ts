import { describe, expect, it, test } from 'vitest'
import { keyCommand } from '../../../../../src/ui/screens/accounts/accounts-keys.ts'

const usual = { singleKeys: true, rtl: false }

/** A key press; `Ctrl+k` and the like hold keys down. */
function press(keys: string): KeyboardEvent {
  const held = keys.length > 1 ? keys.split('+').slice(0, -1) : []
  const key = held.length > 0 ? keys.slice(keys.lastIndexOf('+') + 1) : keys
  const event: Partial<KeyboardEvent> = {
    key,
    ctrlKey: held.includes('Ctrl'),
    metaKey: held.includes('Cmd'),
    altKey: held.includes('Alt'),
    shiftKey: held.includes('Shift'),
  }
  return event as KeyboardEvent
}

describe('a key in the list', () => {
  test.each([
    ['/', 'search'],
    ['Ctrl+k', 'search'],
    ['Cmd+k', 'search'],
    ['Ctrl+K', 'search'],
    ['ArrowDown', 'down'],
    ['ArrowUp', 'up'],
    ['Home', 'first'],
    ['End', 'last'],
    ['ArrowRight', 'open'],
    ['ArrowLeft', 'close'],
    ['.', 'menu'],
    ['Shift+F10', 'menu'],
    ['ContextMenu', 'menu'],
    ['*', 'pin'],
    ['+', 'add'],
    [',', 'settings'],
    ['Delete', 'bin'],
    ['Ctrl+z', 'undo'],
    ['Cmd+z', 'undo'],
    ['Escape', 'escape'],
    ['?', 'shortcuts'],
    ['Shift+Enter', 'copy-next'],
    ['Alt+ArrowUp', 'move-up'],
    ['Alt+ArrowDown', 'move-down'],
    ['g', 'type'],
    ['G', 'type'],
    ['7', 'type'],
    ['é', 'type'],
    ['ж', 'type'],
    ['安', 'type'],
    ['٣', 'type'],
  ])('%s: %s', (keys, command) => {
    expect(keyCommand(press(keys), usual)).toBe(command)
  })

  test.each([
    'Enter',
    'Tab',
    'Shift+Tab',
    ' ',
    'F10',
    'F5',
    'Shift',
    'Dead',
    'Process',
    '-',
    'Ctrl+c',
    'Cmd+c',
    'Ctrl+v',
    'Ctrl+f',
    'Ctrl+r',
    'Ctrl+l',
    'Ctrl+Shift+k',
    'Ctrl+Shift+z',
    'Alt+ArrowLeft',
    'Alt+d',
    'PageDown',
  ])('%j keeps the meaning that the browser gives it', (keys) => {
    expect(keyCommand(press(keys), usual)).toBeUndefined()
  })

  it('made with AltGr starts no shortcut', () => {
    expect(keyCommand(press('Ctrl+Alt+z'), usual)).toBeUndefined()
    expect(keyCommand(press('Ctrl+Alt+k'), usual)).toBeUndefined()
  })

  it('made of two code units is not taken for a letter', () => {
    expect(keyCommand(press('😀'), usual)).toBeUndefined()
  })
})

describe('with single keys turned off', () => {
  const off = { singleKeys: false, rtl: false }

  test.each(['/', '.', '*', '+', ',', '?', 'g', '7'])('%s does nothing', (key) => {
    expect(keyCommand(press(key), off)).toBeUndefined()
  })

  test.each([
    ['ArrowDown', 'down'],
    ['Delete', 'bin'],
    ['Escape', 'escape'],
    ['Ctrl+k', 'search'],
    ['Ctrl+z', 'undo'],
    ['Shift+F10', 'menu'],
    ['Shift+Enter', 'copy-next'],
  ])('%s still means %s', (keys, command) => {
    expect(keyCommand(press(keys), off)).toBe(command)
  })
})

test('from right to left, the key towards the details is the left one', () => {
  expect(keyCommand(press('ArrowLeft'), { singleKeys: true, rtl: true })).toBe('open')
  expect(keyCommand(press('ArrowRight'), { singleKeys: true, rtl: true })).toBe('close')
})
