import { describe, expect, test } from 'vitest'
import { createImporter, type ImportWorker, type LockedImport, type OpenedExport } from '../../../src/transfer/index.ts'
import type { ImportAnswer, ImportRequest } from '../../../src/transfer/importer.ts'
import { outcomeOf } from '../../support/outcome.ts'

type Answer = (request: ImportRequest) => ImportAnswer | 'nothing' | 'crash' | 'garbled'

interface FakeWorker extends ImportWorker {
  readonly asked: readonly ImportRequest[]
  readonly ended: () => boolean
}

const locked = { state: 'locked', format: 'ente', files: ['a'] } as const
const read = { state: 'open', format: 'ente', files: ['a'], entries: [] } as const
const files = [{ name: 'a', bytes: Uint8Array.of(1, 2, 3) }]

const usual: Answer = ({ id, task }) => (task === 'open' ? { id, opened: [locked] } : { id, unlocked: read })

/** An importer whose workers answer like this, and all workers that it has started. */
function setUp(answer: Answer = usual) {
  const workers: FakeWorker[] = []
  const importer = createImporter(() => {
    const worker = fakeWorker(answer)
    workers.push(worker)
    return worker
  })
  return { importer, workers }
}

function fakeWorker(answer: Answer): FakeWorker {
  const target = new EventTarget()
  const asked: ImportRequest[] = []
  let ended = false
  const reply = (request: ImportRequest): void => {
    const said = answer(request)
    if (ended || said === 'nothing') return
    if (said === 'crash') target.dispatchEvent(new Event('error'))
    else if (said === 'garbled') target.dispatchEvent(new Event('messageerror'))
    else target.dispatchEvent(new MessageEvent('message', { data: said }))
  }
  return Object.assign(target, {
    asked,
    ended: () => ended,
    postMessage(request: ImportRequest) {
      asked.push(request)
      queueMicrotask(() => reply(request))
    },
    terminate() {
      ended = true
    },
  })
}

function lockedIn([one]: readonly OpenedExport[]): LockedImport {
  if (one?.state !== 'locked') throw new Error('it is not locked')
  return one
}

describe('an importer', () => {
  test('starts its worker with the first file, and one serves for all', async () => {
    const { importer, workers } = setUp()
    expect(workers).toHaveLength(0)
    const one = lockedIn(await importer.open(files))
    expect(await one.unlock('secret')).toEqual(read)
    await importer.open(files)
    expect(workers.map(({ asked }) => asked.map(({ task }) => task))).toEqual([['open', 'unlock', 'open']])
  })

  test('passes on what was refused, and goes on with the same worker', async () => {
    const { importer, workers } = setUp((request) =>
      request.task === 'open' ? usual(request) : { id: request.id, code: 'transfer/wrong-password' },
    )
    const one = lockedIn(await importer.open(files))
    expect(await outcomeOf(() => one.unlock('guess'))).toBe('transfer/wrong-password')
    expect(await outcomeOf(() => one.unlock('other guess'))).toBe('transfer/wrong-password')
    expect(workers.map(({ asked, ended }) => [asked.length, ended()])).toEqual([[3, false]])
  })

  test('fault 16: that is cancelled ends the worker at once, says so, and keeps nothing', async () => {
    const { importer, workers } = setUp(() => 'nothing')
    const stop = new AbortController()
    const outcome = outcomeOf(() => importer.open(files, { signal: stop.signal }))
    stop.abort()
    expect(await outcome).toBe('transfer/cancelled')
    expect(workers.map(({ ended }) => ended())).toEqual([true])
  })

  test('fault 16: a locked file that was cancelled in the middle can be tried again, in a new worker', async () => {
    let isSlow = true
    const { importer, workers } = setUp((request) => (request.task === 'unlock' && isSlow ? 'nothing' : usual(request)))
    const one = lockedIn(await importer.open(files))
    const stop = new AbortController()
    const outcome = outcomeOf(() => one.unlock('secret', { signal: stop.signal }))
    stop.abort()
    expect(await outcome).toBe('transfer/cancelled')
    expect(workers[0]?.ended()).toBe(true)
    isSlow = false
    expect(await one.unlock('secret')).toEqual(read)
    // The new worker is told of the file first.
    expect(workers[1]?.asked.map(({ task }) => task)).toEqual(['open', 'unlock'])
  })

  test('fault 16: of what was not begun asks nothing', async () => {
    const { importer, workers } = setUp()
    expect(await outcomeOf(() => importer.open(files, { signal: AbortSignal.abort() }))).toBe('transfer/cancelled')
    expect(workers.flatMap(({ asked }) => asked)).toEqual([])
  })

  test.each(['crash', 'garbled'] as const)(
    'whose worker answers with a %s starts another for the next file',
    async (how) => {
      let isSound = false
      const { importer, workers } = setUp((request) => (isSound ? usual(request) : how))
      expect(await outcomeOf(() => importer.open(files))).toBe('transfer/not-loaded')
      expect(workers[0]?.ended()).toBe(true)
      isSound = true
      expect(await importer.open(files)).toMatchObject([locked])
      expect(workers).toHaveLength(2)
    },
  )

  test('says so where no worker starts', async () => {
    const importer = createImporter(() => {
      throw new DOMException('refused', 'SecurityError')
    })
    expect(await outcomeOf(() => importer.open(files))).toBe('transfer/not-loaded')
  })

  test('ends its worker when it is disposed of', async () => {
    const { importer, workers } = setUp()
    await importer.open(files)
    importer.dispose()
    expect(workers.map(({ ended }) => ended())).toEqual([true])
  })
})
