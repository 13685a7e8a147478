import { describe, expect, it } from 'vitest'
import { formatRequests } from '../../../../../../src/ui/screens/settings/sites/request-file.ts'
import type { LoggedRequest } from '../../../../../../src/vault/index.ts'

const names: Readonly<Record<string, { issuer: string; account: string }>> = {
  a: { issuer: 'GitHub', account: 'alice' },
  nameless: { issuer: '', account: '' },
}
const request: LoggedRequest = {
  at: Date.UTC(2026, 4, 12, 9, 41, 12),
  origin: 'https://deploy.example',
  method: 'codes.list',
  accountIds: ['a', 'gone', 'nameless'],
  outcome: 'ok',
}

describe('the log as a file', () => {
  it('is JSON with the time in UTC and accounts by name, or by id where there is no name', () => {
    expect(JSON.parse(formatRequests([request], (id) => names[id]))).toEqual([
      {
        at: '2026-05-12T09:41:12.000Z',
        origin: 'https://deploy.example',
        method: 'codes.list',
        accounts: ['GitHub (alice)', 'gone', 'nameless'],
        outcome: 'ok',
      },
    ])
  })

  it('has the newest first and ends with a line feed', () => {
    const text = formatRequests([request, { ...request, at: request.at + 1000 }], () => undefined)
    const rows = JSON.parse(text) as readonly { readonly at: string }[]
    expect(rows.map(({ at }) => at)).toEqual(['2026-05-12T09:41:13.000Z', '2026-05-12T09:41:12.000Z'])
    expect(text.endsWith(']\n')).toBe(true)
  })

  it('has nothing but what the log holds', () => {
    const extra = { ...request, code: '482913', secret: 'JBSWY3DPEHPK3PXP' }
    expect(formatRequests([extra], () => undefined)).not.toMatch(/482913|JBSWY/)
  })
})
