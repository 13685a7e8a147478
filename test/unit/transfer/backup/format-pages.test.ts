import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const read = (path: string) => readFileSync(root + path, 'utf8')
const pages = { vault: read('docs/vault-format.md'), backup: read('docs/backup-format.md') }

/** What a page calls its examples: `name`, `name.json` or `prefix-*`, in backticks. */
function namesIn(page: string): readonly string[] {
  const quoted = [...page.matchAll(/`((?:passphrase|vault)\/)?([a-z0-9*-]+?)(?:\.json)?`/g)]
  return quoted.map(([, , name = '']) => name).filter((name) => name !== '' && name !== '*')
}

function isNamed(file: string, names: readonly string[]): boolean {
  const name = file.slice(0, -'.json'.length)
  return names.some((each) => (each.endsWith('*') ? name.startsWith(each.slice(0, -1)) : each === name))
}

describe('the pages about our formats', () => {
  test.each(['vault', 'backup'] as const)('name every vector of test/vectors/%s', (folder) => {
    const names = namesIn(pages[folder])
    expect(readdirSync(`${root}test/vectors/${folder}`).filter((file) => !isNamed(file, names))).toEqual([])
  })

  test.each(['vault', 'backup'] as const)('name no vector of test/vectors/%s that is not there', (folder) => {
    const files = ['vault', 'passphrase', 'backup'].flatMap((each) => readdirSync(`${root}test/vectors/${each}`))
    const named = [...pages[folder].matchAll(/([a-z0-9-]+)\.json`/g)].map(([, name = '']) => `${name}.json`)
    expect(named.filter((name) => !files.includes(name))).toEqual([])
  })

  test('name every refusal of a backup, and no other', () => {
    const codes = (text: string) =>
      [...new Set([...text.matchAll(/[`']backup\/([a-z-]+)[`']/g)].map(([, code]) => code))].toSorted()
    expect(codes(pages.backup)).toEqual(codes(read('src/transfer/errors.ts')))
  })

  test.each(['crypto', 'transfer/backup', 'transfer', 'vault', 'storage'])(
    'have the sections that src/%s cites',
    (room) => {
      const files = readdirSync(`${root}src/${room}`).filter((file) => file.endsWith('.ts'))
      const cited = files.flatMap((file) => [
        ...read(`src/${room}/${file}`).matchAll(/docs\/(vault|backup)-format\.md, "([^"]+)"/g),
      ])
      for (const [, page, section] of cited) {
        expect(pages[page === 'vault' ? 'vault' : 'backup']).toMatch(new RegExp(`^#+ ${section}$`, 'm'))
      }
    },
  )
})
