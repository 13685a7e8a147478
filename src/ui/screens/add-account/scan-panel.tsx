import { createSignal, onMount, Show, untrack, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { cameraIcon, flashIcon, imageIcon, keyboardIcon, refreshIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { errorsText } from '../../messages/errors.ts'
import { scanText } from '../../messages/scan.ts'
import type { Adding } from './adding.ts'
import { createCameraSession, type CameraSession } from './camera-session.ts'
import { ImageButton } from './image-button.tsx'
import { nothingScanned, scan, type Scanned } from './scanned.ts'
import { foundCodes } from './sort-codes.ts'
import { TransferLine } from './transfer-line.tsx'
import styles from './ways.module.css'

/** `Scan`: what the camera sees, and what was read of it. */
export function ScanPanel(props: { readonly adding: Adding }): JSX.Element {
  let video: HTMLVideoElement | undefined
  const [so, setSo] = createSignal(nothingScanned(untrack(props.adding.before)))
  const [hits, setHits] = createSignal(0)
  const handOver = (): void => {
    const found = foundCodes(untrack(so).accounts)
    if (found === undefined) return
    session.stop()
    props.adding.take(found)
  }
  const look = (texts: readonly string[]): void => {
    const count = untrack(so).accounts.length
    const { accounts, isWhole } = setSo((before) => scan(before, texts))
    if (accounts.length === count) return
    setHits((before) => before + 1)
    vibrate()
    if (isWhole) handOver()
  }
  const session = createCameraSession({
    sight: props.adding.sight,
    video: () => video as HTMLVideoElement,
    onTexts: look,
  })
  onMount(() => void session.start())

  return (
    <>
      <div class={styles['camera']} hidden={session.phase() === 'failed'}>
        <div class={styles['view']} role="img" aria-label={scanText().camera.view}>
          <video ref={video} muted playsinline tabindex={-1} />
          <Show when={session.phase() === 'open'}>
            <Show when={hits() + 1} keyed>
              {(count) => <Corners isHit={count > 1} />}
            </Show>
          </Show>
        </div>
        <Show when={session.phase() === 'stopped'}>
          <Button class={styles['start'] ?? ''} icon={cameraIcon} onClick={() => void session.start()}>
            {scanText().camera.start}
          </Button>
        </Show>
        <p class={styles['caption']} role="status">
          <span>{caption(session, so())}</span>
        </p>
      </div>
      <Show when={session.failure()}>
        {(failure) => <NoCamera code={failure().code} adding={props.adding} onAgain={() => void session.start()} />}
      </Show>
      <Show when={so().transfer}>
        {(progress) => (
          <TransferLine progress={progress()}>
            <Button size="small" look="quiet" onClick={handOver}>
              {scanText().transfer.review}
            </Button>
          </TransferLine>
        )}
      </Show>
      <Show when={session.phase() !== 'failed'}>
        <Controls session={session} adding={props.adding} />
      </Show>
    </>
  )
}

function Controls(props: { readonly session: CameraSession; readonly adding: Adding }): JSX.Element {
  return (
    <>
      <Show when={props.session.camera()?.zoom}>
        {(range) => (
          <label class={styles['zoom']}>
            <span>{scanText().camera.zoom}</span>
            <input
              type="range"
              min={range().min}
              max={range().max}
              step={range().step}
              value={props.session.zoom()}
              aria-valuetext={scanText().camera.zoomed(props.session.zoom())}
              onInput={(event) => void props.session.setZoom(event.currentTarget.valueAsNumber)}
            />
          </label>
        )}
      </Show>
      <div class={styles['bar']}>
        <Show when={(props.session.camera()?.cameras.length ?? 0) > 1}>
          <Button look="quiet" icon={refreshIcon} onClick={() => void props.session.switchCamera()}>
            {scanText().camera.switch}
          </Button>
        </Show>
        <Show when={props.session.camera()?.hasTorch}>
          <Button
            look="quiet"
            icon={flashIcon}
            aria-pressed={props.session.isLit()}
            onClick={() => void props.session.toggleLight()}
          >
            {scanText().camera.light}
          </Button>
        </Show>
        <ImageButton look="quiet" icon={imageIcon} onFiles={(files) => props.adding.bringPictures(files)} />
      </div>
    </>
  )
}

interface NoCameraProps {
  readonly code: keyof ReturnType<typeof errorsText>['byCode']
  readonly adding: Adding
  readonly onAgain: () => void
}

/** Why there is nothing to see, and the other ways. */
function NoCamera(props: NoCameraProps): JSX.Element {
  const said = () => errorsText().byCode[props.code]
  return (
    <div class={styles['drop']}>
      <Icon path={cameraIcon} size={36} />
      <div class={styles['words']} role="alert">
        <strong>{said().what}</strong>
        <p>{`${said().kept} ${said().next}`}</p>
      </div>
      <div class={styles['buttons']}>
        <Button look="primary" onClick={() => props.onAgain()}>
          {scanText().camera.tryAgain}
        </Button>
        <ImageButton icon={imageIcon} onFiles={(files) => props.adding.bringPictures(files)} />
        <Button icon={keyboardIcon} onClick={() => props.adding.choose('by-hand')}>
          {scanText().camera.byHand}
        </Button>
      </div>
    </div>
  )
}

/** Where the code should be. They light up with each one that is read. */
function Corners(props: { readonly isHit: boolean }): JSX.Element {
  return (
    <svg class={styles['corners']} data-hit={props.isHit ? '' : undefined} viewBox="0 0 100 100" aria-hidden="true">
      <path d="M2 20V10A8 8 0 0 1 10 2H20M80 2H90A8 8 0 0 1 98 10V20M98 80V90A8 8 0 0 1 90 98H80M20 98H10A8 8 0 0 1 2 90V80" />
    </svg>
  )
}

function caption(session: CameraSession, { other, transfer }: Scanned): string {
  const phase = session.phase()
  if (phase === 'stopped') return scanText().camera.stopped
  if (phase !== 'open') return scanText().camera.starting
  if (other === undefined) return transfer === undefined ? scanText().camera.looking : scanText().camera.lookingOn
  if (other === 'damaged-transfer') return scanText().damagedTransfer
  return `${scanText().other(other)} ${scanText().otherWhat(other)}`
}

/** Telephones tell the hand that holds them. Before the first touch a page may not. */
function vibrate(): void {
  if (!navigator.userActivation.hasBeenActive) return
  if (!window.matchMedia('(prefers-reduced-motion: reduce)').matches) navigator.vibrate?.(40)
}
