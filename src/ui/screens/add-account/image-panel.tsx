import { createEffect, createSignal, on, Show, untrack, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { imageIcon, pasteIcon, scanIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { errorText } from '../../messages/errors.ts'
import { scanText } from '../../messages/scan.ts'
import { createMedia } from '../../primitives/media.ts'
import { useServices } from '../../services.tsx'
import type { Adding } from './adding.ts'
import { readClipboard } from './clipboard-pictures.ts'
import { ImageButton } from './image-button.tsx'
import { Misses, type Miss } from './misses.tsx'
import { createPictureQueue, type PictureQueue, type ReadPicture } from './picture-queue.ts'
import { foundCodes, sortCodes } from './sort-codes.ts'
import styles from './ways.module.css'

/** `Image`: pictures that are dropped, chosen or pasted, as many as there are. */
export function ImagePanel(props: { readonly adding: Adding }): JSX.Element {
  const { arrivals } = useServices()
  const [misses, setMisses] = createSignal<readonly Miss[]>([])
  const onRead = (pictures: readonly ReadPicture[]): void => {
    const texts = pictures.flatMap((picture) => picture.texts)
    // Of a transfer that was begun elsewhere, nothing is new that does not come from a picture.
    const all = sortCodes(texts).accounts.length === 0 ? [] : [...untrack(props.adding.before), ...texts]
    const found = foundCodes(all, pictures.flatMap(remarkOf))
    if (found === undefined) setMisses(pictures.flatMap(missesOf))
    else props.adding.take(found)
  }
  const queue = createPictureQueue(async () => (await props.adding.sight()).reader, onRead)
  const read = (files: readonly File[]): void => {
    if (files.length === 0) return
    setMisses([])
    queue.add(files)
  }
  createEffect(on(props.adding.pictures, () => read(props.adding.takePictures())))
  const paste = async (): Promise<void> => {
    const pasted = await readClipboard(navigator.clipboard, scanText().image.pasted)
    if (pasted === 'refused') setMisses([{ what: scanText().image.pasteRefused }])
    else if (pasted.files.length > 0) read(pasted.files)
    else if (!props.adding.takeText(pasted.text)) setMisses([{ what: scanText().image.pasteEmpty }])
  }

  return (
    <>
      <div
        class={styles['drop']}
        role="group"
        aria-label={scanText().image.drop}
        data-over={arrivals.over() ? '' : undefined}
        onDrop={(event) => {
          if (!event.dataTransfer?.types.includes('Files')) return
          // Here every file counts as a picture; elsewhere in the window it may be an export.
          event.preventDefault()
          event.stopPropagation()
          arrivals.setOver(undefined)
          read([...event.dataTransfer.files])
        }}
      >
        <Icon path={scanIcon} size={36} />
        <Show when={queue.progress()} fallback={<Invitation isOver={arrivals.over() !== undefined} />}>
          {(progress) => <Reading progress={progress()} />}
        </Show>
        <div class={styles['buttons']}>
          <Show
            when={queue.progress()}
            fallback={
              <>
                <ImageButton look="primary" icon={imageIcon} onFiles={read} />
                <Button icon={pasteIcon} onClick={() => void paste()}>
                  {scanText().image.paste}
                </Button>
              </>
            }
          >
            <Button onClick={() => queue.stop()}>{scanText().image.stop}</Button>
          </Show>
        </div>
      </div>
      <Misses misses={misses()} onByHand={() => props.adding.choose('by-hand')} />
    </>
  )
}

function Invitation(props: { readonly isOver: boolean }): JSX.Element {
  const canDrop = createMedia('(any-pointer: fine)')
  const title = (): string => {
    if (props.isOver) return scanText().image.titleOver
    return canDrop() ? scanText().image.title : scanText().image.titleTouch
  }
  return (
    <div class={styles['words']}>
      <strong>{title()}</strong>
      <p>{scanText().image.help}</p>
    </div>
  )
}

function Reading(props: { readonly progress: NonNullable<ReturnType<PictureQueue['progress']>> }): JSX.Element {
  return (
    <div class={styles['words']}>
      <strong role="status">{scanText().image.reading(props.progress.place, props.progress.count)}</strong>
      <Show when={props.progress.count > 1} fallback={<progress aria-label={scanText().image.progress} />}>
        <progress aria-label={scanText().image.progress} value={props.progress.place - 1} max={props.progress.count} />
      </Show>
    </div>
  )
}

function missesOf({ name, texts, error }: ReadPicture): readonly Miss[] {
  const text = scanText().image
  if (error !== undefined) return [{ what: text.notRead(name), next: errorText(error) }]
  if (texts.length === 0) return [{ what: text.noCode(name), next: text.noCodeWhat, goesOn: true }]
  return sortCodes(texts).others.map((kind) => ({ what: text.other(name, kind), next: scanText().otherWhat(kind) }))
}

/** What is to be said of a picture beside one that had an account. */
function remarkOf({ name, texts, error }: ReadPicture): readonly string[] {
  const text = scanText().image
  if (error !== undefined) return [`${text.notRead(name)} ${errorText(error)}`]
  return texts.length === 0 ? [text.noCode(name)] : []
}
