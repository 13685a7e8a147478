/** What a key press asks of the accounts screen. */
export type KeyCommand =
  | 'search'
  | 'type'
  | 'down'
  | 'up'
  | 'first'
  | 'last'
  | 'open'
  | 'close'
  | 'menu'
  | 'pin'
  | 'add'
  | 'settings'
  | 'bin'
  | 'undo'
  | 'escape'
  | 'shortcuts'
  | 'copy-next'
  | 'move-up'
  | 'move-down'

interface KeyContext {
  /** Single keys can be turned off in Settings. */
  readonly singleKeys: boolean
  readonly rtl: boolean
}

const single: Readonly<Record<string, KeyCommand>> = {
  '/': 'search',
  '.': 'menu',
  '*': 'pin',
  '+': 'add',
  ',': 'settings',
  '?': 'shortcuts',
}

const always: Readonly<Record<string, KeyCommand>> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  Home: 'first',
  End: 'last',
  Delete: 'bin',
  Escape: 'escape',
}

/** The command of a key pressed outside text fields, or `undefined` where the browser's own meaning stands. */
export function keyCommand(event: KeyboardEvent, context: KeyContext): KeyCommand | undefined {
  const { key } = event
  if (event.ctrlKey || event.metaKey) return withControl(event)
  if (event.altKey) return key === 'ArrowUp' ? 'move-up' : key === 'ArrowDown' ? 'move-down' : undefined
  if (key === 'F10' && event.shiftKey) return 'menu'
  if (key === 'ContextMenu') return 'menu'
  if (key === 'Enter' && event.shiftKey) return 'copy-next'
  if (key === 'ArrowRight' || key === 'ArrowLeft') return (key === 'ArrowRight') === context.rtl ? 'close' : 'open'
  const command = always[key]
  if (command) return command
  if (!context.singleKeys) return undefined
  return single[key] ?? (/^[\p{L}\p{N}]$/u.test(key) ? 'type' : undefined)
}

function withControl(event: KeyboardEvent): KeyCommand | undefined {
  if (event.altKey || event.shiftKey) return undefined
  const key = event.key.toLowerCase()
  return key === 'k' ? 'search' : key === 'z' ? 'undo' : undefined
}

/** Whether a key pressed at this element is text, or belongs to a control that uses it. */
export function takesKeys(event: Event): boolean {
  const { target } = event
  if (!(target instanceof HTMLElement)) return false
  if (target.matches('input[type=checkbox]')) return false
  return target.closest(keyUsers) !== null
}

const keyUsers = 'input, textarea, select, [contenteditable], [role=menu], [role=dialog], [role=alertdialog]'
