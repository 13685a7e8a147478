import { batch, createSignal, onCleanup, type Accessor } from 'solid-js'
import { QrError, type QrReader } from '../../../qr/index.ts'
import { readPictureFile } from '../../../qr/page/index.ts'

/** What came of one picture. */
export interface ReadPicture {
  /** As the person knows it. */
  readonly name: string
  /** Of all codes in it, each once. */
  readonly texts: readonly string[]
  /** Why it could not be read. */
  readonly error: QrError | undefined
}

/** Pictures that are read one after the other. */
export interface PictureQueue {
  /** While it reads: the place of the picture from 1, and how many there are. */
  readonly progress: Accessor<{ readonly place: number; readonly count: number } | undefined>
  /** Reads them after those that wait. */
  add(files: readonly File[]): void
  /** Reads no more. What was read so far is told. */
  stop(): void
}

type Reader = Pick<QrReader, 'readPicture' | 'readImage'>

/**
 * {@link PictureQueue} for the owner's lifetime.
 *
 * @param onRead - Told once nothing waits any more.
 */
export function createPictureQueue(
  open: () => Promise<Reader>,
  onRead: (pictures: readonly ReadPicture[]) => void,
): PictureQueue {
  const [progress, setProgress] = createSignal<{ readonly place: number; readonly count: number }>()
  let files: File[] = []
  let life = new AbortController()
  let isReading = false
  let isGone = false

  const readAll = async (signal: AbortSignal): Promise<void> => {
    const read: ReadPicture[] = []
    for (let place = 0; place < files.length && !signal.aborted; place++) {
      setProgress({ place: place + 1, count: files.length })
      const file = files[place]
      const picture = file && (await readOne(open, file, signal))
      if (picture && !signal.aborted) read.push(picture)
    }
    isReading = false
    files = []
    if (isGone) return
    batch(() => {
      setProgress(undefined)
      onRead(read)
    })
  }
  const stop = (): void => life.abort()
  onCleanup(() => {
    isGone = true
    stop()
  })

  return {
    progress,
    add(more) {
      if (more.length === 0 || isGone) return
      files.push(...more)
      if (isReading) {
        setProgress((now) => now && { ...now, count: files.length })
        return
      }
      isReading = true
      life = new AbortController()
      void readAll(life.signal)
    },
    stop,
  }
}

async function readOne(open: () => Promise<Reader>, file: File, signal: AbortSignal): Promise<ReadPicture> {
  const { name } = file
  try {
    return { name, texts: await readPictureFile(await open(), file, { signal }), error: undefined }
  } catch (error) {
    return { name, texts: [], error: error instanceof QrError ? error : failureOf(error) }
  }
}

/** The file was moved or changed since it was chosen, or the reader did not load. */
function failureOf(cause: unknown): QrError {
  const code = cause instanceof DOMException ? 'qr/damaged' : 'qr/not-loaded'
  return new QrError(code, 'the picture could not be read', { cause })
}
