import { Index, type JSX } from 'solid-js'
import styles from './dial.module.css'

const arcs = Array.from({ length: 6 }, (_, index) => arcPath(index))

/** Six arcs in a ring, lit from the first: the rail for tight places. Decoration. */
export function Dial(props: { readonly lit: number; readonly size: number; readonly ending?: boolean }): JSX.Element {
  return (
    <svg
      class={styles['dial']}
      viewBox="0 0 20 20"
      width={props.size}
      height={props.size}
      aria-hidden="true"
      data-ending={props.ending ? '' : undefined}
    >
      <Index each={arcs}>
        {(path, index) => <path d={path()} class={index < props.lit ? styles['on'] : styles['off']} />}
      </Index>
    </svg>
  )
}

/** The path of one of six arcs, clockwise from the top, on a 20 × 20 grid. */
function arcPath(index: number): string {
  const gap = 0.07
  const point = (angle: number): string =>
    `${(10 + 8 * Math.sin(angle)).toFixed(2)} ${(10 - 8 * Math.cos(angle)).toFixed(2)}`
  const start = (index * Math.PI) / 3 + gap
  const end = ((index + 1) * Math.PI) / 3 - gap
  return `M${point(start)}A8 8 0 0 1 ${point(end)}`
}
