import type { Image } from '../in-page/kills/image.ts'

/** What a byte belongs to. */
export type ByteClass = 'header' | 'one header' | 'slot' | 'record' | 'manifest' | 'line' | 'snapshot'

const classes: readonly ByteClass[] = ['header', 'one header', 'slot', 'record', 'manifest', 'line', 'snapshot']

type Json = { [name: string]: Json } | Json[] | string | number | boolean | null

/** A value somewhere in stored rows. */
interface Place {
  readonly of: ByteClass
  readonly store: 'headers' | 'records' | 'entries' | 'snapshots'
  readonly path: readonly (string | number)[]
}

/** A damaged image, and what was damaged in it. */
export interface Damage {
  readonly of: ByteClass
  readonly where: string
  readonly image: Image
}

/**
 * One damaged bit, digit or letter in so many places of each class.
 *
 * @param next - Numbers from 0 to below 1.
 */
export function damagesOf(image: Image, count: number, next: () => number): readonly Damage[] {
  const places = placesIn(image)
  return classes
    .flatMap((name) => {
      const own = places.filter(({ of }) => of === name)
      return own.length === 0
        ? []
        : Array.from({ length: count }, () => damage(image, own[Math.floor(next() * own.length)], next))
    })
    .flat()
}

function placesIn(image: Image): readonly Place[] {
  const places = (['headers', 'records', 'entries', 'snapshots'] as const).flatMap((store) =>
    leavesOf(JSON.parse(image[store]) as Json).map((path) => ({ store, path })),
  )
  // A row's own key is what it lies under, not what is in it.
  const inside = places.filter(({ path }) => path[1] !== 'copy')
  return inside.flatMap((place) => classesOf(place).map((of) => ({ ...place, of })))
}

function classesOf({ store, path }: Omit<Place, 'of'>): readonly ByteClass[] {
  if (store === 'records') return ['record']
  if (store === 'entries') return ['line']
  if (store === 'snapshots') return ['snapshot']
  if (path[0] !== 0) return ['one header']
  return path.includes('slots') ? ['slot'] : path.at(-1) === 'mac' ? ['manifest'] : ['header']
}

function leavesOf(value: Json): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [[]]
  const entries = Array.isArray(value) ? value.map((each, index) => [index, each] as const) : Object.entries(value)
  return entries.flatMap(([key, each]) => leavesOf(each).map((path) => [key, ...path]))
}

function damage(image: Image, place: Place | undefined, next: () => number): readonly Damage[] {
  if (place === undefined) return []
  const rows = JSON.parse(image[place.store]) as Json
  const draws = [next(), next()] as const
  change(rows, place.path, draws)
  // Both copies alike, or the other one would simply be taken.
  if (place.store === 'headers' && place.of !== 'one header') change(rows, [1, ...place.path.slice(1)], draws)
  const where = `${place.store}: ${place.path.join('.')}`
  return [{ of: place.of, where, image: { ...image, [place.store]: JSON.stringify(rows) } }]
}

function change(rows: Json, path: readonly (string | number)[], draws: readonly [number, number]): void {
  let holder = rows as Record<string | number, Json>
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, Json>
  const key = path.at(-1) ?? ''
  holder[key] = changed(holder[key] ?? null, draws)
}

const bytesMark = 'bytes:'

function changed(value: Json, [where, what]: readonly [number, number]): Json {
  if (typeof value === 'number') return value + 1
  if (typeof value !== 'string') return 'something else'
  if (value.startsWith(bytesMark)) {
    const bytes = Buffer.from(value.slice(bytesMark.length), 'base64url')
    const place = Math.floor(where * bytes.length)
    bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(what * 8))
    return bytesMark + bytes.toString('base64url')
  }
  const place = Math.floor(where * value.length)
  const letter = value[place] === 'A' ? 'B' : 'A'
  return value.slice(0, place) + letter + value.slice(place + 1)
}
