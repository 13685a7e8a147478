import { expect, test } from 'vitest'
import { fileAsPlace, handedOver, makeBackup } from '../../../src/backups/index.ts'
import { readBackup } from '../../../src/transfer/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { nodeKdf } from '../../support/kdf.ts'
import { createMemoryDisk } from '../../support/memory-disk.ts'
import { createMemoryFolder, fileIn } from '../../support/memory-folder.ts'
import { createQuickKdf } from '../../support/quick-kdf.ts'
import { rememberingKdf } from '../../support/remembering-kdf.ts'
import { createTabStage } from '../../support/tab-stage.ts'

const kind = { name: 'mine.mfabackup', type: 'text/plain' }
const kdf = rememberingKdf(nodeKdf())

test('a file on disk gives back what lies there', async () => {
  const folder = createMemoryFolder()
  const bytes = Uint8Array.of(1, 2, 3)
  expect(await fileAsPlace(fileIn(folder, 'a')).put(bytes)).toEqual(bytes)
  expect(folder.files.get('a')).toEqual(bytes)
})

test('a file that is handed over goes once it was put, with its name and type', async () => {
  const given: File[] = []
  const place = handedOver(async (file) => void given.push(file), kind)
  await place.handOver?.()
  expect(given).toEqual([])
  expect(await place.put(Uint8Array.of(7))).toEqual(Uint8Array.of(7))
  expect(given).toEqual([])
  await place.handOver?.()
  expect(given.map(({ name, type, size }) => [name, type, size])).toEqual([['mine.mfabackup', 'text/plain', 1]])
})

test('a backup is handed over after it was opened again, and remembered after that', async () => {
  const stage = createTabStage(createMemoryDisk())
  const vault = await stage.createVault()
  await vault.add([totpDraft()])
  const seen: unknown[] = []
  const place = handedOver(async (file) => {
    const { accounts } = await readBackup(new Uint8Array(await file.arrayBuffer()), 'words', { kdf })
    seen.push(accounts.length, vault.settings().lastBackup)
  }, kind)
  await makeBackup('words', place, { vault, kdf, clock: stage.clock })
  expect(seen).toEqual([1, null])
  expect(vault.settings().lastBackup).toMatchObject({ accounts: 1 })
})

test('a backup that was not taken is none', async () => {
  const stage = createTabStage(createMemoryDisk())
  const vault = await stage.createVault()
  const place = handedOver(() => Promise.reject(new Error('closed')), kind)
  await expect(makeBackup('words', place, { vault, kdf: createQuickKdf(), clock: stage.clock })).rejects.toThrow(
    'closed',
  )
  expect(vault.settings().lastBackup).toBeNull()
})
