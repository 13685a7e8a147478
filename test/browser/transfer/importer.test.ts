import { afterEach, expect, test, vi } from 'vitest'
import workerUrl from '../../../src/transfer/import.worker.ts?worker&url'
import { createImporter, writeBackup, type Importer } from '../../../src/transfer/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { outcomeOf } from '../../support/outcome.ts'

let importer: Importer | undefined

afterEach(() => importer?.dispose())

test('fault 16: a backup whose slow hash is stopped ends the worker, and opens afterwards', async () => {
  const ends: ReturnType<typeof vi.spyOn>[] = []
  importer = createImporter(() => {
    const worker = new Worker(workerUrl, { type: 'module' })
    ends.push(vi.spyOn(worker, 'terminate'))
    return worker
  })
  const bytes = await writeBackup([totpDraft({ issuer: 'Harbour' })], 'pässword')
  const [one] = await importer.open([{ name: 'mine', bytes }])
  if (one?.state !== 'locked') throw new Error(`it is ${one?.state}`)
  expect(await outcomeOf(() => one.unlock('password'))).toBe('transfer/wrong-password')
  const stop = new AbortController()
  const outcome = outcomeOf(() => one.unlock('pässword', { signal: stop.signal }))
  stop.abort()
  expect(await outcome).toBe('transfer/cancelled')
  expect(ends.map(({ mock }) => mock.calls.length)).toEqual([1])
  expect(await one.unlock('pässword')).toMatchObject({ entries: [{ account: { issuer: 'Harbour' } }] })
  expect(ends).toHaveLength(2)
})
