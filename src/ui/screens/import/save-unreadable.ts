import { importText } from '../../messages/import.ts'
import { fileDate, saveFile } from '../../primitives/save-file.ts'
import type { ImportRow } from './import-choices.ts'
import { formatUnreadable } from './import-plan.ts'

/** Starts the download of the entries that are no accounts, as they came. `now` in Unix ms. */
export function saveUnreadable(rows: readonly ImportRow[], now: number): void {
  saveFile({
    name: `${importText().unreadableFile}-${fileDate(now)}.json`,
    type: 'application/json',
    content: formatUnreadable(rows),
  })
}
