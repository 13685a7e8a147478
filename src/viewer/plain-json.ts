import { systemRandom } from '../crypto/index.ts'
import { formatContents, type BackupContents } from '../transfer/backup/index.ts'

/** Says what the file is; see docs/backup-format.md, "Without encryption". */
const format = { format: 'mfa-manager-plain', version: 1 }

/** A backup's content without encryption, as people and programs can read it: indented JSON, nothing left out. */
export function plainJson(contents: BackupContents): string {
  const content: unknown = JSON.parse(formatContents(contents, systemRandom))
  return `${JSON.stringify({ ...format, ...(content as object) }, null, 2)}\n`
}

/** `mfa-manager-2026-11-22-plain.json`, by the day on which the backup was made. */
export function plainName({ createdAt }: Pick<BackupContents, 'createdAt'>): string {
  const day = createdAt === undefined ? '' : `-${new Date(createdAt).toISOString().slice(0, 10)}`
  return `mfa-manager${day}-plain.json`
}
