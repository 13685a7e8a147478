import type { Plugin } from 'vite'
import { services } from '../src/ui/issuers/services.ts'
import { roundPath } from './round-path.ts'

const moduleId = 'virtual:issuer-glyphs'
const resolvedId = `\0${moduleId}`
// Half of a hundredth of the 24 grid is a fortieth of a device pixel in the largest tile at three times density.
const decimals = 2

/**
 * Serves `virtual:issuer-glyphs`: the outlines of exactly the curated services, as one module. Nothing is ever asked
 * of a server for a single issuer, so no server learns who has an account where.
 */
export function issuerGlyphs(): Plugin {
  return {
    name: 'issuer-glyphs',
    resolveId: (id) => (id === moduleId ? resolvedId : undefined),
    async load(id) {
      if (id !== resolvedId) return undefined
      return `export const glyphs = ${JSON.stringify(await readGlyphs())}\n`
    },
  }
}

/**
 * Path data on a 24 grid by slug, for every service that has one.
 *
 * @throws Error when Simple Icons has given up a slug that is still in use.
 */
export async function readGlyphs(): Promise<Record<string, string>> {
  const paths = new Map<string, string>()
  for (const icon of Object.values(await import('simple-icons'))) {
    if ('slug' in icon) paths.set(icon.slug, icon.path)
  }
  const glyphs: Record<string, string> = {}
  for (const { name, slug } of services) {
    if (slug === undefined) continue
    const path = paths.get(slug)
    if (path === undefined) throw new Error(`Simple Icons has no ${slug}: take the slug from ${name} in services.ts`)
    glyphs[slug] = roundPath(path, decimals)
  }
  return glyphs
}
