import { createMemo, createRoot, createSignal } from 'solid-js'
import { describe, expect, test } from 'vitest'
import { createPassingMemo } from '../../../../src/ui/primitives/passing-memo.ts'

describe('a memo of what must not outlast its owner', () => {
  test('follows what it is made of, and is told what it said before', () => {
    createRoot((dispose) => {
      const [count, setCount] = createSignal(1)
      const seen: (number | undefined)[] = []
      const doubled = createPassingMemo((before: number | undefined) => {
        seen.push(before)
        return count() * 2
      }, 0)
      expect(doubled()).toBe(2)
      setCount(4)
      expect(doubled()).toBe(8)
      expect(seen).toEqual([undefined, 2])
      dispose()
    })
  })

  test('tells nobody when it says the same again', () => {
    createRoot((dispose) => {
      const [count, setCount] = createSignal(1)
      const isOdd = createPassingMemo(() => count() % 2 === 1, false)
      let told = 0
      createMemo(() => {
        isOdd()
        told += 1
      })
      setCount(3)
      expect(told).toBe(1)
      setCount(4)
      expect(told).toBe(2)
      dispose()
    })
  })

  test('has let go of its value when its owner is gone', () => {
    const [read, dispose] = createRoot((end) => [createPassingMemo(() => ['GitHub'], []), end] as const)
    expect(read()).toEqual(['GitHub'])
    dispose()
    expect(read()).toEqual([])
  })
})
