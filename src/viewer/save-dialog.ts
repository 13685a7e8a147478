import { element } from './element.ts'
import { viewerText } from './messages.ts'

/**
 * The question before a file without encryption is saved.
 *
 * @param count - Accounts whose keys the file would hold.
 * @param save - What is done when the person wants it.
 */
export function saveDialog(count: number, save: () => void): HTMLDialogElement {
  const cancel = element('button', { type: 'button', class: 'button' }, viewerText.cancel)
  const confirm = element('button', { type: 'button', class: 'button danger' }, viewerText.saveAnyway)
  const dialog = element(
    'dialog',
    { role: 'alertdialog', 'aria-labelledby': 'save-title', 'aria-describedby': 'save-help' },
    element('h2', { id: 'save-title' }, viewerText.saveTitle),
    element('p', { id: 'save-help' }, viewerText.saveHelp(count)),
    element('div', { class: 'actions' }, cancel, confirm),
  )
  cancel.addEventListener('click', () => dialog.close())
  confirm.addEventListener('click', () => {
    dialog.close()
    save()
  })
  return dialog
}
