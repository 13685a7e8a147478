import type { Plugin } from 'vite'

/** The page of the popup, and what it begins with. */
const popupEntries = ['/connect.html', '/src/connect.tsx']
const popupStart = '/src/connect.tsx'
const appStart = '/src/main.tsx'
const appScreens = '/src/ui/shell/workspace-root.tsx'
const appItself = '/src/ui/app.tsx'

/** Icons come through one door, of which the bundler leaves out what a screen does not show. */
const laterIcons = /\/(?:list|screen)-icon-paths\.ts$/
const lastIcons = /\/screen-icon-paths\.ts$/

/** The part of the bundler's module graph that is looked at. */
export interface ModuleGraph {
  getModuleIds(): Iterable<string>
  getModuleInfo(
    id: string,
  ): { readonly importedIds: readonly string[]; readonly dynamicallyImportedIds: readonly string[] } | null
}

/** The part of a file of the build that is looked at. */
export interface Chunk {
  readonly fileName: string
  readonly facadeModuleId: string | null
  readonly moduleIds: readonly string[]
  readonly imports: readonly string[]
  readonly dynamicImports: readonly string[]
}

/** Files of the build that the app and its popup share. */
export interface PopupChunks {
  readonly plugin: Plugin
  /** Whether a module is of what the app starts with; what starts it is not, and is a file of its own. */
  readonly isOfStart: (id: string) => boolean
  /** Whether a module belongs to the screens of both, beyond that. */
  readonly isOfBothScreens: (id: string) => boolean
}

/**
 * Keeps apart what the app alone needs from what its popup, `connect.html`, needs as well: otherwise the popup would
 * import the app's own files, and start the app inside itself. The build fails where it would, all the same.
 */
export function popupChunks(): PopupChunks {
  let modules: Modules = { start: new Set(), screens: new Set() }
  const plugin: Plugin = {
    name: 'mfa-manager:popup-chunks',
    apply: 'build',
    buildEnd(error) {
      if (!error) modules = modulesIn(this)
    },
    generateBundle(_options, bundle) {
      const fault = faultIn(Object.values(bundle).filter((file) => file.type === 'chunk'))
      if (fault !== undefined) this.error(fault)
    },
  }
  return {
    plugin,
    isOfStart: (id) => modules.start.has(id) && !laterIcons.test(id),
    isOfBothScreens: (id) => modules.screens.has(id) && !lastIcons.test(id) && /\/src\/(?:ui|vault)\//.test(id),
  }
}

interface Modules {
  /** What the app starts with, apart from what starts it. */
  readonly start: ReadonlySet<string>
  /** What the list of accounts loads at once and the popup at any time. */
  readonly screens: ReadonlySet<string>
}

/** What is loaded together. */
export function modulesIn(graph: ModuleGraph): Modules {
  const popup = reached(graph, popupStart, 'ever')
  const start = new Set([...reached(graph, appStart, 'at once')].filter((id) => !id.endsWith(appStart)))
  const screens = new Set([...reached(graph, appScreens, 'at once')].filter((id) => popup.has(id)))
  return { start, screens }
}

/** A module, what it imports, and so on: as soon as it is loaded, or at any time. */
function reached(graph: ModuleGraph, from: string, when: 'at once' | 'ever'): ReadonlySet<string> {
  const found = new Set([...graph.getModuleIds()].filter((id) => id.endsWith(from)))
  for (const id of found) {
    const { importedIds = [], dynamicallyImportedIds = [] } = graph.getModuleInfo(id) ?? {}
    for (const next of importedIds) found.add(next)
    if (when === 'ever') for (const next of dynamicallyImportedIds) found.add(next)
  }
  return found
}

/** What is wrong with a build: the popup has no script, or loads the app's own. */
export function faultIn(chunks: readonly Chunk[]): string | undefined {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const isEntry = ({ facadeModuleId }: Chunk) => popupEntries.some((path) => facadeModuleId?.endsWith(path))
  const loaded = new Set(chunks.filter(isEntry))
  if (loaded.size === 0) return 'connect.html has no script'
  for (const { imports, dynamicImports, moduleIds, fileName } of loaded) {
    const wrong = moduleIds.find((id) => id.endsWith(appStart) || id.endsWith(appScreens))
    if (wrong !== undefined) return `connect.html would load ${wrong}, by way of ${fileName}`
    // What the app loads later on comes with the file that both start with, and is loaded by the app alone.
    const later = moduleIds.some((id) => id.endsWith(appItself)) ? [] : dynamicImports
    for (const name of [...imports, ...later]) {
      const next = byName.get(name)
      if (next) loaded.add(next)
    }
  }
  return undefined
}
