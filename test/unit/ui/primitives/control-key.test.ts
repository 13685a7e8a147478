import { afterEach, expect, it, vi } from 'vitest'
import { controlKeyName } from '../../../../src/ui/primitives/control-key.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

it.each([
  ['MacIntel', '⌘'],
  ['iPhone', '⌘'],
  ['iPad', '⌘'],
  ['Win32', 'Ctrl'],
  ['Linux x86_64', 'Ctrl'],
  ['', 'Ctrl'],
])('on %j the key beside the letters is %s', (platform, name) => {
  vi.stubGlobal('navigator', { platform })
  expect(controlKeyName()).toBe(name)
})
