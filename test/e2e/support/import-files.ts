import type { Page } from '@playwright/test'

/** A file as Playwright hands it to a file chooser. */
export interface TestFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A text file. */
export function textFile(name: string, text: string): TestFile {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) }
}

/** Goes to the import screen by its link in the sidebar, or by its address on a phone. */
export async function openImport(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/import'))
  await page.getByRole('group', { name: 'Drop files here' }).waitFor()
}

/** Chooses files as a person does. */
export async function chooseFiles(page: Page, files: readonly TestFile[], button = 'Choose files'): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).click(),
  ])
  await chooser.setFiles([...files])
}

/** Drops files onto the middle of the page, wherever the app is. */
export async function dropFiles(page: Page, files: readonly TestFile[], type = 'drop'): Promise<void> {
  const contents = files.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') }))
  await page.evaluate(
    ({ sent, event }) => {
      const dataTransfer = new DataTransfer()
      for (const { name, base64 } of sent) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        dataTransfer.items.add(new File([bytes], name))
      }
      const init = { dataTransfer, bubbles: true, cancelable: true }
      document.body.dispatchEvent(new DragEvent('dragover', init))
      document.body.dispatchEvent(new DragEvent(event, init))
    },
    { sent: contents, event: type },
  )
}

/** The tick box of a row. */
export function rowBox(page: Page, name: string) {
  return page
    .getByRole('table', { name: 'Accounts to import' })
    .getByRole('checkbox', { name: `Import ${name}`, exact: true })
}

/** Waits for the table, and imports what is ticked. */
export async function importAll(page: Page, count: number): Promise<void> {
  const words = count === 1 ? '1 account' : `${count.toLocaleString('en-GB')} accounts`
  await page.getByRole('button', { name: `Import ${words}`, exact: true }).click()
  await page.getByRole('heading', { name: `${words} imported`, exact: true }).waitFor()
}
