import { describe, expect, it } from 'vitest'
import { StorageError, toStorageError } from '../../../src/storage/errors.ts'

/** An error as Dexie throws it: named, with what caused it inside. */
function dexieError(name: string, inner?: unknown): Error {
  return Object.assign(new Error(name), { name, inner })
}

function codeOf(thrown: unknown, stage: 'open' | 'use'): string {
  const error = toStorageError(thrown, stage)
  return error instanceof StorageError ? error.code : error.name
}

describe('toStorageError', () => {
  it.each([
    ['a quota error', new DOMException('', 'QuotaExceededError'), 'storage/quota'],
    ['a closed connection', dexieError('DatabaseClosedError'), 'storage/removed'],
    ['no database', dexieError('NoSuchDatabaseError'), 'storage/removed'],
    ['a missing object store', new DOMException('', 'NotFoundError'), 'storage/removed'],
    ['a lower version asked for', new DOMException('', 'VersionError'), 'storage/too-new'],
    ['denied storage', new DOMException('', 'SecurityError'), 'storage/unavailable'],
    ['no IndexedDB', dexieError('MissingAPIError'), 'storage/unavailable'],
    ['a broken disk', new DOMException('', 'UnknownError'), 'storage/failed'],
    ['something that is no error', 'text', 'storage/failed'],
  ])('names %s', (_what, thrown, code) => {
    expect(codeOf(thrown, 'use')).toBe(code)
  })

  it('finds a full disk inside the AbortError that Dexie makes of it', () => {
    const thrown = dexieError('AbortError', new DOMException('', 'QuotaExceededError'))
    expect(codeOf(thrown, 'use')).toBe('storage/quota')
  })

  it('finds it two deep, too', () => {
    const aborted = dexieError('AbortError', new DOMException('', 'QuotaExceededError'))
    expect(codeOf(dexieError('BulkError', aborted), 'use')).toBe('storage/quota')
  })

  it('takes an invalid state for denial while opening, and for a dead connection afterwards', () => {
    const thrown = new DOMException('', 'InvalidStateError')
    expect([codeOf(thrown, 'open'), codeOf(thrown, 'use')]).toEqual(['storage/unavailable', 'storage/removed'])
  })

  it('lets an AbortError of the platform through untouched', () => {
    const thrown = new DOMException('', 'AbortError')
    expect(toStorageError(thrown, 'use')).toBe(thrown)
  })

  it('does not take an aborted transaction without a reason for a cancellation', () => {
    expect(codeOf(dexieError('AbortError'), 'use')).toBe('storage/failed')
  })

  it('leaves its own errors alone, and keeps the cause of others', () => {
    const own = new StorageError('storage/conflict', 'x')
    const foreign = new DOMException('', 'UnknownError')
    expect(toStorageError(own, 'use')).toBe(own)
    expect(toStorageError(foreign, 'use').cause).toBe(foreign)
  })

  it('ends where causes go round in a circle', () => {
    const thrown: { name: string; inner?: unknown } = { name: 'OddError' }
    thrown.inner = thrown
    expect(codeOf(thrown, 'use')).toBe('storage/failed')
  })
})
