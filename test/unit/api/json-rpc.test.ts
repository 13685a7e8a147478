import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ApiError } from '../../../src/api/errors.ts'
import { errorOf, notificationOf, readRequest, resultOf } from '../../../src/api/json-rpc.ts'
import { isMethodName, readParams } from '../../../src/api/params.ts'
import { errorCodes, type ErrorReason } from '../../../src/api/protocol.ts'
import { anyCharacter } from '../../support/any-character.ts'

/** Anything that structured clone could hand over. */
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withNullPrototype: true,
  stringUnit: anyCharacter,
})

describe('readRequest', () => {
  it('reads what it is meant to read', () => {
    const id = fc.oneof(fc.integer(), fc.string({ maxLength: 128 }))
    const params = fc.option(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { nil: undefined })
    fc.assert(
      fc.property(id, fc.string(), params, (id, method, params) => {
        const message = structuredClone({ jsonrpc: '2.0', id, method, params })
        expect(readRequest(message)).toEqual({ kind: 'request', id, method, params })
      }),
    )
  })

  it('never throws, and answers only what has an id', () => {
    fc.assert(
      fc.property(anything, (message) => {
        const reading = readRequest(message)
        const hasId = typeof message === 'object' && message !== null && Object.hasOwn(message, 'id')
        if (!hasId) expect(reading.kind).toBe('ignored')
      }),
    )
  })

  it('never throws on a request with anything in its members', () => {
    const members = fc.record({
      jsonrpc: fc.oneof(fc.constant('2.0'), anything),
      id: anything,
      method: anything,
      params: anything,
    })
    fc.assert(
      fc.property(members, (message) => {
        expect(['request', 'refused', 'ignored']).toContain(readRequest(message).kind)
      }),
    )
  })
})

describe('readParams', () => {
  it('answers what the method takes, or says what is off, whatever it is given', () => {
    const method = fc.constantFrom('codes.list', 'codes.get', 'codes.subscribe', 'codes.unsubscribe', 'accounts.add')
    const params = fc.dictionary(
      fc.constantFrom('id', 'ids', 'query', 'uri', 'subscription', '__proto__'),
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(method, params, (method, params) => {
        if (!isMethodName(method)) throw new Error('not a method')
        try {
          expect(Object.keys(params)).toEqual(expect.arrayContaining(Object.keys(readParams(method, params))))
        } catch (error) {
          expect(error).toMatchObject({ reason: 'invalid-params', path: expect.stringMatching(/^params/) })
        }
      }),
    )
  })
})

describe('answers', () => {
  it.each(Object.entries(errorCodes))('an error with the reason %s has the code %i', (reason, code) => {
    expect(errorOf('a', new ApiError(reason as ErrorReason))).toEqual({
      jsonrpc: '2.0',
      id: 'a',
      error: { code, message: expect.stringMatching(/^[A-Z]/), data: { reason } },
    })
  })

  it('hold nothing of what caused an error', () => {
    const error = new ApiError('internal', {}, { cause: new Error('secret') })
    expect(JSON.stringify(errorOf(1, error))).not.toContain('secret')
  })

  it('have exactly the members of JSON-RPC', () => {
    expect(resultOf(0, {})).toEqual({ jsonrpc: '2.0', id: 0, result: {} })
    expect(notificationOf('vault.locked', undefined)).toEqual({ jsonrpc: '2.0', method: 'vault.locked' })
    expect(notificationOf('session.ended', { reason: 'closed' })).toEqual({
      jsonrpc: '2.0',
      method: 'session.ended',
      params: { reason: 'closed' },
    })
  })
})
