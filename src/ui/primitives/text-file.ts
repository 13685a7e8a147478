import { shellText } from '../messages/shell.ts'

/** Text as if it were a file: what it is, its content says. */
export function textFile(text: string): File {
  return new File([text], shellText().pastedText, { lastModified: 0 })
}
