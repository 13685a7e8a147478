// Writes test/vectors/{backup,passphrase,vault}: node scripts/make-vectors.mjs
// A file that is there is frozen: it is compared, never written over. Ends with status 1 where one differs.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { backupVectors } from './vectors/backup-vectors.mjs'
import { vaultVectors } from './vectors/vault-vectors.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'test', 'vectors')

async function frozen(path) {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

let written = 0
const different = []
const vectors = [...(await backupVectors()), ...(await vaultVectors())]
for (const [name, content] of vectors) {
  const path = join(root, name)
  const text = `${JSON.stringify(content, null, 2)}\n`
  const before = await frozen(path)
  if (before === undefined) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    written++
  } else if (before !== text) different.push(name)
}
console.log(`${vectors.length} vectors, ${written} written, ${different.length} different from their frozen file`)
for (const name of different) console.error(`differs: ${name}`)
process.exitCode = different.length === 0 ? 0 : 1
