import type { ExportModule } from '../export-format.ts'
import { encodeUtf8 } from '../../encoding/index.ts'
import { aegisDatabase } from './aegis-database.ts'
import { lossesOf } from './losses.ts'

/** What Aegis calls everything that it can hold: all kinds of codes, notes, groups and favourites. */
export const aegisAccounts: Pick<ExportModule, 'refuse' | 'reduce'> = {
  refuse: () => undefined,
  reduce: (account) => lossesOf(account, { note: true, pinned: true, pin: true, tags: Number.POSITIVE_INFINITY }),
}

/** Aegis without encryption. */
export const aegis: ExportModule = {
  ...aegisAccounts,
  writeExport: (accounts, { random }) => {
    const vault = { version: 1, header: { slots: null, params: null }, db: aegisDatabase(accounts, random) }
    return Promise.resolve(encodeUtf8(JSON.stringify(vault, null, 4)))
  },
}
