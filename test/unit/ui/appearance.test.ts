import { describe, expect, it, test } from 'vitest'
import { createAppearance } from '../../../src/ui/appearance.ts'

const key = 'mfa-manager:theme'

/** As much of a document's root element as themes need. */
function fakeRoot(): HTMLElement {
  return { dataset: {} } as HTMLElement
}

function fakeStorage(kept?: string): { readonly storage: Storage; readonly kept: Map<string, string> } {
  const map = new Map<string, string>(kept === undefined ? [] : [[key, kept]])
  const storage: Partial<Storage> = {
    getItem: (name) => map.get(name) ?? null,
    setItem: (name, value) => void map.set(name, value),
    removeItem: (name) => void map.delete(name),
  }
  return { storage: storage as Storage, kept: map }
}

describe('the theme', () => {
  it('follows the device unless something was chosen', () => {
    const root = fakeRoot()
    expect(createAppearance(fakeStorage().storage, root).theme()).toBe('system')
    expect(root.dataset).toEqual({})
  })

  test.each(['light', 'dark'] as const)('%s is applied before anything is drawn, and kept', (theme) => {
    const root = fakeRoot()
    expect(createAppearance(fakeStorage(theme).storage, root).theme()).toBe(theme)
    expect(root.dataset['theme']).toBe(theme)
  })

  it('changes at once and is there at the next visit', () => {
    const { storage } = fakeStorage()
    const root = fakeRoot()
    const appearance = createAppearance(storage, root)
    appearance.setTheme('dark')
    expect(appearance.theme()).toBe('dark')
    expect(root.dataset['theme']).toBe('dark')
    expect(createAppearance(storage, fakeRoot()).theme()).toBe('dark')
  })

  it('leaves no trace when it follows the device again', () => {
    const { storage, kept } = fakeStorage('dark')
    const root = fakeRoot()
    createAppearance(storage, root).setTheme('system')
    expect(root.dataset).toEqual({})
    expect(kept.size).toBe(0)
  })

  test.each(['', 'blue', 'system', '{"theme":"dark"}', 'Dark'])('%j in storage counts for nothing', (kept) => {
    const root = fakeRoot()
    expect(createAppearance(fakeStorage(kept).storage, root).theme()).toBe('system')
    expect(root.dataset).toEqual({})
  })
})

describe('where nothing can be stored', () => {
  const blocked = (): never => {
    throw new DOMException('blocked', 'SecurityError')
  }
  const refusing = { getItem: blocked, setItem: blocked, removeItem: blocked } as Partial<Storage> as Storage

  test.each([
    ['there is no storage', undefined],
    ['storage refuses', refusing],
  ])('and %s, the choice holds for this visit', (_, storage) => {
    const root = fakeRoot()
    const appearance = createAppearance(storage, root)
    expect(appearance.theme()).toBe('system')
    appearance.setTheme('light')
    expect(appearance.theme()).toBe('light')
    expect(root.dataset['theme']).toBe('light')
    appearance.setTheme('system')
    expect(root.dataset).toEqual({})
  })
})
