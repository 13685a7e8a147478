import { build, type Rolldown } from 'vite'
import { expect, test } from 'vitest'
import { zxingWithoutRest } from '../../../build/zxing-plugin.ts'

const entry = 'virtual:entry'

/** What a build of these lines holds. */
async function built(lines: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      zxingWithoutRest(),
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? entry : undefined),
        load: (id) => (id === entry ? lines : undefined),
      },
    ],
    build: { write: false, copyPublicDir: false, minify: false, rolldownOptions: { input: entry } },
  })
  const outputs = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[]
  return outputs.flatMap(({ output }) => output.map((file) => (file.type === 'chunk' ? file.code : ''))).join('\n')
}

test('of @zxing only what is used is in the build', async () => {
  const code = await built(`
    import { BrowserCodeReader } from '@zxing/browser/es2015/readers/BrowserCodeReader.js'
    globalThis.list = () => BrowserCodeReader.listVideoInputDevices()
  `)
  expect(code).toContain('listVideoInputDevices')
  for (const unused of ['class PDF417Reader', 'class DataMatrixReader', 'class AztecReader', 'class QRCodeWriter']) {
    expect(code).not.toContain(unused)
  }
})
