import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { appHash, type FetchPage } from '../../../src/health/app-hash.ts'

const page = '<!doctype html>\n<title>MFA Manager ü</title>\n'
const html = { headers: { 'content-type': 'text/html; charset=utf-8' } }

describe('the app’s hash', () => {
  it('is what sha256sum says of index.html', async () => {
    const asked: string[] = []
    const fetchPage: FetchPage = async (address) => {
      asked.push(address.href)
      return new Response(page, html)
    }
    expect(await appHash(fetchPage, 'https://a.example/folder/?x#/settings/about')).toBe(
      createHash('sha256').update(page).digest('hex'),
    )
    expect(asked).toEqual(['https://a.example/folder/index.html'])
  })

  it.each<readonly [string, FetchPage]>([
    ['the host does not answer', () => Promise.reject(new TypeError('offline'))],
    ['there is no such page', async () => new Response('not found', { ...html, status: 404 })],
    ['something else is there', async () => new Response('{}', { headers: { 'content-type': 'application/json' } })],
  ])('is not known where %s', async (_why, fetchPage) => {
    expect(await appHash(fetchPage, 'https://a.example/')).toBeUndefined()
  })
})
