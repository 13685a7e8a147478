import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { BrowserCommand } from 'vitest/node'

/** As in `fixtures.ts`, which tests in a browser cannot import. */
const folder = resolve(process.env['MFA_FIXTURES'] ?? '../shared/fixtures')

/** A fixture's bytes as base64; `undefined` where the folder or the file is absent. */
const readFixture: BrowserCommand<[path: string]> = async (_, path): Promise<string | undefined> => {
  try {
    return await readFile(join(folder, path), 'base64')
  } catch {
    return undefined
  }
}

/** What tests in a browser may ask of the process that runs them. */
export const fixtureCommands = { readFixture }

declare module 'vitest/browser' {
  interface BrowserCommands {
    readFixture(path: string): Promise<string | undefined>
  }
}
