import { encodeBase64url } from '../encoding/index.ts'
import type { StoredVault } from '../storage/index.ts'
import { closedRows, type VaultState } from './vault-state.ts'

/** Everything that lies in storage, as JSON text. Bytes are base64url; nothing is opened. */
export function formatRawExport({ copies, records, malformed }: StoredVault): string {
  const rows = [...records, ...malformed.map((row) => row.value)]
  return stringify({ format: 'mfa-manager-raw', version: 1, headers: copies, records: rows })
}

/** The stored row of a record that cannot be used, as JSON text; `undefined` where it can, or is not there. */
export function formatRawRecord(state: VaultState, id: string): string | undefined {
  const row = closedRows(state).find(({ entry }) => entry.id === id)?.sealed
  const found: unknown = row ?? state.malformed.find((one) => one.id === id)?.value
  return found === undefined ? undefined : stringify(found)
}

function stringify(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    member instanceof Uint8Array ? encodeBase64url(member) : member,
  )
}
