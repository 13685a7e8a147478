import { Index, type JSX } from 'solid-js'
import { groupCode } from '../../otp/index.ts'
import styles from './code-text.module.css'

/** A code in its groups, always left to right. `part` marks it for tests and scripts. */
export function CodeText(props: {
  readonly code: string
  readonly part?: 'code' | 'next'
  readonly class?: string
}): JSX.Element {
  return (
    <span class={`${styles['code']} ${props.class ?? ''}`} data-part={props.part} data-length={props.code.length}>
      {groupCode(props.code)}
    </span>
  )
}

/** A dot for each digit of a hidden code. */
export function CodeDots(props: { readonly digits: number; readonly class?: string }): JSX.Element {
  return (
    <span class={`${styles['dots']} ${props.class ?? ''}`} aria-hidden="true">
      <Index each={Array.from({ length: props.digits })}>{() => <i />}</Index>
    </span>
  )
}
