import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createQrReader, type QrReader } from '../../../src/qr/index.ts'
import type { QrAnswer, QrRequest } from '../../../src/qr/qr-reader.ts'
import { outcomeOf } from '../../support/outcome.ts'

/** Stands in for a worker: notes what it is asked, and answers when the test says so. */
class FakeWorker extends EventTarget {
  readonly requests: QrRequest[] = []
  terminated = false

  postMessage(request: QrRequest): void {
    this.requests.push(request)
  }

  terminate(): void {
    this.terminated = true
  }

  answer(data: QrAnswer): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

/** A frame that notes that it was closed. */
function fakeFrame() {
  return { width: 2, height: 2, close: vi.fn() }
}

let started: FakeWorker[]
let reader: QrReader

beforeEach(() => {
  vi.useFakeTimers()
  started = []
  reader = createQrReader(() => {
    const worker = new FakeWorker()
    started.push(worker)
    return worker
  })
})

afterEach(() => {
  vi.useRealTimers()
})

const bytes = Uint8Array.of(1, 2, 3)
const settle = () => vi.advanceTimersByTimeAsync(0)

function worker(index: number): FakeWorker {
  const found = started[index]
  if (found === undefined) throw new Error(`no worker ${index}`)
  return found
}

/** What a request will come to, once it has been made. Within an object: a promise alone would be waited for. */
async function asked(texts: Promise<readonly string[]>): Promise<{ readonly texts: Promise<readonly string[]> }> {
  texts.catch(() => undefined)
  await settle()
  return { texts }
}

describe('a reader with a worker', () => {
  test('starts no worker before it is asked', () => {
    expect(started).toHaveLength(0)
  })

  test('asks for a picture and answers its texts', async () => {
    const { texts } = await asked(reader.readPicture(bytes, { type: 'image/png', effort: 'quick' }))
    expect(worker(0).requests).toEqual([{ task: 'picture', bytes, type: 'image/png', effort: 'quick' }])
    worker(0).answer({ texts: ['a', 'b'] })
    expect(await texts).toEqual(['a', 'b'])
  })

  test('rejects with the code of the worker, and keeps the worker', async () => {
    const { texts } = await asked(reader.readPicture(bytes))
    worker(0).answer({ code: 'qr/unknown-kind' })
    expect(await outcomeOf(() => texts)).toBe('qr/unknown-kind')
    expect(worker(0).terminated).toBe(false)
  })

  test('asks for one after the other', async () => {
    const { texts: first } = await asked(reader.readPicture(bytes))
    const { texts: second } = await asked(reader.readPicture(bytes))
    expect(worker(0).requests).toHaveLength(1)
    worker(0).answer({ texts: ['first'] })
    expect(await first).toEqual(['first'])
    await settle()
    worker(0).answer({ texts: ['second'] })
    expect(await second).toEqual(['second'])
    expect(started).toHaveLength(1)
  })

  test('goes on with the next after one was refused', async () => {
    const { texts: first } = await asked(reader.readPicture(bytes))
    const { texts: second } = await asked(reader.readPicture(bytes))
    worker(0).answer({ code: 'qr/damaged' })
    expect(await outcomeOf(() => first)).toBe('qr/damaged')
    await settle()
    worker(0).answer({ texts: [] })
    expect(await second).toEqual([])
  })

  test('ends the worker ten seconds after its last use', async () => {
    const { texts } = await asked(reader.readPicture(bytes))
    worker(0).answer({ texts: [] })
    await texts
    await vi.advanceTimersByTimeAsync(9_999)
    expect(worker(0).terminated).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(worker(0).terminated).toBe(true)
  })

  test('has a worker load what it needs, which ends when nothing comes of it', async () => {
    reader.warmUp()
    expect(worker(0).requests).toEqual([{ task: 'warm-up' }])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(worker(0).terminated).toBe(true)
  })
})

describe('a picture that is not wanted any more', () => {
  test('ends the worker at once', async () => {
    const stop = new AbortController()
    const { texts } = await asked(reader.readPicture(bytes, { signal: stop.signal }))
    stop.abort()
    expect(await outcomeOf(() => texts)).toBe('qr/cancelled')
    expect(worker(0).terminated).toBe(true)
  })

  test('is not asked for when it waits', async () => {
    const stop = new AbortController()
    const { texts: first } = await asked(reader.readPicture(bytes))
    const { texts: second } = await asked(reader.readPicture(bytes, { signal: stop.signal }))
    stop.abort()
    worker(0).answer({ texts: [] })
    await first
    expect(await outcomeOf(() => second)).toBe('qr/cancelled')
    expect(worker(0).requests).toHaveLength(1)
    expect(worker(0).terminated).toBe(false)
  })

  test('does not stand in the way of the next', async () => {
    const stop = new AbortController()
    const { texts: first } = await asked(reader.readPicture(bytes, { signal: stop.signal }))
    stop.abort()
    expect(await outcomeOf(() => first)).toBe('qr/cancelled')
    const { texts: second } = await asked(reader.readPicture(bytes))
    worker(1).answer({ texts: ['a'] })
    expect(await second).toEqual(['a'])
  })

  test('starts no worker', async () => {
    expect(await outcomeOf(() => reader.readPicture(bytes, { signal: AbortSignal.abort() }))).toBe('qr/cancelled')
    expect(started).toHaveLength(0)
  })
})

describe('a worker that is of no use', () => {
  test('is ended after 20 s with one picture', async () => {
    const { texts } = await asked(reader.readPicture(bytes))
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await outcomeOf(() => texts)).toBe('qr/too-slow')
    expect(worker(0).terminated).toBe(true)
  })

  test.each(['error', 'messageerror'])('is ended when it fails: %s', async (type) => {
    const { texts } = await asked(reader.readPicture(bytes))
    worker(0).dispatchEvent(new Event(type))
    expect(await outcomeOf(() => texts)).toBe('qr/not-loaded')
    expect(worker(0).terminated).toBe(true)
  })

  test('that fails while nothing is asked makes room for another', async () => {
    reader.warmUp()
    worker(0).dispatchEvent(new Event('error'))
    await asked(reader.readPicture(bytes))
    expect(worker(1).requests).toHaveLength(1)
  })

  test('that cannot be started is an error with a code, and no error when nobody asked for anything', async () => {
    const none = createQrReader(() => {
      throw new Error('blocked')
    })
    none.warmUp()
    expect(await outcomeOf(() => none.readPicture(bytes))).toBe('qr/not-loaded')
  })

  test('is ended when it could not load its decoder', async () => {
    const { texts } = await asked(reader.readPicture(bytes))
    worker(0).answer({ code: 'qr/not-loaded' })
    expect(await outcomeOf(() => texts)).toBe('qr/not-loaded')
    expect(worker(0).terminated).toBe(true)
  })
})

describe('frames', () => {
  test('are closed when they were read', async () => {
    const frame = fakeFrame()
    const { texts } = await asked(reader.readFrame(frame))
    worker(0).answer({ texts: ['a'] })
    expect(await texts).toEqual(['a'])
    expect(frame.close).toHaveBeenCalled()
  })

  test('are closed when nobody wanted them any more', async () => {
    const [first, second] = [fakeFrame(), fakeFrame()]
    await asked(reader.readFrame(first))
    const { texts } = await asked(reader.readFrame(second))
    reader.dispose()
    expect(await outcomeOf(() => texts)).toBe('qr/cancelled')
    expect(second.close).toHaveBeenCalled()
  })
})

describe('a reader that was disposed of', () => {
  test('has ended its worker and what it was doing', async () => {
    const { texts } = await asked(reader.readPicture(bytes))
    reader.dispose()
    expect(await outcomeOf(() => texts)).toBe('qr/cancelled')
    expect(worker(0).terminated).toBe(true)
  })

  test('can be used again', async () => {
    reader.dispose()
    const { texts } = await asked(reader.readPicture(bytes))
    worker(0).answer({ texts: ['a'] })
    expect(await texts).toEqual(['a'])
  })
})
