import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'vitest'
import { walkThrough } from './journey.ts'
import { openSelfOpening } from './self-opening.ts'
import { runStorageSuite } from './storage-suite.ts'
import { startWebKit } from './webkit-driver.ts'

const files = webKitFiles()

/** Debian's places; `undefined` when one of them is not there. */
function webKitFiles(): Parameters<typeof startWebKit>[0] | undefined {
  const libraries = '/usr/lib/x86_64-linux-gnu'
  const driver = '/usr/bin/WebKitWebDriver'
  const screen = '/usr/bin/Xvfb'
  if (![libraries, driver, screen].every((path) => existsSync(path))) return undefined
  const browser = readdirSync(libraries)
    .filter((name) => name.startsWith('webkit2gtk-'))
    .map((name) => join(libraries, name, 'MiniBrowser'))
    .find((path) => existsSync(path))
  return browser === undefined ? undefined : { driver, browser, screen }
}

describe.skipIf(files === undefined)(
  `the built app in WebKitGTK${files ? '' : ' (skipped: it is not installed)'}`,
  () => {
    it('makes a vault, adds, copies, locks, unlocks, and starts without a network', async () => {
      if (files === undefined) return
      const driver = await startWebKit(files)
      try {
        await walkThrough(driver)
      } finally {
        await driver.close()
      }
    })

    it('passes every test of the storage and of the vault over it', async () => {
      if (files === undefined) return
      const driver = await startWebKit(files)
      try {
        await runStorageSuite(driver)
      } finally {
        await driver.close()
      }
    })

    it('opens a backup that opens itself, from a file', async () => {
      if (files === undefined) return
      const driver = await startWebKit(files)
      try {
        await openSelfOpening(driver)
      } finally {
        await driver.close()
      }
    })
  },
)
