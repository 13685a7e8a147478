/** What is looked for, and where. A path of names from the global object. */
const looked: Readonly<Record<string, readonly string[]>> = {
  webCrypto: ['crypto', 'subtle'],
  webAssembly: ['WebAssembly'],
  indexedDb: ['indexedDB'],
  localStorage: ['localStorage'],
  cacheStorage: ['caches'],
  serviceWorker: ['navigator', 'serviceWorker'],
  storageManager: ['navigator', 'storage', 'persist'],
  broadcastChannel: ['BroadcastChannel'],
  webLocks: ['navigator', 'locks'],
  trustedTypes: ['trustedTypes'],
  passkeys: ['PublicKeyCredential'],
  clipboardWrite: ['navigator', 'clipboard', 'writeText'],
  clipboardRead: ['navigator', 'clipboard', 'readText'],
  camera: ['navigator', 'mediaDevices', 'getUserMedia'],
  screenCapture: ['navigator', 'mediaDevices', 'getDisplayMedia'],
  barcodeDetector: ['BarcodeDetector'],
  filePicker: ['showSaveFilePicker'],
  folderPicker: ['showDirectoryPicker'],
  fileLaunch: ['launchQueue'],
  wakeLock: ['navigator', 'wakeLock'],
  share: ['navigator', 'share'],
}

/** What the browser has of what the app uses, by name. A look only: nothing is called. */
export function capabilitiesOf(view: object): Readonly<Record<string, boolean>> {
  return Object.fromEntries(Object.entries(looked).map(([name, path]) => [name, has(view, path)]))
}

function has(view: object, path: readonly string[]): boolean {
  let value: unknown = view
  for (const name of path) {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false
    try {
      value = (value as Record<string, unknown>)[name]
    } catch {
      // Some browsers throw where a site's data is blocked.
      return false
    }
  }
  return value !== undefined && value !== null
}
