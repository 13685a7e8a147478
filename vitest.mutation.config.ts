import { defineConfig } from 'vitest/config'
import { issuerGlyphs } from './build/issuer-glyphs-plugin.ts'
import { viewer } from './build/viewer-plugin.ts'
import { partOf } from './scripts/mutation-parts.mjs'
import base from './vitest.config.ts'

const { tests, without = [], testLimitMs = 45_000 } = partOf(process.env['MFA_MUTATED_PART'])

/** What stryker.config.mjs runs against each mutant: the tests of the part that is mutated, in one project. */
export default defineConfig({
  define: base.define ?? {},
  plugins: [issuerGlyphs(), viewer()],
  test: {
    environment: 'node',
    include: [...tests],
    exclude: [...without],
    setupFiles: ['scripts/mutation-setup.mjs'],
    isolate: false,
    testTimeout: testLimitMs,
  },
})
