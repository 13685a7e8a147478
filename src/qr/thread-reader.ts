import type { Clock } from '../clock.ts'
import { bitmapGray, type Bitmap } from './bitmap-gray.ts'
import { textsOf } from './decoder.ts'
import type { Decoders } from './decoders.ts'
import { toGray, type ColourImage, type GrayImage, type Ground } from './gray-image.ts'
import type { NativeDecoder } from './native-decoder.ts'
import { inspectPicture } from './picture-header.ts'
import { bitmapsOf } from './picture.ts'
import { readGray, throwIfCancelled, type Effort } from './read-gray.ts'
import { frameTries } from './tries.ts'

/** How a picture is to be read. */
export interface ReadOptions {
  /** `full` unless it says otherwise. */
  readonly effort?: Effort | undefined
  readonly signal?: AbortSignal | undefined
}

/** As {@link ReadOptions}, of a file. */
export interface ReadPictureOptions extends ReadOptions {
  /** The media type it came with: one that is not true is refused. */
  readonly type?: string | undefined
}

/** Reads pictures on the thread it is called on. Texts come each once. */
export interface ThreadReader {
  /** @throws `QrError` with any code of a picture or of reading. */
  readPicture(bytes: Uint8Array, options?: ReadPictureOptions): Promise<readonly string[]>
  readImage(image: ImageData | ImageBitmap, options?: ReadOptions): Promise<readonly string[]>
  /** One look, a little different each time. Closes the frame. */
  readFrame(frame: ImageBitmap): Promise<readonly string[]>
  /** Begins to load what reading needs. */
  warmUp(): void
}

/** What reading needs of the world around it. */
export interface ThreadReaderParts {
  readonly decoders: Decoders
  readonly native: NativeDecoder
  readonly clock: Clock
}

/** A frame that took longer than this, ms, is not looked at a second time: the next one is there already. */
const frameMs = 120

/** A reader for this thread. */
export function createThreadReader(parts: ThreadReaderParts): ThreadReader {
  let frames = 0
  return {
    readPicture: (bytes, options = {}) => readPicture(parts, bytes, options),
    readImage: (image, options = {}) => readBitmap(parts, image, options),
    readFrame: async (frame) => {
      try {
        frames++
        return await readFrame(parts, frame, frames)
      } finally {
        frame.close()
      }
    },
    warmUp: () => {
      // Whoever reads hears of a failure.
      parts.decoders.thorough().catch(() => undefined)
    },
  }
}

async function readPicture(
  parts: ThreadReaderParts,
  bytes: Uint8Array,
  { type, effort, signal }: ReadPictureOptions,
): Promise<readonly string[]> {
  const header = inspectPicture(bytes, type)
  const texts = new Set<string>()
  let isFirst = true
  for await (const bitmap of bitmapsOf(bytes, header)) {
    try {
      const found = await readBitmap(parts, bitmap, {
        effort: isFirst && !header.isAnimated ? effort : 'quick',
        signal,
      })
      for (const text of found) texts.add(text)
      isFirst = false
    } finally {
      bitmap.close()
    }
  }
  return [...texts]
}

async function readBitmap(
  { native, decoders, clock }: ThreadReaderParts,
  source: Bitmap | ImageData,
  { effort = 'full', signal }: ReadOptions,
): Promise<readonly string[]> {
  const seen = await native(source)
  throwIfCancelled(signal)
  const decode = await decoders.thorough().catch((error: unknown) => {
    if (seen.length === 0) throw error
    return undefined
  })
  if (decode === undefined) return seen
  const read = (image: GrayImage, effort: Effort) => readGray(image, decode, { effort, clock, signal })
  const { gray, isOpaque } = grayOf(source, 'white')
  let found = await read(gray, seen.length > 0 ? 'quick' : effort)
  // Light modules on nothing are not to be seen on white.
  if (found.length === 0 && !isOpaque) found = await read(grayOf(source, 'black').gray, 'quick')
  // Ours says what the bytes are, and sees all of several; the browser's is not always exact in either.
  return found.length >= seen.length ? found : [...new Set([...found, ...seen])]
}

async function readFrame(
  { native, decoders, clock }: ThreadReaderParts,
  frame: ImageBitmap,
  number: number,
): Promise<readonly string[]> {
  const seen = await native(frame)
  if (seen.length > 0) return seen
  const decode = await decoders.soonest()
  const { gray } = bitmapGray(frame, 'white')
  const begun = clock.monotonic()
  const found = textsOf(decode(gray))
  if (found.length > 0 || clock.monotonic() - begun > frameMs) return found
  const other = frameTries[number % frameTries.length]
  return other === undefined ? [] : textsOf([...other(gray, decode)].flat())
}

function grayOf(source: Bitmap | ImageData, ground: Ground) {
  return isImageData(source) ? toGray(source, ground) : bitmapGray(source, ground)
}

function isImageData(source: Bitmap | ImageData): source is ImageData & ColourImage {
  return 'data' in source
}
