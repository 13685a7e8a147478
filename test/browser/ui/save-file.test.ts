import { afterEach, expect, test, vi } from 'vitest'
import { saveFile } from '../../../src/ui/primitives/save-file.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('a file is handed over by a link that does not stay, and its address is given back', () => {
  vi.useFakeTimers()
  const made = vi.spyOn(URL, 'createObjectURL')
  const revoked = vi.spyOn(URL, 'revokeObjectURL')
  const clicked: HTMLAnchorElement[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    clicked.push(this)
  })
  saveFile({ name: 'raw.json', type: 'application/json', content: '{}' })
  expect(clicked.map(({ download }) => download)).toEqual(['raw.json'])
  expect(made.mock.calls[0]?.[0]).toMatchObject({ type: 'application/json', size: 2 })
  expect(document.querySelector('a[download]')).toBeNull()
  vi.runAllTimers()
  expect(revoked).toHaveBeenCalledWith(clicked[0]?.href)
})
