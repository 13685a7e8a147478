import { playwright } from '@vitest/browser-playwright'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { issuerGlyphs } from './build/issuer-glyphs-plugin.ts'
import { licences } from './build/licences-plugin.ts'
import { viewer } from './build/viewer-plugin.ts'
import { fixtureCommands } from './test/support/fixture-commands.ts'

const chromium = process.env['MFA_BROWSER'] ?? '/usr/bin/chromium'

const slowUnits = [
  'test/unit/transfer/formats/**/*.test.ts',
  'test/unit/transfer/exports/**/*.test.ts',
  'test/unit/transfer/backup/**/*.test.ts',
]

/** `npm run test:slow`: many runs of each property take their time, and are counted. */
const isSlow = process.env['MFA_COUNT_INPUTS'] !== undefined
const setupFiles = isSlow ? ['test/support/count-inputs.ts'] : []

export default defineConfig({
  define: { APP_VERSION: JSON.stringify('0.0.0-test'), APP_COMMIT: JSON.stringify('test') },
  // As in the build.
  resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
  test: {
    projects: [
      {
        extends: true,
        plugins: [issuerGlyphs(), viewer()],
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/unit/**/*.test.ts', 'test/architecture.test.ts'],
          exclude: [...slowUnits],
          setupFiles,
          // Nothing is mocked, so files may share a process: one for each took longer to start than its tests to run.
          isolate: false,
          // One less than there are is the default: on two cores, half of them.
          maxWorkers: '100%',
          testTimeout: isSlow ? 600_000 : 30_000,
        },
      },
      {
        // Files of other apps ask for slow hashes by the dozen: every run of all tests has them, `npm run check` has not.
        extends: true,
        plugins: [issuerGlyphs(), viewer()],
        test: {
          name: 'formats',
          environment: 'node',
          include: [...slowUnits],
          setupFiles,
          isolate: false,
          maxWorkers: '100%',
          testTimeout: isSlow ? 600_000 : 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'smoke',
          environment: 'node',
          include: ['test/smoke/**/*.test.ts'],
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: { name: 'serving', environment: 'node', include: ['test/serving/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        extends: true,
        plugins: [solid({ dev: false }), issuerGlyphs(), licences(), viewer()],
        // All there are: one that is found on the way makes Vite reload the page in the middle of a test.
        optimizeDeps: {
          include: [
            'solid-js',
            'solid-js/web',
            'axe-core',
            'dexie/dist/modern/dexie.mjs',
            'fast-check',
            'otpauth/bare',
            '@noble/hashes/hmac.js',
            '@noble/hashes/legacy.js',
            '@noble/hashes/scrypt.js',
            '@noble/hashes/sha2.js',
            'hash-wasm',
            'qrcode',
            'workbox-window',
            'htmlparser2',
            'zxing-wasm/reader',
            '@zxing/browser/es2015/readers/BrowserCodeReader.js',
            '@zxing/library/es2015/core/BinaryBitmap.js',
            '@zxing/library/es2015/core/DecodeHintType.js',
            '@zxing/library/es2015/core/InvertedLuminanceSource.js',
            '@zxing/library/es2015/core/RGBLuminanceSource.js',
            '@zxing/library/es2015/core/ResultMetadataType.js',
            '@zxing/library/es2015/core/common/HybridBinarizer.js',
            '@zxing/library/es2015/core/qrcode/QRCodeReader.js',
            '@zxcvbn-ts/core',
            '@zxcvbn-ts/language-common/dist/adjacencyGraphs.json.mjs',
            '@zxcvbn-ts/language-common/dist/diceware.json.mjs',
            '@zxcvbn-ts/language-common/dist/passwords.json.mjs',
            '@zxcvbn-ts/language-en/dist/commonWords.json.mjs',
            '@zxcvbn-ts/language-en/dist/firstnames.json.mjs',
            '@zxcvbn-ts/language-en/dist/wordSequences.json.mjs',
          ],
        },
        test: {
          name: 'browser',
          testTimeout: 60_000,
          retry: process.env['CI'] ? 2 : 0,
          // A loaded machine is no fault of the app.
          expect: { poll: { timeout: 15_000 } },
          include: ['test/browser/**/*.test.ts', 'test/browser/**/*.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: fixtureCommands,
            provider: playwright({
              launchOptions: {
                executablePath: chromium,
                // Chromium's own sandbox does not run as root, which is what containers run as.
                args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
