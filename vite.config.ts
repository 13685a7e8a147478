import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import solid, { type Options as SolidOptions } from 'vite-plugin-solid'
import { clientLibrary } from './build/client-plugin.ts'
import { entryIntegrity } from './build/entry-integrity-plugin.ts'
import { issuerGlyphs } from './build/issuer-glyphs-plugin.ts'
import { licences } from './build/licences-plugin.ts'
import { popupChunks } from './build/popup-chunks-plugin.ts'
import { pwaOptions } from './build/pwa-options.ts'
import { sbom } from './build/sbom-plugin.ts'
import { securityHeaders } from './build/security-headers-plugin.ts'
import { trustedTemplates } from './build/trusted-templates-plugin.ts'
import { viewer } from './build/viewer-plugin.ts'
import { zxingWithoutRest } from './build/zxing-plugin.ts'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string }

/** The commit that is being built, or `unknown` outside a clone. `SOURCE_COMMIT` stands in where git is not at hand. */
function commit(): string {
  const given = process.env['SOURCE_COMMIT']
  if (given) return given
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'unknown'
  }
}

const builtFrom = { version, commit: commit() }

/** `version.json`: what was built, for those who compare builds. */
function versionFile(): Plugin {
  return {
    name: 'mfa-manager:version-file',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'version.json', source: `${JSON.stringify(builtFrom)}\n` })
    },
  }
}

/** Hosts keep to themselves what begins with an underscore, as some packages' names do. */
const plain = (name: string): string => name.replace(/^_+/, '')

/**
 * Screens that most visits do without: bringing accounts in, pictures, recovery code, adding passkeys, the popup, licences,
 * wrong clocks, the slow hash of one export.
 */
const laterScreens =
  /\/src\/(?:connect\.tsx|open-qr-reader\.ts|ui\/passkeys\/|ui\/screens\/(?:import|recovery)\/)|\/add-account\/(?:scan|image|screen)-panel|\/accounts\/clock-notices|virtual.licences|settings\/(?:licences|passkeys\/add-)|hashes\/scrypt/

/** Names of files that are split off. The service worker stores those in `later` when the page has nothing else to do. */
const output = {
  entryFileNames: ({ name }: { readonly name: string }) =>
    `assets/${name === 'connect' ? 'later/' : ''}${plain(name)}-[hash].js`,
  chunkFileNames: ({ name, facadeModuleId }: { readonly name: string; readonly facadeModuleId: string | null }) =>
    `assets/${laterScreens.test(facadeModuleId ?? '') ? 'later/' : ''}${plain(name)}-[hash].js`,
}

/** As above: what workers load. */
const laterOutput = {
  chunkFileNames: ({ name }: { readonly name: string }) => `assets/later/${plain(name)}-[hash].js`,
}

const popup = popupChunks()

export default defineConfig({
  // Relative: the build runs from any folder of any host.
  base: './',
  define: {
    APP_VERSION: JSON.stringify(builtFrom.version),
    APP_COMMIT: JSON.stringify(builtFrom.commit),
  },
  plugins: [
    // Constant styles must not be baked into templates: the policy refuses style attributes. The option is missing from
    // the plugin's types.
    solid({ solid: { inlineStyles: false } as NonNullable<SolidOptions['solid']> }),
    trustedTemplates(),
    issuerGlyphs(),
    licences(),
    viewer(),
    clientLibrary(),
    zxingWithoutRest(),
    popup.plugin,
    versionFile(),
    sbom(builtFrom),
    VitePWA(pwaOptions()),
    entryIntegrity(),
    securityHeaders(),
  ],
  resolve: {
    // The package's entry wraps the old build, which cannot be minified as well.
    alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }],
  },
  // Not the class's own name as well: it would be sent twice.
  css: { modules: { generateScopedName: '_[hash:base64:5]' } },
  build: {
    target: 'es2022',
    // light-dark() and :has() as they are written.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    // Inlined assets would be data: URLs, which the policy refuses for scripts and fonts.
    assetsInlineLimit: 0,
    // The service worker has what a screen's file imports; lists of that weigh more at the start than they save. Styles
    // are needed before the screen shows.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, found, { hostType }) =>
        hostType === 'html' ? found : found.filter((path) => path.endsWith('.css')),
    },
    // 2 kB less than the default, of the 110 that stand between the start and the codes.
    minify: 'terser',
    terserOptions: { ecma: 2020, module: true, compress: { passes: 3, unsafe_arrows: true, pure_getters: true } },
    rolldownOptions: {
      experimental: { chunkOptimization: { mergeCommonChunks: false, avoidRedundantChunkLoads: true } },
      input: {
        index: fileURLToPath(new URL('index.html', import.meta.url)),
        connect: fileURLToPath(new URL('connect.html', import.meta.url)),
      },
      // What is always fetched together is one file: many small ones compress worse, and each is a request.
      output: {
        ...output,
        codeSplitting: {
          groups: [
            { name: 'start', test: popup.isOfStart, priority: 5 },
            {
              name: 'open-vault',
              test: (id) => id.endsWith('/src/open-vault.ts') || popup.isOfBothScreens(id),
              priority: 3,
            },
            { name: 'workspace-root', test: /\/src\/ui\/shell\/workspace-root\.tsx$/, priority: 1 },
          ],
        },
      },
    },
  },
  worker: { format: 'es', plugins: () => [zxingWithoutRest()], rollupOptions: { output: laterOutput } },
  server: { port: 5173 },
})
