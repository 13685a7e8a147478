import { appendFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { afterAll } from 'vitest'

// Runs before each test file of `npm run test:slow`, which adds up what the files leave here.
const path = process.env['MFA_COUNT_INPUTS']
let tried = 0

fc.configureGlobal({ ...fc.readConfigureGlobal(), beforeEach: () => void (tried += 1) })

afterAll(() => {
  if (path !== undefined) appendFileSync(path, `${tried}\n`)
})
