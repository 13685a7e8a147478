import { describe, expect, it } from 'vitest'
import { anchorKey, createAnchorStore, isOlderThan, raiseAnchor } from '../../../src/vault/anchor.ts'
import { idOf } from '../../support/stored-change.ts'
import { createTabStage } from '../../support/tab-stage.ts'
import { createMemoryDisk } from '../../support/memory-disk.ts'

const vaultId = idOf(1)
const other = idOf(2)
const newStage = () => createTabStage(createMemoryDisk())

describe('the anchor', () => {
  it('is kept as id and epoch', () => {
    const { anchor, localStorage } = newStage()
    anchor.write({ vaultId, epoch: 7 })
    expect(localStorage.get(anchorKey)).toBe(`${vaultId}:7`)
    expect(anchor.read()).toEqual({ vaultId, epoch: 7 })
    anchor.remove()
    expect(anchor.read()).toBeUndefined()
  })

  it.each([
    '',
    'x',
    vaultId,
    `${vaultId}:`,
    `${vaultId}:-1`,
    `${vaultId}:07`,
    `${vaultId}:1.5`,
    `${vaultId}:1\n`,
    `${vaultId}:9999999999999999`,
  ])('is no anchor when it says %j', (text) => {
    const { anchor, localStorage } = newStage()
    localStorage.set(anchorKey, text)
    expect(anchor.read()).toBeUndefined()
  })

  it('is none where storage is denied or missing, and nothing throws', () => {
    const denied = createAnchorStore(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    for (const store of [denied, createAnchorStore(() => undefined)]) {
      store.write({ vaultId, epoch: 1 })
      store.remove()
      expect(store.read()).toBeUndefined()
    }
  })

  it('does not hide a fault of the program', () => {
    const broken = createAnchorStore(() => {
      throw new TypeError('a fault')
    })
    expect(() => broken.read()).toThrow(TypeError)
  })
})

describe('raiseAnchor', () => {
  it.each([
    ['where there is none', undefined, { vaultId, epoch: 1 }, 1],
    ['to a later epoch', { vaultId, epoch: 1 }, { vaultId, epoch: 2 }, 2],
    ['never back', { vaultId, epoch: 5 }, { vaultId, epoch: 4 }, 5],
    ['back for another vault', { vaultId: other, epoch: 5 }, { vaultId, epoch: 1 }, 1],
  ])('moves %s', (_where, before, to, epoch) => {
    const { anchor } = newStage()
    if (before) anchor.write(before)
    raiseAnchor(anchor, to)
    expect(anchor.read()?.epoch).toBe(epoch)
  })
})

describe('isOlderThan', () => {
  it.each([
    ['no anchor', undefined, false],
    ['the same epoch', { vaultId, epoch: 3 }, false],
    ['an earlier anchor: a crash came between commit and anchor', { vaultId, epoch: 2 }, false],
    ['a later anchor', { vaultId, epoch: 4 }, true],
    ['the anchor of another vault', { vaultId: other, epoch: 4 }, false],
  ])('with %s', (_what, known, isOlder) => {
    expect(isOlderThan(known, { vaultId, epoch: 3 })).toBe(isOlder)
  })
})
