import { encodeUtf8 } from '../../encoding/index.ts'
import { formatOtpauthUri } from '../../otp/index.ts'
import type { ExportModule } from '../export-format.ts'
import { lossesOf } from './losses.ts'

/** One key URI per line: UTF-8, each line with its line feed. */
export const keyUris: ExportModule = {
  refuse: () => undefined,
  reduce: (account) => lossesOf(account, {}),
  writeExport: (accounts) =>
    Promise.resolve(encodeUtf8(accounts.map((account) => `${formatOtpauthUri(account)}\n`).join(''))),
}
