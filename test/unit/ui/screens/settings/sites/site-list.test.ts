import { describe, expect, it } from 'vitest'
import { listSites } from '../../../../../../src/ui/screens/settings/sites/site-list.ts'
import type { ConnectedSite, LoggedRequest } from '../../../../../../src/vault/index.ts'

const site = (origin: string, members: Partial<ConnectedSite> = {}): ConnectedSite => ({
  origin,
  accountIds: [],
  isBlocked: false,
  createdAt: 0,
  lastUsedAt: 0,
  uses: 0,
  ...members,
})
const request = (origin: string, at: number): LoggedRequest => ({
  at,
  origin,
  method: 'codes.list',
  accountIds: [],
  outcome: 'denied',
})

describe('the list of sites', () => {
  it('is empty where nothing is known', () => {
    expect(listSites([], [])).toEqual({ allowed: [], others: [], blocked: [] })
  })

  it('has allowed sites with the one that was used or allowed last first', () => {
    const sites = [
      site('https://old.example', { createdAt: 1, lastUsedAt: 5 }),
      site('https://new.example', { createdAt: 9 }),
      site('https://used.example', { createdAt: 1, lastUsedAt: 20 }),
    ]
    expect(listSites(sites, []).allowed.map(({ origin }) => origin)).toEqual([
      'https://used.example',
      'https://new.example',
      'https://old.example',
    ])
  })

  it('has blocked sites by name, with how often they asked where the log knows', () => {
    const [zebra, ape] = [
      site('https://zebra.example', { isBlocked: true }),
      site('https://ape.example', { isBlocked: true }),
    ]
    const log = [request('https://zebra.example', 4), request('https://zebra.example', 7)]
    expect(listSites([zebra, ape], log).blocked).toEqual([
      { site: ape, asked: undefined },
      { site: zebra, asked: { count: 2, lastAt: 7 } },
    ])
  })

  it('has the others that are in the log, each once, the last to ask first', () => {
    const log = [
      request('https://known.example', 1),
      request('https://a.example', 2),
      request('https://b.example', 3),
      request('https://a.example', 4),
    ]
    expect(listSites([site('https://known.example')], log).others).toEqual([
      { origin: 'https://a.example', count: 2, lastAt: 4 },
      { origin: 'https://b.example', count: 1, lastAt: 3 },
    ])
  })

  it('takes origins that differ in scheme, host or port for different sites', () => {
    const log = [request('https://a.example', 1), request('https://a.example:8443', 2), request('http://localhost', 3)]
    expect(listSites([site('https://a.example')], log).others.map(({ origin }) => origin)).toEqual([
      'http://localhost',
      'https://a.example:8443',
    ])
  })
})
