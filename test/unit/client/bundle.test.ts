import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bundleClient } from '../../../build/client-plugin.ts'
import type * as Client from '../../../src/client/connect.ts'
import { createBarePopup } from '../../support/bare-popup.ts'
import { createTimeline } from '../../support/timeline.ts'
import { appOrigin, createTwoWindows } from '../../support/two-windows.ts'

const root = resolve(import.meta.dirname, '../../..')
const facts = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>
}

let script = ''

beforeAll(async () => {
  script = await bundleClient(root)
}, 60_000)

describe('the built client library', () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'window')
  })

  it('is smaller than 3 kB, compressed', () => {
    expect(gzipSync(script, { level: 9 }).length).toBeLessThan(3000)
  })

  it('imports nothing, fetches nothing and exports two things', () => {
    expect(script).not.toMatch(/\bimport\b|\bfetch\b|XMLHttpRequest|localStorage|\beval\b/)
    expect(script.match(/export\s*\{[^}]*\}/g)).toEqual([expect.stringMatching(/as MfaError,\s*\w+ as connect\}/)])
  })

  it('is the same each time', async () => {
    expect(await bundleClient(root)).toBe(script)
  })

  it("is the package's ./client export", () => {
    expect(facts.exports['./client']).toEqual({
      types: './dist/client/mfa-manager.d.ts',
      default: './dist/client/mfa-manager.js',
    })
  })

  it('talks to a popup from the global window', async () => {
    const timeline = createTimeline()
    const windows = createTwoWindows(timeline)
    const popup = createBarePopup(windows)
    Object.assign(globalThis, { window: windows.siteWindow })
    const url = `data:text/javascript,${encodeURIComponent(script)}`
    const { connect, MfaError } = (await import(/* @vite-ignore */ url)) as typeof Client
    const session = connect(appOrigin, { name: 'Deploy console' })
    await popup.welcome()
    const listed = (await session).codes.list()
    await popup.answer('codes.list', { error: { code: -32002, message: 'Denied', data: { reason: 'denied' } } })
    await expect(listed).rejects.toBeInstanceOf(MfaError)
    await expect(listed).rejects.toMatchObject({ name: 'MfaError', reason: 'denied' })
    windows.dispose()
  })
})
