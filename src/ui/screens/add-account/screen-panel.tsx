import { createSignal, onCleanup, onMount, type JSX } from 'solid-js'
import { captureScreen } from '../../../qr/page/index.ts'
import { Button } from '../../components/button.tsx'
import { screenIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { errorText } from '../../messages/errors.ts'
import { scanText } from '../../messages/scan.ts'
import type { Adding } from './adding.ts'
import { Misses, type Miss } from './misses.tsx'
import { foundCodes, sortCodes } from './sort-codes.ts'
import styles from './ways.module.css'

/** `Screen`: one picture of a window, a tab or a screen. */
export function ScreenPanel(props: { readonly adding: Adding }): JSX.Element {
  const life = new AbortController()
  onCleanup(() => life.abort())
  // Browsers ask only soon after a click: by then all must be here that asks them.
  onMount(() => void props.adding.sight().catch(() => undefined))
  const [busy, setBusy] = createSignal(false)
  const [misses, setMisses] = createSignal<readonly Miss[]>([])
  const capture = async (): Promise<void> => {
    setBusy(true)
    setMisses([])
    try {
      const texts = await readScreen(props.adding, life.signal)
      if (life.signal.aborted) return
      const found = foundCodes(texts.length === 0 ? [] : [...props.adding.before(), ...texts])
      if (found === undefined) setMisses(missesOf(texts))
      else props.adding.take(found)
    } catch (error) {
      if (!life.signal.aborted) setMisses([{ what: errorText(error) }])
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <div class={styles['drop']} role="group" aria-label={scanText().screen.group}>
        <Icon path={screenIcon} size={36} />
        <div class={styles['words']}>
          <strong>{scanText().screen.title}</strong>
          <p>{scanText().screen.help}</p>
        </div>
        <div class={styles['buttons']}>
          <Button look="primary" icon={screenIcon} disabled={busy()} aria-busy={busy()} onClick={() => void capture()}>
            {busy() ? scanText().screen.capturing : scanText().screen.capture}
          </Button>
        </div>
      </div>
      <Misses misses={misses()} onByHand={() => props.adding.choose('by-hand')} />
    </>
  )
}

async function readScreen({ sight }: Adding, signal: AbortSignal): Promise<readonly string[]> {
  const { reader, camera: driver, screens: devices } = await sight()
  const picture = await captureScreen({ devices, driver, video: document.createElement('video'), signal })
  try {
    return await reader.readImage(picture, { signal })
  } finally {
    picture.close()
  }
}

function missesOf(texts: readonly string[]): readonly Miss[] {
  const text = scanText()
  if (texts.length === 0) return [{ what: text.screen.noCode, next: text.screen.noCodeWhat, goesOn: true }]
  return sortCodes(texts).others.map((kind) => ({ what: text.other(kind), next: text.otherWhat(kind) }))
}
