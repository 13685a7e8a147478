import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readProtobuf } from '../../../../src/transfer/containers/protobuf.ts'
import { TransferError } from '../../../../src/transfer/index.ts'
import { bytesOf, runs } from '../../../support/bytes-of.ts'
import { message, varint } from '../../../support/migration-links.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const read = (...bytes: readonly number[]) => [...readProtobuf(Uint8Array.from(bytes))]

test('numbers and bytes come by the numbers of their fields, in their order', () => {
  const fields = [
    ...readProtobuf(
      message([
        [1, 'ab'],
        [2, 300],
        [1, new Uint8Array()],
        [99, -1],
      ]),
    ),
  ]
  expect(fields).toEqual([
    { number: 1, value: Uint8Array.of(0x61, 0x62) },
    { number: 2, value: 300n },
    { number: 1, value: new Uint8Array() },
    { number: 99, value: 2n ** 64n - 1n },
  ])
})

test('fixed numbers of four and eight bytes are passed over', () => {
  expect(read(0x0d, 1, 2, 3, 4, 0x11, 1, 2, 3, 4, 5, 6, 7, 8, 0x18, 7)).toEqual([{ number: 3, value: 7n }])
})

test('an empty message has no fields', () => {
  expect(read()).toEqual([])
})

test.each([
  ['a field is cut off', [0x0a, 3, 1, 2]],
  ['a length goes far beyond the end', [0x0a, ...varint(2n ** 63n)]],
  ['a varint is cut off', [0x08, 0x80]],
  ['the tag is cut off', [0x80]],
  ['four bytes are cut off', [0x0d, 1, 2, 3]],
  ['eight bytes are cut off', [0x09, 1, 2, 3]],
  ['a varint has eleven bytes', [0x08, ...Array.from({ length: 10 }, () => 0x80), 0]],
  ['a varint has over 64 bits', [0x08, ...Array.from({ length: 9 }, () => 0xff), 0x02]],
  ['a group begins', [0x0b, 0x0c]],
  ['the kind of a field is unknown', [0x0e, 1]],
  ['a field has the number 0', [0x00, 1]],
  ['a field has a number over 29 bits', [...varint(2n ** 32n), 1]],
])('a message is refused when %s', async (_case, bytes) => {
  expect(await outcomeOf(() => read(...bytes))).toBe('transfer/damaged')
})

test('whatever the bytes are, the reading ends and refuses with a code', () => {
  fc.assert(
    fc.property(bytesOf(0, 60), (bytes) => {
      try {
        expect([...readProtobuf(bytes)].length).toBeLessThanOrEqual(bytes.length)
      } catch (error) {
        expect(error).toBeInstanceOf(TransferError)
      }
    }),
    { numRuns: runs.numRuns * 20 },
  )
})
