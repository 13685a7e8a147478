import { recoveryText } from '../../messages/recovery.ts'
import { fileDate, type FileToSave } from '../../primitives/save-file.ts'

/** What is kept of a recovery code beside its groups. */
export interface KeptCode {
  readonly groups: readonly string[]
  /** Of the app: the vault belongs to it. */
  readonly origin: string
  /** Unix ms. */
  readonly at: number
}

/** The code as a text file: what it is, where it belongs, and what to beware of. */
export function recoveryCodeFile({ groups, origin, at }: KeptCode): FileToSave {
  const text = recoveryText().kept
  const lines = [text.title, '', groups.join('-'), '', text.of(origin, at), '', text.use, '', text.care, '']
  return { name: `${text.fileName}-${fileDate(at)}.txt`, type: 'text/plain', content: lines.join('\r\n') }
}
