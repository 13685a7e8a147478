import { createRoot } from 'solid-js'
import { describe, expect, test } from 'vitest'
import { createCodeConfirmation, type CodeConfirmation } from '../../../../src/ui/screens/recovery/code-confirmation.ts'

const groups = ['K7QF', '29TM', 'XW4H', 'P8RD', '6VNC', '3BJE', '0A01', '1111', 'ZZZZ']

function open(bytes?: readonly number[]): CodeConfirmation {
  const drawn = [...(bytes ?? [])]
  const random = bytes && (() => Uint8Array.of(drawn.shift() ?? 0))
  return createRoot(() => createCodeConfirmation(() => groups, random))
}

const numbers = (of: CodeConfirmation) => of.asked().map(({ number }) => number)

describe('confirming a recovery code', () => {
  test('asks for two different groups in their order, once the code is said to be stored', () => {
    const confirmation = open()
    expect([confirmation.stored(), numbers(confirmation)]).toEqual([false, []])
    confirmation.setStored(true)
    const [first = 0, second = 0, ...more] = numbers(confirmation)
    expect(more).toEqual([])
    expect(first).toBeGreaterThanOrEqual(1)
    expect(first).toBeLessThan(second)
    expect(second).toBeLessThanOrEqual(9)
  })

  test('never asks for the same two twice running, and forgets what was typed', () => {
    const confirmation = open()
    for (let time = 0, last = ''; time < 200; time += 1) {
      confirmation.setStored(true)
      expect(numbers(confirmation).join()).not.toBe(last)
      expect(confirmation.asked().map(({ typed }) => typed())).toEqual(['', ''])
      last = numbers(confirmation).join()
      confirmation.asked()[0]?.type('K7QF')
      confirmation.setStored(false)
    }
  })

  test('chooses each pair as often as the others: bytes that would favour some are drawn again', () => {
    const confirmation = open([255, 252, 251])
    confirmation.setStored(true)
    expect(numbers(confirmation)).toEqual([8, 9])
  })

  test('is done when both are right, whatever the case and the look-alikes', () => {
    // The pair at place 5 of 36 is 1 and 7.
    const confirmation = open([5])
    confirmation.setStored(true)
    const [one, other] = confirmation.asked()
    expect(numbers(confirmation)).toEqual([1, 7])
    one?.type(' k7qf')
    expect(confirmation.isConfirmed()).toBe(false)
    other?.type('oa-oI')
    expect([other?.differs(), confirmation.isConfirmed()]).toEqual([false, true])
    confirmation.setStored(false)
    expect(confirmation.isConfirmed()).toBe(false)
  })

  test('says that a group differs only once all of it is there', () => {
    const confirmation = open([5])
    confirmation.setStored(true)
    const [one] = confirmation.asked()
    one?.type('K7Q')
    expect(one?.differs()).toBe(false)
    one?.type('K7QG')
    expect([one?.differs(), confirmation.isConfirmed()]).toEqual([true, false])
  })
})
