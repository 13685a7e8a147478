import { describe, expect, it } from 'vitest'
import { faultIn, modulesIn, type Chunk, type ModuleGraph } from '../../../build/popup-chunks-plugin.ts'

/** A module graph: what each module imports, and after `later` what it imports later. */
function graphOf(
  modules: Readonly<Record<string, { now?: readonly string[]; later?: readonly string[] }>>,
): ModuleGraph {
  return {
    getModuleIds: () => Object.keys(modules),
    getModuleInfo: (id) => {
      const { now = [], later = [] } = modules[id] ?? {}
      return { importedIds: now, dynamicallyImportedIds: later }
    },
  }
}

const main = '/app/src/main.tsx'
const screens = '/app/src/ui/shell/workspace-root.tsx'
const popup = '/app/src/connect.tsx'

function chunkOf(fileName: string, members: Partial<Chunk> = {}): Chunk {
  return { fileName, facadeModuleId: null, moduleIds: [], imports: [], dynamicImports: [], ...members }
}

describe('what is one file', () => {
  const modules = modulesIn(
    graphOf({
      [main]: { now: ['solid', 'lock-screen'], later: [screens] },
      [screens]: { now: ['tile', 'list'] },
      [popup]: { now: ['solid', 'tile'], later: ['late'] },
      'lock-screen': { now: ['form'] },
      late: { now: ['form'] },
    }),
  )

  it('is what the app starts with, without what starts it: the popup loads it, too', () => {
    expect([...modules.start].sort()).toEqual(['form', 'lock-screen', 'solid'])
  })

  it('is what the list of accounts loads at once and the popup at any time', () => {
    expect([...modules.screens]).toEqual(['tile'])
  })

  it('is nothing of the list where there is no popup', () => {
    expect(modulesIn(graphOf({ [screens]: { now: ['tile'] } })).screens.size).toBe(0)
  })
})

describe('a build', () => {
  const entry = chunkOf('connect.js', { facadeModuleId: '/app/connect.html', imports: ['base.js'] })

  it('passes where the popup loads neither the app nor its screens', () => {
    expect(faultIn([entry, chunkOf('base.js'), chunkOf('start.js', { moduleIds: [main] })])).toBeUndefined()
  })

  it.each([
    ['the app, by way of what it imports', chunkOf('base.js', { imports: ['bad.js'] }), main],
    ['the screens, at a later time', chunkOf('base.js', { dynamicImports: ['bad.js'] }), screens],
  ])('fails where the popup would load %s', (_what, base, module) => {
    expect(faultIn([entry, base, chunkOf('bad.js', { moduleIds: [module] })])).toContain('by way of bad.js')
  })

  it('passes where what only the app loads later comes with the file that both start with', () => {
    const start = chunkOf('base.js', { moduleIds: ['/app/src/ui/app.tsx'], dynamicImports: ['screens.js'] })
    expect(faultIn([entry, start, chunkOf('screens.js', { moduleIds: [screens] })])).toBeUndefined()
  })

  it('fails without a script for the popup', () => {
    expect(faultIn([chunkOf('start.js', { moduleIds: [main] })])).toBe('connect.html has no script')
  })
})
