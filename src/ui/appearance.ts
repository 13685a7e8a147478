import { createSignal, type Accessor } from 'solid-js'

/** `system` follows the device. Kept in clear, because the unlock screen needs it. */
export type Theme = 'system' | 'light' | 'dark'

/** The theme, and what the document shows of it. */
export interface Appearance {
  readonly theme: Accessor<Theme>
  setTheme(theme: Theme): void
}

const themeKey = 'mfa-manager:theme'

/**
 * Reads the theme, applies it to the document and keeps both in step.
 *
 * @param storage - Where the choice is kept; a storage that throws (blocked cookies) means `system`, for this visit only.
 */
export function createAppearance(storage: Storage | undefined, root: HTMLElement): Appearance {
  const [theme, setTheme] = createSignal<Theme>(readTheme(storage))
  const apply = (value: Theme): void => {
    if (value === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = value
  }
  apply(theme())
  return {
    theme,
    setTheme(value) {
      setTheme(value)
      apply(value)
      try {
        if (value === 'system') storage?.removeItem(themeKey)
        else storage?.setItem(themeKey, value)
      } catch {
        // Storage is full or blocked: the choice holds until the page is closed, which is all that can be done.
      }
    },
  }
}

function readTheme(storage: Storage | undefined): Theme {
  try {
    const value = storage?.getItem(themeKey)
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}
