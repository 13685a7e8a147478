import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import type { ManifestOptions, VitePWAOptions } from 'vite-plugin-pwa'
import { integrityOf } from './integrity.ts'
import { headersOf } from './security-headers.ts'

/** Background of the page, light: what an installed app shows while it starts. */
const canvas = '#f2f5f2'

/**
 * The web app manifest. All addresses are relative to it, so that the build runs from any folder.
 *
 * The id is resolved against the origin alone (Web App Manifest §1.10). Two copies in two folders of one origin share
 * their storage, hence their vault, so it is right that a browser takes them for one app.
 */
export const manifest: Partial<ManifestOptions> = {
  name: 'MFA Manager',
  short_name: 'MFA Manager',
  description: 'Two-factor codes in your own browser: encrypted, offline, and nothing leaves this device.',
  id: 'mfa-manager',
  start_url: './',
  scope: './',
  lang: 'en',
  dir: 'ltr',
  display: 'standalone',
  display_override: ['standalone', 'minimal-ui'],
  orientation: 'any',
  theme_color: canvas,
  background_color: canvas,
  categories: ['security', 'utilities', 'productivity'],
  prefer_related_applications: false,
  icons: [
    { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: 'icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
    { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: 'icons/monochrome-512.png', sizes: '512x512', type: 'image/png', purpose: 'monochrome' },
  ],
  screenshots: [
    {
      src: 'screenshots/phone-light.png',
      sizes: '780x1688',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'Codes on a phone',
    },
    {
      src: 'screenshots/desktop-light.png',
      sizes: '1280x800',
      type: 'image/png',
      form_factor: 'wide',
      label: 'Codes on a computer',
    },
  ],
  shortcuts: [
    {
      name: 'Scan a QR code',
      short_name: 'Scan',
      url: './#/scan',
      icons: [{ src: 'icons/shortcut-scan-96.png', sizes: '96x96', type: 'image/png' }],
    },
    {
      name: 'Add account',
      short_name: 'Add',
      url: './#/add',
      icons: [{ src: 'icons/shortcut-add-96.png', sizes: '96x96', type: 'image/png' }],
    },
    {
      name: 'Search accounts',
      short_name: 'Search',
      url: './#/search',
      icons: [{ src: 'icons/shortcut-search-96.png', sizes: '96x96', type: 'image/png' }],
    },
  ],
  // Our own files, and endings that hardly anything but an authenticator has. What a file is, its content says.
  file_handlers: [
    {
      action: './#/import',
      accept: {
        'application/vnd.mfa-manager.backup+json': ['.mfabackup'],
        'application/json': ['.json', '.2fas', '.mafile', '.authme'],
        'application/octet-stream': ['.aes', '.authpro', '.kdbx', '.stratum'],
        'application/zip': ['.1pux'],
      },
    },
    // Pictures of codes. They are looked at where they are added, so the address need not say it.
    {
      action: './',
      accept: {
        'image/png': ['.png'],
        'image/jpeg': ['.jpg', '.jpeg'],
        'image/webp': ['.webp'],
        'image/gif': ['.gif'],
        'image/avif': ['.avif'],
        'image/svg+xml': ['.svg'],
      },
    },
  ],
  // The service worker takes the form (src/sw.ts); a host that gets it answers without reading it.
  share_target: {
    action: './share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: {
      title: 'title',
      text: 'text',
      url: 'url',
      files: [
        {
          name: 'files',
          accept: ['image/png', '.png', 'image/jpeg', '.jpg', '.jpeg', 'image/webp', '.webp', 'text/plain', '.txt'],
        },
      ],
    },
  },
  // Browsers let nobody register otpauth: itself. The link holds a secret: behind # it is sent to no host, and the page
  // takes it out of its address before it does anything else.
  protocol_handlers: [{ protocol: 'web+otpauth', url: './#add=%s' }],
  launch_handler: { client_mode: 'focus-existing' },
  handle_links: 'preferred',
}

/**
 * Options of vite-plugin-pwa: the manifest and our own service worker, `src/sw.ts`. Only `src/main.tsx`
 * registers it: what the plugin would inject passes a string, which Trusted Types refuse.
 */
export function pwaOptions(): Partial<VitePWAOptions> {
  let folder = ''
  return {
    strategies: 'injectManifest',
    srcDir: 'src',
    filename: 'sw.ts',
    registerType: 'prompt',
    injectRegister: false,
    includeManifestIcons: false,
    manifest,
    injectManifest: {
      rollupFormat: 'iife',
      // What the app needs without a network, and nothing that only hosts, other sites, shops or installers ask for.
      globPatterns: ['{index,connect}.html', 'assets/**/*.{js,css,wasm,svg,png}', 'icons/*.svg'],
      // Word lists of the strength meter: fetched when a passphrase is chosen, which has a rule of its own without them.
      globIgnores: ['**/strength.worker-*.js'],
      maximumFileSizeToCacheInBytes: 5_000_000,
      // With a digest each, the service worker stores a version whole or not at all: in the middle of a deployment a host
      // may hand out new and old files side by side.
      manifestTransforms: [
        async (entries) => ({
          manifest: await Promise.all(
            entries.map(async (entry) => ({
              ...entry,
              integrity: integrityOf(await readFile(join(folder, entry.url))),
            })),
          ),
        }),
      ],
      buildPlugins: { vite: [documentHeaders()] },
    },
    integration: {
      configureOptions(config) {
        folder = resolve(config.root, config.build.outDir)
      },
    },
  }
}

/** Puts the pages' header sets into the service worker, which adds them where a host sends none. */
function documentHeaders(): Plugin {
  // How long a page is kept is for the host to say.
  const setOf = (kind: 'document' | 'connect') => headersOf(kind).filter(({ name }) => name !== 'Cache-Control')
  const sets = { document: setOf('document'), connect: setOf('connect') }
  return {
    name: 'mfa-manager:document-headers',
    config: () => ({ define: { DOCUMENT_HEADERS: JSON.stringify(sets) } }),
  }
}
