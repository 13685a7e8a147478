import { describe, expect, test, vi } from 'vitest'
import { takeLaunchedFiles } from '../../../src/pwa/index.ts'

type Consumer = (launch: { readonly files?: readonly object[] }) => void

function stage() {
  const consumers: Consumer[] = []
  const received: string[][] = []
  const view = { launchQueue: { setConsumer: (consumer: Consumer) => consumers.push(consumer) } }
  takeLaunchedFiles(view, (files) => received.push(files.map(({ name }) => name)))
  return { launch: (files?: readonly object[]) => consumers[0]?.({ ...(files && { files }) }), received }
}

const handle = (name: string) => ({ kind: 'file', getFile: () => Promise.resolve(new File(['x'], name)) })

describe('files that the app is opened with', () => {
  test('are handed on, at each launch', async () => {
    const { launch, received } = stage()
    launch([handle('a'), handle('b')])
    launch([handle('c')])
    await vi.waitFor(() => expect(received).toEqual([['a', 'b'], ['c']]))
  })

  test('are left out where they are gone, or are folders; a launch without files says nothing', async () => {
    const { launch, received } = stage()
    launch()
    launch([{ kind: 'directory' }, { getFile: () => Promise.reject(new Error('gone')) }])
    launch([{ getFile: () => Promise.reject(new Error('gone')) }, handle('there')])
    await vi.waitFor(() => expect(received).toEqual([['there']]))
  })

  test('never come where the browser has no such queue', () => {
    expect(() => takeLaunchedFiles({}, () => expect.fail('nothing was launched'))).not.toThrow()
  })
})
