import { mergeProps, Show, splitProps, type JSX } from 'solid-js'
import styles from './button.module.css'
import { Icon } from './icon.tsx'

interface ButtonProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'style'> {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'ghost' | 'danger' | 'dangerLine'
  readonly size?: 'small' | 'normal' | 'big'
  readonly wide?: boolean
  /** One of the paths of `icon-paths.ts`, drawn before the words. */
  readonly icon?: string
}

/** A button with words. */
export function Button(all: ButtonProps): JSX.Element {
  const [own, rest] = splitProps(mergeProps({ look: 'plain', size: 'normal', type: 'button' } as const, all), [
    'look',
    'size',
    'wide',
    'icon',
    'children',
    'class',
  ])
  return (
    <button
      {...rest}
      class={own.class}
      classList={{
        [styles['button'] ?? '']: true,
        [styles[own.look] ?? '']: own.look !== 'plain',
        [styles[own.size] ?? '']: own.size !== 'normal',
        [styles['wide'] ?? '']: own.wide ?? false,
      }}
    >
      <Show when={own.icon}>{(path) => <Icon path={path()} size={own.size === 'small' ? 17 : 20} />}</Show>
      <span>{own.children}</span>
    </button>
  )
}

interface WideSubmitProps {
  /** The form was sent, and what follows is under way. */
  readonly busy: boolean
  /** There is nothing to send yet. */
  readonly blocked: boolean
  readonly children: JSX.Element
}

/** Sends the one form of a page, below its fields. */
export function WideSubmit(props: WideSubmitProps): JSX.Element {
  return (
    <Button look="primary" size="big" wide type="submit" disabled={props.blocked && !props.busy} aria-busy={props.busy}>
      {props.children}
    </Button>
  )
}

interface IconButtonProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'style' | 'children'> {
  readonly icon: string
  /** The accessible name; also the tooltip. */
  readonly label: string
  readonly size?: number
}

/** A button that shows only an icon and is named by its label. */
export function IconButton(all: IconButtonProps): JSX.Element {
  const [own, rest] = splitProps(mergeProps({ type: 'button', size: 20 } as const, all), [
    'icon',
    'label',
    'class',
    'size',
  ])
  return (
    <button {...rest} class={`${styles['icon']} ${own.class ?? ''}`} aria-label={own.label} title={own.label}>
      <Icon path={own.icon} size={own.size} />
    </button>
  )
}

interface LinkProps extends Omit<JSX.AnchorHTMLAttributes<HTMLAnchorElement>, 'style'> {
  readonly danger?: boolean
}

/** A link among the words, tall enough to be tapped. */
export function TextLink(all: LinkProps): JSX.Element {
  const [own, rest] = splitProps(all, ['danger', 'class', 'children'])
  return (
    <a
      {...rest}
      class={own.class}
      classList={{ [styles['link'] ?? '']: true, [styles['dangerLink'] ?? '']: own.danger ?? false }}
    >
      {own.children}
    </a>
  )
}
