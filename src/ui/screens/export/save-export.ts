import type { Clock } from '../../../clock.ts'
import { exportAccounts, type ExportFormat } from '../../../transfer/index.ts'
import { downloadIcon } from '../../components/icon-paths.ts'
import { exportText } from '../../messages/export.ts'
import { saveFile } from '../../primitives/save-file.ts'
import type { Workspace } from '../../workspace.tsx'
import type { ExportChoice } from './export-choice.ts'

/**
 * Writes the chosen accounts into a file for another app, starts its download, and says how many are in it.
 *
 * @throws As `exportAccounts`, and `VaultError` when the vault was locked meanwhile.
 */
export async function saveExport(
  format: ExportFormat,
  choice: ExportChoice,
  { workspace, clock, password }: { readonly workspace: Workspace; readonly clock: Clock; readonly password?: string },
): Promise<void> {
  const all = choice.accounts().length
  const file = await choice.lend((accounts) => exportAccounts(format, accounts, { now: clock.now(), password }))
  saveFile({ name: file.filename, type: file.mediaType, content: file.bytes })
  file.bytes.fill(0)
  workspace.toasts.show({ text: exportText().exported(file.included, all), icon: downloadIcon, stayMs: 8000 })
}
