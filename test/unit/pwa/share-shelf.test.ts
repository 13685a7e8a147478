import { describe, expect, it, vi } from 'vitest'
import { createShareShelf, takeShare, type ReceivedShare } from '../../../src/pwa/index.ts'
import { createHandTimer } from '../../support/hand-timer.ts'

const shared = (text: string): ReceivedShare => ({ share: { title: '', text, url: '', files: [] } })

function shelfWithTimer() {
  const timer = createHandTimer()
  return { timer, shelf: createShareShelf(timer.startTimer) }
}

describe('the shelf of a service worker', () => {
  it('gives what was shared once, and is kept alive until then', async () => {
    const { timer, shelf } = shelfWithTimer()
    const taken = shelf.put(shared('a'))
    expect(timer.running()).toEqual([60_000])
    expect(shelf.take()).toEqual(shared('a'))
    await taken
    expect([shelf.take(), timer.running()]).toEqual([undefined, []])
  })

  it('forgets what nobody asks for', async () => {
    const { timer, shelf } = shelfWithTimer()
    const forgotten = shelf.put(shared('a'))
    timer.ring()
    await forgotten
    expect(shelf.take()).toBeUndefined()
  })

  it('holds the newest, and one only', async () => {
    const { timer, shelf } = shelfWithTimer()
    const first = shelf.put(shared('a'))
    const second = shelf.put({ refused: 'too-large' })
    await first
    expect(timer.running()).toHaveLength(1)
    expect(shelf.take()).toEqual({ refused: 'too-large' })
    await second
  })
})

describe('a page that was shared something', () => {
  /** A service worker that answers what it is told, or nothing. */
  function container(answer: (port: MessagePort) => void) {
    const asked: unknown[] = []
    const controller = {
      postMessage(message: unknown, ports: MessagePort[]) {
        asked.push(message)
        if (ports[0]) answer(ports[0])
      },
    } as unknown as Pick<ServiceWorker, 'postMessage'>
    return { asked, container: { controller } }
  }

  it('asks the service worker for it', async () => {
    const { asked, container: worker } = container((port) => port.postMessage(shared('a')))
    expect(await takeShare(worker, createHandTimer().startTimer)).toEqual(shared('a'))
    expect(asked).toEqual([{ type: 'TAKE_SHARE' }])
  })

  it('learns that it is gone', async () => {
    const { container: worker } = container((port) => port.postMessage(undefined))
    expect(await takeShare(worker, createHandTimer().startTimer)).toBeUndefined()
  })

  it('does not wait for a service worker that does not know the question', async () => {
    const timer = createHandTimer()
    const { asked, container: worker } = container(() => undefined)
    const taking = takeShare(worker, timer.startTimer)
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    timer.ring()
    expect(await taking).toBeUndefined()
  })

  it('has nobody to ask where there is no service worker', async () => {
    const { startTimer } = createHandTimer()
    expect(await takeShare(undefined, startTimer)).toBeUndefined()
    expect(await takeShare({ controller: null }, startTimer)).toBeUndefined()
  })
})
