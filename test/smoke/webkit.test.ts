import { describe } from 'vitest'
import { describeApp, missing } from './app-smoke.ts'
import { findWebKit, startWebKit } from './webkit.ts'

const programs = findWebKit()
const reason = missing('WebKitGTK with its driver and Xvfb', programs)

describe.skipIf(reason)(`the built app in WebKitGTK${reason ? ` (${reason})` : ''}`, () => {
  describeApp(() => startWebKit(programs ?? { driver: '', browser: '', display: '' }))
})
