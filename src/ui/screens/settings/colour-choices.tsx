import { createUniqueId, For, Show, type JSX } from 'solid-js'
import type { Accent } from '../../../vault/index.ts'
import type { Theme } from '../../appearance.ts'
import { checkIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { settingsText } from '../../messages/settings.ts'
import styles from './colour-choices.module.css'

const themes = ['light', 'dark', 'system'] as const
const accents = ['pine', 'ocean', 'plum', 'clay', 'graphite'] as const

interface ThemeProps {
  readonly value: Theme
  readonly onChange: (theme: Theme) => void
}

/** Light, dark or as the system: each a card with a picture of itself. */
export function ThemeChoice(props: ThemeProps): JSX.Element {
  const name = createUniqueId()
  return (
    <div class={styles['themes']} role="radiogroup" aria-label={settingsText().appearance.theme}>
      <For each={themes}>
        {(theme) => (
          <label class={styles['theme']}>
            <input
              type="radio"
              name={name}
              value={theme}
              checked={props.value === theme}
              aria-label={settingsText().appearance.themes[theme]}
              onChange={() => props.onChange(theme)}
            />
            <span class={styles['thumb']}>
              <Thumb scheme={theme === 'dark' ? 'dark' : 'light'} />
              <Show when={theme === 'system'}>
                <Thumb scheme="dark" class={styles['half']} />
              </Show>
            </span>
            <span aria-hidden="true">{settingsText().appearance.themes[theme]}</span>
          </label>
        )}
      </For>
    </div>
  )
}

/** A row with a code, in the colours of its own scheme. */
function Thumb(props: { readonly scheme: 'light' | 'dark'; readonly class?: string | undefined }): JSX.Element {
  return (
    <svg
      data-scheme={props.scheme}
      class={props.class}
      viewBox="0 0 160 76"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <path class={styles['page']} d="M0 0h160v76H0z" />
      <path class={styles['card']} d="M20 76V28a12 12 0 0 1 12-12h96a12 12 0 0 1 12 12v48z" />
      <path class={styles['off']} d="M32 37a7 7 0 0 1 7-7h8a7 7 0 0 1 7 7v8a7 7 0 0 1-7 7h-8a7 7 0 0 1-7-7z" />
      <path class={styles['digits']} d="M70.500 35.500h49" />
      <path class={styles['ticks']} d="M67.700 48.750h4.600m6.400 0h4.600m6.400 0h4.600" />
      <path class={styles['ticksOff']} d="M102.700 48.750h4.600m6.400 0h4.600" />
    </svg>
  )
}

interface AccentProps {
  readonly value: Accent
  readonly disabled: boolean
  readonly onChange: (accent: Accent) => void
}

/** The five accents as spots of their colour. */
export function AccentChoice(props: AccentProps): JSX.Element {
  const name = createUniqueId()
  return (
    <div class={styles['accents']} role="radiogroup" aria-label={settingsText().appearance.accent}>
      <For each={accents}>
        {(accent) => (
          <label class={styles['accent']} title={settingsText().appearance.accents[accent]}>
            <input
              type="radio"
              name={name}
              value={accent}
              checked={props.value === accent}
              disabled={props.disabled}
              aria-label={settingsText().appearance.accents[accent]}
              onChange={() => props.onChange(accent)}
            />
            <span class={`${styles['spot']} ${styles[accent]}`}>
              <Icon path={checkIcon} size={18} />
            </span>
          </label>
        )}
      </For>
    </div>
  )
}
