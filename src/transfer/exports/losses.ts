import type { AccountDraft } from '../../account.ts'
import type { ReducedField } from '../export-format.ts'

/** What a format can say of an account beside its names and parameters. */
interface Carried {
  readonly note?: true
  readonly pinned?: true
  readonly pin?: true
  /** How many tags; none where it is absent. */
  readonly tags?: number
}

/** What of an account a format leaves behind. */
export function lossesOf({ note, pinned, pin, tags = [] }: AccountDraft, carried: Carried): readonly ReducedField[] {
  const lost: ReducedField[] = []
  if (note && !carried.note) lost.push('note')
  if (tags.length > (carried.tags ?? 0)) lost.push('tags')
  if (pinned && !carried.pinned) lost.push('pinned')
  if (pin && !carried.pin) lost.push('pin')
  return lost
}
