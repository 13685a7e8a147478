import type { Waypoint } from '../in-page/kills/harness.ts'
import type { Image } from '../in-page/kills/image.ts'
import type { View } from '../in-page/kills/look.ts'

/** A state that a vault may be in, and what a tab that opens it must see. */
export interface KnownState extends Waypoint {
  readonly view: View
}

/** What was found after a kill. */
export type Found = Omit<KnownState, 'done'>

const stores = ['headers', 'records', 'entries', 'snapshots'] as const
type Row = Readonly<Record<string, unknown>>

/**
 * Compares what a kill left with the states that a row of writes goes through.
 *
 * @param states - The beginning, the state after each write, and those between that there may be.
 * @param answered - Writes that had been answered: they must not be lost.
 * @param atOnce - The writes were begun together: more than one may have come through unheard; and since they are sealed
 * anew, only what they say can be compared, not their bytes.
 * @returns What is wrong; `undefined`: nothing.
 */
export function faultIn(
  found: Found,
  states: readonly KnownState[],
  { answered, atOnce }: { readonly answered: number; readonly atOnce: boolean },
): string | undefined {
  const torn = tornRows(found.image)
  if (torn !== undefined) return torn
  const isFound = atOnce ? hasContentOf : hasBytesOf
  const possible = states.filter(({ done }) => done >= answered && (atOnce || done <= answered + 1))
  const fitting = possible.filter((each) => isFound(found, each))
  const state = fitting.find(({ image }) => image.anchor === found.image.anchor) ?? fitting[0]
  if (state === undefined) {
    const known = states.find((each) => isFound(found, each))
    return known === undefined
      ? 'a state that never was'
      : `the state after ${known.done} writes, when ${answered} were answered`
  }
  const anchors = states.slice(0, states.indexOf(state) + 1).map(({ image }) => image.anchor)
  if (!atOnce && !anchors.includes(found.image.anchor)) return 'an anchor from a later state'
  const isSameView = JSON.stringify(found.view) === JSON.stringify(state.view)
  return isSameView || atOnce ? troubleIn(found.view) : `another view: ${firstDifference(found.view, state.view)}`
}

/** What no write may leave, whatever it was: half of a change. */
function tornRows(image: Image): string | undefined {
  const [headers, records, entries] = [rowsOf(image.headers), rowsOf(image.records), rowsOf(image.entries)]
  const lines = (rows: readonly Row[]) => rows.map(({ id, v }) => `${String(id)} ${String(v)}`).toSorted()
  const copies = new Set(headers.map(({ header }) => JSON.stringify(header)))
  if (copies.size > 1 || headers.length === 1) return 'two headers that differ, or one'
  if (headers.length === 0 && records.length > 0) return 'records without a header'
  const [present, listed] = [lines(records), lines(entries)]
  // One record of the damaged world was taken away past the app.
  const isListed = present.every((line) => listed.includes(line))
  return isListed ? undefined : 'a record without its line in the manifest'
}

function rowsOf(text: string): readonly Row[] {
  return JSON.parse(text) as readonly Row[]
}

function hasBytesOf(found: Found, state: KnownState): boolean {
  return stores.every((store) => found.image[store] === state.image[store])
}

function hasContentOf(found: Found, state: KnownState): boolean {
  return found.view.content === state.view.content
}

/** What is wrong with a vault whose state is one of those that there may be. */
function troubleIn({ status, nextWrite, afterNextWrite }: View): string | undefined {
  const wasSound = status.name === 'unlocked' ? status.integrity.sound : true
  if (!wasSound) return undefined
  if (nextWrite !== 'success') return `the next write ends with ${nextWrite}`
  const isSound = afterNextWrite?.name === 'unlocked' && afterNextWrite.integrity.sound
  return isSound ? undefined : 'the next write leaves an unsound vault'
}

function firstDifference(found: View, expected: View): string {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)]
  const place = Array.from(one).findIndex((letter, index) => letter !== other[index])
  return `…${one.slice(Math.max(place - 40, 0), place + 60)}… for …${other.slice(Math.max(place - 40, 0), place + 60)}…`
}
