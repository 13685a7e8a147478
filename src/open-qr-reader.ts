import decodeWorkerUrl from './qr/decode.worker.ts?worker&url'
import { createQrReader } from './qr/index.ts'
import { createBrowserCamera } from './qr/page/index.ts'
import { scriptUrl } from './ui/primitives/script-url.ts'
import type { QrSight } from './ui/services.tsx'

let sight: QrSight | undefined

/** The one reader of this page, in a worker, and the cameras beside it. In a file of its own: it loads with them. */
export function browserSight(): QrSight {
  const start = () => new Worker(scriptUrl(decodeWorkerUrl), { type: 'module', name: 'decode' })
  sight ??= { reader: createQrReader(start), camera: createBrowserCamera(), screens: screensOf(navigator) }
  return sight
}

/** Pages without a secure context have none, whatever the types say. */
function screensOf({ mediaDevices }: Partial<Navigator>): QrSight['screens'] {
  return mediaDevices ?? {}
}
