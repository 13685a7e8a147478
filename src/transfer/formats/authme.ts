import { decodeBase64, decodeUtf8, EncodingError } from '../../encoding/index.ts'
import { EntryError, readEntry } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ImportEntry, ReadExport } from '../format.ts'
import { jsonFields } from '../json-fields.ts'

/** The export of Authme (`.authme`). */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport> {
  const fields = file?.kind === 'json' ? jsonFields(file.value) : undefined
  // Only the app's own store is encrypted, under a key that the installation keeps to itself.
  if (fields?.flag('encrypted')) throw new TransferError('transfer/bound', 'the codes are encrypted by the app')
  return { entries: blocksOf(decodeCodes(fields?.raw('codes'))).map(entryOf) }
}

function decodeCodes(codes: unknown): string {
  if (typeof codes !== 'string') throw damaged()
  try {
    return decodeUtf8(decodeBase64(codes))
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause
    throw damaged({ cause })
  }
}

/** One account: lines of `Name:`, `Secret:`, `Issuer:` and `Type:`. */
interface Block {
  readonly values: Map<string, string>
  readonly lines: string[]
}

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = []
  let block: Block | undefined
  let last = ''
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    const [, label, value = ''] = /^(name|secret|issuer|type):(.*)$/i.exec(line) ?? []
    const name = label?.toLowerCase()
    if (block === undefined || name === 'name') {
      block = { values: new Map(), lines: [] }
      blocks.push(block)
    }
    block.lines.push(line)
    // The app has made line breaks of the commas in names.
    if (name === undefined) block.values.set(last, `${block.values.get(last) ?? ''},${line.trimEnd()}`)
    else block.values.set(name, value.trim())
    last = name ?? last
  }
  return blocks
}

function entryOf({ values, lines }: Block): ImportEntry {
  const label = [values.get('issuer'), values.get('name')].filter((name) => name).join(': ')
  return readEntry({ label, text: lines.join('\n') }, () => {
    if (!values.has('name') && !values.has('secret')) throw new EntryError('entry/malformed')
    return {
      // Counters are nowhere in the file: what is not time-based cannot be read.
      type: (values.get('type') ?? 'OTP_TOTP').toUpperCase() === 'OTP_TOTP' ? 'totp' : 'unknown',
      secret: values.get('secret'),
      issuer: values.get('issuer'),
      account: values.get('name'),
    }
  })
}

function damaged(options?: ErrorOptions): TransferError {
  return new TransferError('transfer/damaged', 'the codes are no text in base64', options)
}
