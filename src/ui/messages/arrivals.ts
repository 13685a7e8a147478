import type { RefusedArrival } from '../arrivals.ts'
import { messageGroup } from './language.ts'

const refusals: Readonly<Record<RefusedArrival['why'], string>> = {
  'too-large':
    'What was shared is over 32 MB, or a text of over 65,000 letters. Nothing was kept. Share less at a time.',
  'too-many': 'More than 12 files were shared at once. Nothing was kept. Share fewer at a time.',
  damaged: 'What was shared could not be read. Nothing was kept. Share it again.',
  nothing:
    'There was neither a picture nor a text in what was shared. Nothing was kept. Share the picture of the code.',
  lost: 'What was shared did not arrive. Nothing was kept. Share it again.',
  'link-too-long': 'The link that opened this app is too long for an account. Nothing was kept.',
}

/** What comes from other apps and sites. */
export const arrivalsText = messageGroup('arrivals', {
  refused: (why: RefusedArrival['why']) => refusals[why],
  waits: 'Something else was opened. It waits until you are done here.',
})
