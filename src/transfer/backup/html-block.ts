/**
 * Where a self-opening file keeps its backup: the text of this element is the backup file, as docs/backup-format.md has
 * it. Its JSON holds no character that HTML would read differently.
 */
export const backupElementId = 'mfa-manager-backup'

/** What stands before the backup's text in the page. */
export const backupElementStart = `<script type="application/json" id="${backupElementId}">`
/** What stands behind it. */
export const backupElementEnd = '</script>'

/** The text of the backup inside a self-opening file; `undefined` for any other page. */
export function backupInHtml(html: string): string | undefined {
  const start = html.indexOf(backupElementStart)
  if (start < 0) return undefined
  const from = start + backupElementStart.length
  const end = html.indexOf(backupElementEnd, from)
  return end < 0 ? undefined : html.slice(from, end)
}
