import * as KobalteMenu from '@kobalte/core/dropdown-menu'
import { createUniqueId, For, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { takenApart } from '../primitives/taken-apart.ts'
import { checkIcon } from './icon-paths.ts'
import { Icon } from './icon.tsx'
import { KeyPicture } from './keycap.tsx'
import styles from './menu.module.css'

interface MenuProps {
  readonly label: string
  /** Where focus goes back to. The menu opens there, or at the point. */
  readonly anchor: HTMLElement
  readonly at?: { readonly x: number; readonly y: number } | undefined
  readonly onClose: () => void
  readonly children: JSX.Element
}

/** A menu that is open while it exists. On a phone it is a sheet. */
export function Menu(props: MenuProps): JSX.Element {
  onMount(() => {
    // Kept for the end, when what the caller shows the menu for may be gone.
    const { anchor } = props
    anchor.setAttribute('aria-expanded', 'true')
    onCleanup(() => anchor.removeAttribute('aria-expanded'))
  })
  const close = (): void => {
    const { anchor } = props
    props.onClose()
    if (anchor.isConnected) anchor.focus({ preventScroll: true })
  }
  return (
    <KobalteMenu.Root
      open
      modal={false}
      preventScroll={false}
      placement="bottom-end"
      gutter={4}
      onOpenChange={(open) => !open && close()}
      getAnchorRect={() => {
        const { x, y, width, height } = props.anchor.getBoundingClientRect()
        return props.at ? { ...props.at, width: 0, height: 0 } : { x, y, width, height }
      }}
    >
      <KobalteMenu.Portal>
        {/* Everything on a page belongs to a landmark; the menu stands outside those of the app. */}
        <div ref={takenApart} role="region" aria-label={props.label}>
          {/* Takes the press that closes the menu, so that it does nothing else, not even move the focus. */}
          <div class={styles['scrim']} onPointerDown={(event) => event.preventDefault()} />
          <KobalteMenu.Content
            class={styles['menu'] ?? ''}
            aria-label={props.label}
            aria-labelledby={undefined}
            onCloseAutoFocus={(event) => event.preventDefault()}
          >
            {props.children}
          </KobalteMenu.Content>
        </div>
      </KobalteMenu.Portal>
    </KobalteMenu.Root>
  )
}

interface MenuItemProps {
  readonly icon: string
  readonly label: string
  /** The key that does the same, drawn at the end. */
  readonly keys?: string
  readonly danger?: boolean
  readonly onSelect: () => void
}

/** One action of a menu. */
export function MenuItem(props: MenuItemProps): JSX.Element {
  return (
    <KobalteMenu.Item
      class={styles['item'] ?? ''}
      classList={{ [styles['danger'] ?? '']: props.danger ?? false }}
      onSelect={() => props.onSelect()}
    >
      <Icon path={props.icon} size={20} />
      <KobalteMenu.ItemLabel as="span">{props.label}</KobalteMenu.ItemLabel>
      <Show when={props.keys}>{(keys) => <KeyPicture class={styles['key'] ?? ''} keycap={keys()} />}</Show>
    </KobalteMenu.Item>
  )
}

/** A line between groups of actions. */
export function MenuLine(): JSX.Element {
  return <KobalteMenu.Separator class={styles['line'] ?? ''} />
}

interface MenuChoiceProps<Value> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon: string }[]
  readonly onChange: (value: Value) => void
}

/** A group of choices of which one holds. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>): JSX.Element {
  const id = createUniqueId()
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} class={styles['group']}>
        {props.label}
      </div>
      <KobalteMenu.RadioGroup
        role={undefined}
        aria-labelledby={undefined}
        value={props.value}
        onChange={(value) => {
          const option = props.options.find((each) => each.value === value)
          if (option) props.onChange(option.value)
        }}
      >
        <For each={props.options}>
          {(option) => (
            <KobalteMenu.RadioItem class={styles['item'] ?? ''} value={option.value} closeOnSelect>
              <Icon path={option.icon} size={20} />
              <KobalteMenu.ItemLabel as="span">{option.label}</KobalteMenu.ItemLabel>
              <Show when={option.value === props.value}>
                <Icon path={checkIcon} size={18} />
              </Show>
            </KobalteMenu.RadioItem>
          )}
        </For>
      </KobalteMenu.RadioGroup>
    </div>
  )
}

/** A choice of its own that is on or off. */
export function MenuCheck(props: {
  readonly icon: string
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}): JSX.Element {
  return (
    <KobalteMenu.CheckboxItem
      class={styles['item'] ?? ''}
      checked={props.checked}
      closeOnSelect
      onChange={(checked) => props.onChange(checked)}
    >
      <Icon path={props.icon} size={20} />
      <KobalteMenu.ItemLabel as="span">{props.label}</KobalteMenu.ItemLabel>
      <Show when={props.checked}>
        <Icon path={checkIcon} size={18} />
      </Show>
    </KobalteMenu.CheckboxItem>
  )
}
