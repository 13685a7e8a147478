import { existsSync } from 'node:fs'
import { describe, it } from 'vitest'
import { startFirefox } from './firefox-driver.ts'
import { walkThrough } from './journey.ts'
import { connectSite } from './message-api.ts'
import { openSelfOpening } from './self-opening.ts'
import { runStorageSuite } from './storage-suite.ts'

const binary = [process.env['MFA_FIREFOX'], '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
  (path) => path !== undefined && existsSync(path),
)

describe.skipIf(binary === undefined)(
  `the built app in Firefox${binary ? '' : ' (skipped: it is not installed)'}`,
  () => {
    it('makes a vault, adds, copies, locks, unlocks, and starts without a network', async () => {
      const driver = await startFirefox(binary ?? '')
      try {
        await walkThrough(driver)
      } finally {
        await driver.close()
      }
    })

    it('passes every test of the storage and of the vault over it', async () => {
      const driver = await startFirefox(binary ?? '')
      try {
        await runStorageSuite(driver)
      } finally {
        await driver.close()
      }
    })

    it('gives a site on another origin the code that the person allows', async () => {
      const driver = await startFirefox(binary ?? '')
      try {
        await connectSite(driver)
      } finally {
        await driver.close()
      }
    })

    it('opens a backup that opens itself, from a file', async () => {
      const driver = await startFirefox(binary ?? '')
      try {
        await openSelfOpening(driver)
      } finally {
        await driver.close()
      }
    })
  },
)
