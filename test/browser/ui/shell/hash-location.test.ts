import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createHashLocation, type HashLocation } from '../../../../src/ui/shell/hash-location.ts'

let disposals: (() => void)[] = []

beforeEach(() => {
  history.pushState(null, '', '#/')
})

afterEach(() => {
  for (const dispose of disposals) dispose()
  disposals = []
})

function open(): HashLocation {
  return createRoot((dispose) => {
    disposals.push(dispose)
    return createHashLocation()
  })
}

/** Back, and until the browser has told of it. */
async function back(): Promise<void> {
  const gone = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
  history.back()
  await gone
  // The event of the address comes after it.
  await new Promise((resolve) => setTimeout(resolve))
}

/** A question that is answered when the test says so. */
function question() {
  const answers: ((mayLeave: boolean) => void)[] = []
  const ask = vi.fn(() => new Promise<boolean>((resolve) => answers.push(resolve)))
  return {
    ask,
    async answer(mayLeave: boolean): Promise<void> {
      await vi.waitFor(() => expect(answers).not.toEqual([]))
      answers.shift()?.(mayLeave)
      await new Promise((resolve) => setTimeout(resolve))
    },
  }
}

describe('the place', () => {
  test.each([
    ['#/', []],
    ['#', []],
    ['#/account/x', ['account', 'x']],
    ['#/account/x/', ['account', 'x']],
    ['#account', ['account']],
    ['#/search/a%20b%2Fc', ['search', 'a b/c']],
    ['#/search/%E2%82%AC', ['search', '€']],
    ['#/search/%zz', []],
    ['#/search/%E2%82', []],
  ] as const)('of the address %s is %j', (hash, parts) => {
    history.replaceState(null, '', hash)
    expect(open().parts()).toEqual(parts)
  })

  test('is what the app went to, whatever characters it has', () => {
    const { go, parts } = open()
    for (const place of ['x', 'a b', 'a/b', '#?&', 'öß€', "it's", '<>"`', '%zz']) {
      go('account', place)
      expect(parts()).toEqual(['account', place])
      expect(open().parts()).toEqual(['account', place])
    }
    go()
    expect([parts(), location.hash]).toEqual([[], '#/'])
  })

  test('follows an address that was typed', async () => {
    const { parts } = open()
    location.hash = '#/settings'
    await expect.poll(parts).toEqual(['settings'])
  })
})

test('what stands in the address and is no place is left to those it is for', async () => {
  const { parts, go } = open()
  go('settings')
  location.hash = '#add=web%2Botpauth'
  await new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }))
  expect(parts()).toEqual(['settings'])
})

describe('going', () => {
  test('can be taken back with the browser’s own button', async () => {
    const { go, parts } = open()
    go('bin')
    go('settings')
    await back()
    expect(parts()).toEqual(['bin'])
    await back()
    expect(parts()).toEqual([])
  })

  test('to where one is leaves no entry behind', async () => {
    const { go, parts } = open()
    go('bin')
    go('settings')
    go('settings')
    await back()
    expect(parts()).toEqual(['bin'])
  })

  test('under another name is no step of its own', async () => {
    const { go, rename, parts } = open()
    go('account', 'x', 'qr')
    rename('account', 'x')
    expect([parts(), location.hash]).toEqual([['account', 'x'], '#/account/x'])
    await back()
    expect(parts()).toEqual([])
  })
})

describe('a question before leaving', () => {
  test('lets the app go where it was going', async () => {
    const { go, guard, parts } = open()
    const { ask, answer } = question()
    go('account', 'x', 'edit')
    guard(ask)
    go('bin')
    expect(parts()).toEqual(['account', 'x', 'edit'])
    await answer(true)
    expect([parts(), location.hash]).toEqual([['bin'], '#/bin'])
  })

  test('keeps the app where it is', async () => {
    const { go, guard, parts } = open()
    const { ask, answer } = question()
    go('account', 'x', 'edit')
    guard(ask)
    go('bin')
    await answer(false)
    expect([parts(), location.hash]).toEqual([['account', 'x', 'edit'], '#/account/x/edit'])
  })

  test('is asked of the browser’s own buttons, too; the address stays until it is answered', async () => {
    const { go, guard, parts } = open()
    const { ask, answer } = question()
    go('account', 'x', 'edit')
    guard(ask)
    await back()
    expect([parts(), location.hash]).toEqual([['account', 'x', 'edit'], '#/account/x/edit'])
    await answer(false)
    expect(location.hash).toBe('#/account/x/edit')

    await back()
    await answer(true)
    expect([parts(), location.hash]).toEqual([[], '#/'])
    expect(ask).toHaveBeenCalledTimes(2)
  })

  test('may come from several; the first no is enough', async () => {
    const { go, guard, parts } = open()
    const asked: string[] = []
    guard(async () => {
      asked.push('first')
      return false
    })
    guard(async () => {
      asked.push('second')
      return true
    })
    go('bin')
    await new Promise((resolve) => setTimeout(resolve))
    expect([parts(), asked]).toEqual([[], ['first']])
  })

  test('is no longer asked once it has been taken away', () => {
    const { go, guard, parts } = open()
    const ask = vi.fn(async () => false)
    const stop = guard(ask)
    stop()
    go('bin')
    expect(parts()).toEqual(['bin'])
    expect(ask).not.toHaveBeenCalled()
  })

  test('is not asked of a place that is only renamed', () => {
    const { go, rename, guard, parts } = open()
    go('account', 'x', 'qr')
    const ask = vi.fn(async () => false)
    guard(ask)
    rename('account', 'x')
    expect(parts()).toEqual(['account', 'x'])
    expect(ask).not.toHaveBeenCalled()
  })
})

test('the address is no longer followed once the owner has ended', async () => {
  const { go, parts } = open()
  go('bin')
  for (const dispose of disposals) dispose()
  location.hash = '#/settings'
  await new Promise((resolve) => setTimeout(resolve))
  expect(parts()).toEqual(['bin'])
})

test('going where one is already asks nobody', () => {
  const { go, guard, parts } = open()
  go('import')
  const ask = vi.fn(() => Promise.resolve(true))
  guard(ask)
  go('import')
  expect(ask).not.toHaveBeenCalled()
  expect(parts()).toEqual(['import'])
})
