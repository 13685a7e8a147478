import { toDataURL } from 'qrcode'
import { expect, it } from 'vitest'
import workerUrl from '../../../src/transfer/import.worker.ts?worker&url'
import { createImporter } from '../../../src/transfer/index.ts'

it('reads the codes of a sheet in the import worker, in place of the text beside them', async () => {
  const importer = createImporter(() => new Worker(workerUrl, { type: 'module' }))
  const picture = await toDataURL('otpauth://totp/F%C3%B6rge:ada?secret=JBSWY3DPEHPK3PXP&issuer=F%C3%B6rge&period=60')
  const cells = ['Forge', 'ada', 'TOTP', `<img src="${picture}">`, 'c76e8911-4527-4cb8-be74-30298d23e559', '', 'false']
  const row = [...cells, 'SHA1', '6', 'JBSWY3DPEHPK3PXP', '-', '-'].map((cell) => `<td>${cell}</td>`).join('')
  const html = `<!doctype html><html><body><table><tr>${row}</tr></table></body></html>`
  const [opened] = await importer.open([{ name: 'sheet.html', bytes: new TextEncoder().encode(html) }])
  importer.dispose()
  expect(opened).toMatchObject({
    state: 'open',
    remarks: [],
    entries: [{ outcome: 'account', account: { issuer: 'Förge', account: 'ada', period: 60 } }],
  })
})
