import { describe } from 'vitest'
import { describeApp, missing } from './app-smoke.ts'
import { findFirefox, startFirefox } from './firefox.ts'

const firefox = findFirefox()
const reason = missing('Firefox', firefox)

describe.skipIf(reason)(`the built app in Firefox${reason ? ` (${reason})` : ''}`, () => {
  describeApp(() => startFirefox(firefox ?? ''))
})
