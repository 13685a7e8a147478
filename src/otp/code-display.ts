import { cleanName, cleanNote } from './names.ts'

/** What Ente Auth says about an account beside its key. Absent members are unset. */
export interface CodeDisplay {
  readonly tags?: readonly string[]
  readonly note?: string
  readonly pinned?: boolean
  /** The account lies in Ente's bin. */
  readonly trashed?: boolean
}

/**
 * Reads the JSON of Ente's `codeDisplay` parameter, already percent-decoded. Members of the wrong type count as absent.
 *
 * @returns Undefined when it is not a JSON object: the account is good without it.
 * @throws {@link OtpError} `otp/name-too-long` for an endless tag, `otp/note-too-long`.
 */
export function parseCodeDisplay(json: string): CodeDisplay | undefined {
  const display = parseObject(json)
  if (display === undefined) return undefined
  const listed: readonly unknown[] = Array.isArray(display['tags']) ? display['tags'] : []
  const names = listed.filter((tag) => typeof tag === 'string').map(cleanName)
  const tags = [...new Set(names)].filter((tag) => tag !== '')
  const note = typeof display['note'] === 'string' ? cleanNote(display['note']) : ''
  return {
    ...(tags.length > 0 && { tags }),
    ...(note !== '' && { note }),
    ...(display['pinned'] === true && { pinned: true }),
    ...(display['trashed'] === true && { trashed: true }),
  }
}

function parseObject(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch (error) {
    // Broken JSON and nothing else: the caller reports it as a warning, and the key beside it is worth keeping.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
