import { createMemo, Show, type JSX } from 'solid-js'
import type { AccountIcon } from '../../account.ts'
import { loadedPicture } from '../issuers/glyphs.ts'
import { tileFor } from '../issuers/tile.ts'
import styles from './tile.module.css'

interface TileProps {
  readonly issuer: string
  readonly account: string
  readonly icon?: AccountIcon | undefined
  /** False: letters only. */
  readonly glyphs?: boolean
  readonly class?: string
}

/** An account's tile: the service's glyph in the tile's ink, or letters. Decoration: the name stands beside it. */
export function Tile(props: TileProps): JSX.Element {
  const plain = createMemo(() => tileFor(props.issuer || props.account))
  const picture = createMemo(() =>
    props.glyphs === false
      ? undefined
      : loadedPicture({
          issuer: props.issuer,
          account: props.account,
          ...(props.icon ? { icon: props.icon } : {}),
        }),
  )
  const letters = (): string => {
    const shown = picture()
    return shown && 'letters' in shown ? shown.letters : plain().letters
  }
  const path = (): string | undefined => {
    const shown = picture()
    return shown && 'path' in shown ? shown.path : undefined
  }
  return (
    <span class={`${styles['tile']} ${props.class ?? ''}`} data-hue={plain().hue} aria-hidden="true">
      <Show when={path()} fallback={letters()}>
        {(outline) => (
          <svg viewBox="0 0 24 24">
            <path d={outline()} />
          </svg>
        )}
      </Show>
    </span>
  )
}
