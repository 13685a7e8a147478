// @ts-check
// npm start: installs and builds where needed, then serves the build on http://localhost:5000 (HOST and PORT change it).
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isBuildStale } from './build-state.mjs'
import { installIfNeeded } from './install.mjs'
import { exitWith, npm } from './run-command.mjs'
import { serveByEnvironment } from './serve.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

await installIfNeeded(root)
if (isBuildStale(root)) {
  console.log('Building …')
  const status = await npm(['run', '--silent', 'build'])
  if (status !== 0) exitWith('The build did not succeed; its messages stand above.')
}
await serveByEnvironment(join(root, 'dist'))
