import type { Plugin } from 'vite'
import { bundleViewer } from './viewer-bundle.ts'
import { viewerPage } from './viewer-page.ts'

const moduleId = 'virtual:viewer'
const resolvedId = `\0${moduleId}`

/** Serves `virtual:viewer`: the page of a self-opening backup, whole but for the backup. */
export function viewer(): Plugin {
  let root = process.cwd()
  return {
    name: 'mfa-manager:viewer',
    configResolved(config) {
      root = config.root
    },
    resolveId: (id) => (id === moduleId ? resolvedId : undefined),
    async load(id) {
      if (id !== resolvedId) return undefined
      const bundle = await bundleViewer(root)
      for (const file of bundle.files) this.addWatchFile(file)
      const { before, after } = viewerPage(bundle)
      return `export const before = ${JSON.stringify(before)}\nexport const after = ${JSON.stringify(after)}\n`
    },
  }
}
