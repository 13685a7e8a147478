import { describe, expect, test, vi } from 'vitest'
import { takeLaunches } from '../../../src/pwa/index.ts'

type Consumer = (launch: { readonly files?: readonly object[]; readonly targetURL?: string }) => void

const start = 'https://app.example/'

function stage(startedAt = start) {
  const consumers: Consumer[] = []
  const received: string[][] = []
  const addresses: string[] = []
  const view = { launchQueue: { setConsumer: (consumer: Consumer) => consumers.push(consumer) } }
  takeLaunches(view, startedAt, {
    onFiles: (files) => received.push(files.map(({ name }) => name)),
    onAddress: (href) => addresses.push(href),
  })
  return {
    launch: (files?: readonly object[], targetURL?: string) =>
      consumers[0]?.({ ...(files && { files }), ...(targetURL !== undefined && { targetURL }) }),
    received,
    addresses,
  }
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

  test('come without the address of the screen that is for them', async () => {
    const { launch, received, addresses } = stage()
    launch([handle('a')], `${start}#/import`)
    await vi.waitFor(() => expect(received).toEqual([['a']]))
    expect(addresses).toEqual([])
  })
})

describe('addresses that the app is opened at while it is open', () => {
  test('are handed on, but not the one that the page has been opened at', () => {
    const { launch, addresses } = stage(`${start}#/scan`)
    launch(undefined, `${start}#/scan`)
    expect(addresses).toEqual([])
    launch(undefined, `${start}#/scan`)
    expect(addresses).toEqual([`${start}#/scan`])
  })

  test('are handed on the first time as well, where the page was opened at another one', () => {
    const { launch, addresses } = stage()
    launch([], `${start}#/add`)
    launch([], '')
    expect(addresses).toEqual([`${start}#/add`])
  })
})

test('nothing ever comes where the browser has no such queue', () => {
  const onFiles = (): void => expect.fail('nothing was launched')
  expect(() => takeLaunches({}, start, { onFiles, onAddress: onFiles })).not.toThrow()
})
