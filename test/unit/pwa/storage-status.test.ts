import { expect, it } from 'vitest'
import { storageStatus } from '../../../src/pwa/index.ts'

it('passes on what the browser says', async () => {
  const status = storageStatus({
    storage: {
      persisted: () => Promise.resolve(false),
      persist: () => Promise.resolve(true),
      estimate: () => Promise.resolve({ usage: 400_000, quota: 10_000_000_000 }),
    },
  })
  expect(await status.persisted()).toBe(false)
  expect(await status.persist()).toBe(true)
  expect(await status.estimate()).toEqual({ usage: 400_000, quota: 10_000_000_000 })
})

it.each([
  ['no storage at all', {}],
  ['storage without any of it', { storage: {} }],
])('answers unknown over %s', async (_name, navigator) => {
  const status = storageStatus(navigator)
  expect(await status.persisted()).toBe('unknown')
  expect(await status.persist()).toBe('unknown')
  expect(await status.estimate()).toBe('unknown')
})

it('takes a refusal for unknown', async () => {
  const refuse = () => Promise.reject(new TypeError('opaque origin'))
  const status = storageStatus({ storage: { persisted: refuse, persist: refuse, estimate: refuse } })
  expect(await status.persisted()).toBe('unknown')
  expect(await status.persist()).toBe('unknown')
  expect(await status.estimate()).toBe('unknown')
})

it('takes an estimate without numbers for unknown', async () => {
  const status = storageStatus({ storage: { estimate: () => Promise.resolve({ usage: 1 }) } })
  expect(await status.estimate()).toBe('unknown')
})

it('leaves a question that stays open for good to its caller', async () => {
  const status = storageStatus({ storage: { persist: () => new Promise(() => undefined) } })
  const answer = await Promise.race([status.persist(), Promise.resolve('open')])
  expect(answer).toBe('open')
})
