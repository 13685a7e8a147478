import { TransferError } from './errors.ts'
import type { LockedImport, OpenedExport } from './format.ts'
import type { ImportAnswer, ImportRequest, SentExport } from './importer.ts'
import { openExports } from './open-exports.ts'

/** The locked exports of each batch, by place. */
const locked = new Map<number, ReadonlyMap<number, LockedImport>>()

addEventListener('message', (event: MessageEvent<ImportRequest>) => {
  void answer(event.data)
})

async function answer(request: ImportRequest): Promise<void> {
  const { id } = request
  try {
    postMessage(await contentFor(request))
  } catch (error) {
    const code = error instanceof TransferError ? error.code : 'transfer/damaged'
    postMessage({ id, code } satisfies ImportAnswer)
  }
}

async function contentFor(request: ImportRequest): Promise<ImportAnswer> {
  const { id, batch } = request
  if (request.task === 'unlock') {
    const found = locked.get(batch)?.get(request.place)
    if (found === undefined) throw new TransferError('transfer/not-loaded', 'the file is not known here')
    return { id, unlocked: await found.unlock(request.password) }
  }
  const opened = await openExports(request.files, { readPicture })
  const entries = opened.flatMap((each, place) => (each.state === 'locked' ? [[place, each] as const] : []))
  locked.set(batch, new Map(entries))
  return { id, opened: opened.map(sendable) }
}

/** Sheets hold many pictures, made to be read; most other exports hold none, and never load the decoder. */
async function readPicture(picture: Uint8Array): Promise<readonly string[]> {
  const qr = await import('../qr/index.ts')
  return qr.readPicture(picture, { effort: 'quick' })
}

/** A function cannot be sent. */
function sendable(opened: OpenedExport): SentExport {
  if (opened.state !== 'locked') return opened
  const { unlock: _unlock, ...rest } = opened
  return rest
}
