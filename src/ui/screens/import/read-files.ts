import { maxFileBytes, type ExportFile, type FormatId, type TransferErrorCode } from '../../../transfer/index.ts'

/** An export that did not open, and why. */
export interface RefusedFile {
  /** Names of the files it consists of. */
  readonly files: readonly string[]
  readonly format?: FormatId | undefined
  readonly reason: TransferErrorCode | 'no-accounts' | 'not-read'
}

/** What became of files that were chosen: their bytes, or why there are none. */
export interface ReadFiles {
  readonly files: readonly ExportFile[]
  readonly refused: readonly RefusedFile[]
}

/** A chosen file, as far as it is used. */
export type ChosenFile = Pick<File, 'name' | 'size' | 'lastModified' | 'arrayBuffer'>

/** Reads files one after the other. One that is larger than any export is not read at all. */
export async function readFiles(
  chosen: readonly { readonly file: ChosenFile; readonly name: string }[],
): Promise<ReadFiles> {
  const files: ExportFile[] = []
  const refused: RefusedFile[] = []
  for (const { file, name } of chosen) {
    if (file.size > maxFileBytes) {
      refused.push({ files: [name], reason: 'transfer/too-large' })
      continue
    }
    try {
      files.push({ name, bytes: new Uint8Array(await file.arrayBuffer()) })
    } catch {
      // A folder, a file that has gone, or one that another program holds.
      refused.push({ files: [name], reason: 'not-read' })
    }
  }
  return { files, refused }
}
