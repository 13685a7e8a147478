import { defineConfig } from '@playwright/test'

const port = Number(process.env['MFA_TEST_PORT'] ?? 4173)
const browser = process.env['MFA_BROWSER'] ?? '/usr/bin/chromium'

/** End-to-end tests over the built app, behind the product's own headers. `npm run build` comes first. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  // A test that passes at the second go is reported as flaky; one that never does fails the run.
  retries: process.env['CI'] ? 2 : 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'off',
    launchOptions: {
      executablePath: browser,
      // Chromium's own sandbox does not run as root, which is what containers run as.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  projects: [{ name: 'chromium' }],
  webServer: {
    command: `node scripts/serve.mjs ${process.env['MFA_DIST'] ?? 'dist'}`,
    url: `http://localhost:${port}/healthz`,
    env: { PORT: String(port), HOST: 'localhost' },
    reuseExistingServer: false,
  },
})
