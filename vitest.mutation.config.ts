import { defineConfig } from 'vitest/config'
import { issuerGlyphs } from './build/issuer-glyphs-plugin.ts'
import { viewer } from './build/viewer-plugin.ts'
import base from './vitest.config.ts'

/** What `npm run test:mutation` runs against each mutant: the unit tests of the rooms that are mutated, in one project. */
export default defineConfig({
  define: base.define ?? {},
  plugins: [issuerGlyphs(), viewer()],
  test: {
    environment: 'node',
    include: ['test/unit/{otp,crypto,vault,transfer,encoding,backups,storage}/**/*.test.ts'],
    isolate: false,
    testTimeout: 60_000,
  },
})
