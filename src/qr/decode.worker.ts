import { systemClock } from '../clock.ts'
import { QrError } from './errors.ts'
import { createNativeDecoder } from './native-decoder.ts'
import { createOwnDecoders } from './own-decoders.ts'
import type { QrAnswer, QrRequest, QrTask } from './qr-reader.ts'
import { createThreadReader } from './thread-reader.ts'

// One picture at a time, asked for by qr-reader.ts, which ends this worker when it is not wanted any more.

const reader = createThreadReader({
  decoders: createOwnDecoders(),
  native: createNativeDecoder(),
  clock: systemClock,
})

addEventListener('message', ({ data }: MessageEvent<QrRequest>) => {
  if (data.task === 'warm-up') reader.warmUp()
  else void answer(data)
})

async function answer(task: QrTask): Promise<void> {
  try {
    postMessage({ texts: await textsFor(task) } satisfies QrAnswer)
  } catch (error) {
    const code = error instanceof QrError ? error.code : 'qr/damaged'
    postMessage({ code } satisfies QrAnswer)
  }
}

function textsFor(task: QrTask): Promise<readonly string[]> {
  switch (task.task) {
    case 'picture':
      return reader.readPicture(task.bytes, task)
    case 'image':
      return reader.readImage(task.image, task)
    case 'frame':
      return reader.readFrame(task.frame)
  }
}
