import { describe, expect, it } from 'vitest'
import { later } from '../../../src/vault/later.ts'

interface Methods {
  add(one: number, other: number): Promise<number>
  fail(): Promise<never>
}

const methods: Methods = {
  add: (one, other) => Promise.resolve(one + other),
  fail: () => Promise.reject(new RangeError('no')),
}

describe('methods whose code loads later', () => {
  it('load nothing before one is called', async () => {
    let loads = 0
    const made = later<Methods>({ add: true, fail: true }, () => {
      loads += 1
      return Promise.resolve(methods)
    })
    expect([Object.keys(made), loads]).toEqual([['add', 'fail'], 0])
    await made.add(1, 2)
    expect(loads).toBe(1)
  })

  it('answer and fail as the methods do', async () => {
    const made = later<Methods>({ add: true, fail: true }, () => Promise.resolve(methods))
    expect(await made.add(1, 2)).toBe(3)
    await expect(made.fail()).rejects.toThrow(RangeError)
  })

  it('are refused where the code does not load', async () => {
    const made = later<Methods>({ add: true, fail: true }, () => Promise.reject(new TypeError('no network')))
    await expect(made.add(1, 2)).rejects.toThrow('no network')
  })
})
