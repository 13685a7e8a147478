import type { Page } from '@playwright/test'
import type { TestPicture } from './code-picture.ts'

/** A form as the system posts it when something is shared; `maxBytes` of letters make it as large as a test likes. */
export interface SharedForm {
  readonly text?: string
  readonly files?: readonly TestPicture[]
  readonly letters?: number
}

/**
 * Posts a share from a page at `from`, which says where it comes from only if `tells`. That page is made up: it needs
 * no server.
 */
export async function share(page: Page, from: string, to: string, form: SharedForm, tells = false): Promise<void> {
  await page.route(from, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>sender</title>${tells ? '' : '<meta name="referrer" content="no-referrer">'}
        <form method="post" enctype="multipart/form-data" action="${to}share">
        <input name="title"><input name="text"><input name="url"><input type="file" name="files" multiple>
        <button>Share</button></form>`,
    }),
  )
  await page.goto(from)
  await page.locator('[name=text]').fill(form.text ?? '')
  if (form.files) await page.locator('[name=files]').setInputFiles([...form.files])
  if (form.letters !== undefined) {
    await page.locator('[name=files]').evaluate((input: HTMLInputElement, letters) => {
      const data = new DataTransfer()
      data.items.add(new File(['x'.repeat(letters)], 'long.txt', { type: 'text/plain' }))
      input.files = data.files
    }, form.letters)
  }
  await page.getByRole('button', { name: 'Share' }).click()
  await page.waitForURL(`${to}**`)
}

/** Drops files on the page, or pastes them, where the focus is. */
export async function bring(page: Page, how: 'drop' | 'paste', files: readonly TestPicture[]): Promise<void> {
  const contents = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }))
  await page.evaluate(
    ([how, contents]) => {
      const data = new DataTransfer()
      for (const { name, mimeType, base64 } of contents) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        data.items.add(new File([bytes], name, { type: mimeType }))
      }
      const init = { bubbles: true, cancelable: true }
      const target = document.activeElement ?? document.body
      if (how === 'paste') target.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: data }))
      else {
        target.dispatchEvent(new DragEvent('dragover', { ...init, dataTransfer: data }))
        target.dispatchEvent(new DragEvent('drop', { ...init, dataTransfer: data }))
      }
    },
    [how, contents] as const,
  )
}
