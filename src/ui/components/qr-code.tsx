import { create } from 'qrcode'
import { createMemo, type JSX } from 'solid-js'
import styles from './qr-code.module.css'

/** Light modules round the code, which readers need (ISO/IEC 18004 §6.3.8). */
const quietZone = 4

interface QrCodeProps {
  readonly text: string
  /** The accessible name. */
  readonly label: string
  /** How much of it may be unreadable: L for long texts on a screen, M unless told otherwise. */
  readonly level?: 'L' | 'M'
}

/** A QR code as one SVG path, dark on white in every theme: inverted codes are not read by every app. */
export function QrCode(props: QrCodeProps): JSX.Element {
  const drawing = createMemo(() => qrDrawing(props.text, props.level))
  return (
    <svg
      class={styles['code']}
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${drawing().size} ${drawing().size}`}
      shape-rendering="crispEdges"
    >
      <path class={styles['light']} d={`M0 0h${drawing().size}v${drawing().size}h-${drawing().size}z`} />
      <path class={styles['dark']} d={drawing().path} />
    </svg>
  )
}

/** The dark modules of a QR code as one path, and the side of the square round it, in modules. */
export function qrDrawing(text: string, level: 'L' | 'M' = 'M'): { readonly path: string; readonly size: number } {
  const { modules } = create(text, { errorCorrectionLevel: level })
  let path = ''
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) path += `M${column + quietZone} ${row + quietZone}h1v1h-1z`
    }
  }
  return { path, size: modules.size + 2 * quietZone }
}

/** A PNG of a QR code, `scale` pixels a module. Resolves to `undefined` where the browser gives no canvas. */
export async function qrPicture(text: string, scale = 10): Promise<Blob | undefined> {
  const { path, size } = qrDrawing(text)
  const canvas = document.createElement('canvas')
  canvas.width = size * scale
  canvas.height = size * scale
  const context = canvas.getContext('2d')
  if (!context) return undefined
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(scale, scale)
  context.fillStyle = '#000'
  const darkModules = new Path2D(path)
  context.fill(darkModules)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'))
}
