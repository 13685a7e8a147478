import { beforeEach, describe, expect, it } from 'vitest'
import { startAutosave, type AutosaveRunner, type FileHandle, type FolderHandle } from '../../../src/backups/index.ts'
import { newBackupRoot, readBackup } from '../../../src/transfer/index.ts'
import type { Vault } from '../../../src/vault/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { nodeKdf } from '../../support/kdf.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { createMemoryFolder, fileIn, type MemoryFolder } from '../../support/memory-folder.ts'
import { rememberingKdf } from '../../support/remembering-kdf.ts'
import { createTabStage, passphrase, type TabStage } from '../../support/tab-stage.ts'

const kdf = rememberingKdf(nodeKdf())
const root = await newBackupRoot('copper lantern', { kdf })

let stage: TabStage<MemoryDisk>
let vault: Vault
let folder: MemoryFolder
let runner: AutosaveRunner
let timers: (() => void)[]

const turnOn = (kind: 'file' | 'folder', keep = 3) =>
  vault.changeSettings({ autosave: { kind, name: 'Backups', keep, savedAt: null, failed: null } })

function start(handle: FileHandle | FolderHandle | undefined): void {
  runner = startAutosave({
    vault,
    kdf: () => Promise.resolve(kdf),
    clock: stage.clock,
    handles: { read: () => Promise.resolve(handle), put: () => Promise.resolve(), remove: () => Promise.resolve() },
    startTimer: (run) => {
      timers.push(run)
      return () => {
        timers = timers.filter((timer) => timer !== run)
      }
    },
    alone: (work) => work(),
  })
}

beforeEach(async () => {
  stage = createTabStage(createMemoryDisk())
  vault = await stage.createVault()
  folder = createMemoryFolder()
  timers = []
  await vault.keepBackupKey({ kdf: root.kdf, prk: root.prk.slice() })
})

const opened = async () => {
  const [bytes = new Uint8Array()] = [...folder.files.values()].slice(-1)
  return (await readBackup(bytes, 'copper lantern', { kdf })).accounts.length
}

describe('automatic saving', () => {
  it('writes one file again and again, which the backup passphrase opens', async () => {
    await turnOn('file')
    start(fileIn(folder, 'vault.mfabackup'))
    await vault.add([totpDraft()])
    await runner.saveNow()
    await vault.add([totpDraft({ issuer: 'B' })])
    await runner.saveNow()
    expect([folder.files.size, await opened()]).toEqual([1, 2])
    expect(vault.settings().autosave).toMatchObject({ savedAt: stage.clock.now(), failed: null })
  })

  it('waits for a rest after a change, and for nothing when nothing has changed', async () => {
    await turnOn('file')
    start(fileIn(folder, 'vault.mfabackup'))
    await vault.add([totpDraft()])
    await vault.add([totpDraft({ issuer: 'B' })])
    expect(timers).toHaveLength(1)
    await runner.saveNow()
    timers = []
    const [{ id } = { id: '' }] = vault.accounts()
    await vault.recordUse(id)
    await vault.changeSettings({ density: 'grid' })
    expect(timers).toEqual([])
  })

  it('keeps the last files of a folder, and touches no other', async () => {
    folder.files.set('holiday.jpg', new Uint8Array(1))
    await turnOn('folder', 2)
    start(folder.handle)
    for (const issuer of ['A', 'B', 'C']) {
      stage.clock.advance(60_000)
      await vault.add([totpDraft({ issuer })])
      await runner.saveNow()
    }
    expect(folder.files.size).toBe(3)
    expect([folder.files.has('holiday.jpg'), await opened()]).toEqual([true, 3])
  })

  it.each<[string, (at: MemoryFolder) => void, string]>([
    ['the permission is gone', (at) => void (at.permission = 'prompt'), 'autosave/permission'],
    ['the folder is gone', (at) => void (at.failure = new DOMException('', 'NotFoundError')), 'autosave/missing'],
    ['the disk is full', (at) => void (at.failure = new DOMException('', 'QuotaExceededError')), 'autosave/failed'],
  ])('says so until it is resolved when %s', async (_, spoil, code) => {
    await turnOn('folder')
    spoil(folder)
    start(folder.handle)
    await vault.add([totpDraft()])
    await runner.saveNow()
    expect(vault.settings().autosave).toMatchObject({ failed: code, savedAt: null })
    folder.permission = 'granted'
    folder.failure = undefined
    await runner.saveNow()
    expect(vault.settings().autosave?.failed).toBeNull()
    expect(await opened()).toBe(1)
  })

  it('says so when this browser never had the file', async () => {
    await turnOn('file')
    start(undefined)
    await runner.saveNow()
    expect(vault.settings().autosave?.failed).toBe('autosave/missing')
  })

  it('does nothing while it is off, without a key, or while the vault is locked', async () => {
    start(folder.handle)
    await vault.add([totpDraft()])
    await runner.saveNow()
    await turnOn('folder')
    await vault.keepBackupKey(null)
    await runner.saveNow()
    vault.lock('person')
    await runner.saveNow()
    expect(folder.files.size).toBe(0)
  })

  it('catches up after an unlock', async () => {
    await turnOn('folder')
    start(folder.handle)
    await vault.add([totpDraft()])
    vault.lock('person')
    timers = []
    await vault.unlock(passphrase)
    expect(timers).toHaveLength(1)
  })

  it('stops', async () => {
    await turnOn('folder')
    start(folder.handle)
    runner.stop()
    await vault.add([totpDraft()])
    expect(timers).toEqual([])
  })
})
