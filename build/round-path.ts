interface Segment {
  /** One letter as written: upper case means absolute coordinates. */
  readonly command: string
  readonly values: readonly number[]
}

/** Where drawing stands, and where the open subpath began. */
interface Pen {
  readonly x: number
  readonly y: number
  readonly startX: number
  readonly startY: number
}

const origin = { x: 0, y: 0 }
const valueCounts: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 }

/**
 * SVG path data with coordinates rounded to `decimals` places (SVG 2, section 9.3).
 *
 * A relative step is measured from where the rounded path stands, not from where the exact one would, so errors do not
 * add up along a path: no point moves by more than half a unit of the last place in x or in y.
 *
 * @throws Error when `path` is not path data.
 */
export function roundPath(path: string, decimals: number): string {
  const round = (value: number): number => Number(value.toFixed(decimals))
  let exact: Pen = { x: 0, y: 0, startX: 0, startY: 0 }
  let rounded = exact
  const segments: Segment[] = []
  for (const segment of parsePath(path)) {
    const { command } = segment
    const [from, to] = isRelative(segment) ? [exact, rounded] : [origin, origin]
    const values = isTouchy(segment, exact)
      ? moved(segment, exact, rounded)
      : segment.values.map((value, index) => {
          const part = partOf(segment, index)
          if (part === 'x' || part === 'y') return round(from[part] + value - to[part])
          return part === 'radius' ? round(value) : value
        })
    segments.push({ command, values })
    exact = advance(exact, segment)
    rounded = advance(rounded, { command, values })
  }
  return formatPath(segments)
}

/**
 * Whether an arc's bulge hangs on the last place of its values: its ends are nearly a diameter apart, where the centre's
 * distance is the root of a small difference, or so near that they alone say which way the circle lies.
 */
function isTouchy(segment: Segment, pen: Pen): boolean {
  if (segment.command.toLowerCase() !== 'a') return false
  const [rx = 0, ry = 0, , large = 0] = segment.values
  const end = advance(pen, segment)
  const chord = Math.hypot((end.x - pen.x) / rx, (end.y - pen.y) / ry) / 2
  return chord > 0.98 || (large === 1 && chord < 0.1)
}

/** The same arc from where the rounded path stands. */
function moved(segment: Segment, exact: Pen, rounded: Pen): readonly number[] {
  if (isRelative(segment)) return segment.values
  const shift = { x: rounded.x - exact.x, y: rounded.y - exact.y }
  return segment.values.map((value, index) => {
    const part = partOf(segment, index)
    return part === 'x' || part === 'y' ? Number((value + shift[part]).toFixed(4)) : value
  })
}

function partOf({ command }: Segment, index: number): 'x' | 'y' | 'radius' | 'other' {
  const kind = command.toLowerCase()
  if (kind === 'h') return 'x'
  if (kind === 'v') return 'y'
  if (kind !== 'a') return index % 2 === 0 ? 'x' : 'y'
  return (['radius', 'radius', 'other', 'other', 'other', 'x', 'y'] as const)[index] ?? 'other'
}

function isRelative({ command }: Segment): boolean {
  return command === command.toLowerCase()
}

function advance(pen: Pen, segment: Segment): Pen {
  const kind = segment.command.toLowerCase()
  if (kind === 'z') return { ...pen, x: pen.startX, y: pen.startY }
  const base = isRelative(segment) ? pen : origin
  const last = segment.values.at(-1) ?? 0
  const x = kind === 'v' ? pen.x : base.x + (kind === 'h' ? last : (segment.values.at(-2) ?? 0))
  const y = kind === 'h' ? pen.y : base.y + last
  return kind === 'm' ? { x, y, startX: x, startY: y } : { ...pen, x, y }
}

function* parsePath(path: string): Generator<Segment> {
  const number = /[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/iy
  const flag = /[\s,]*([01])/y
  const letter = /[\s,]*([mlhvcsqtaz])/iy
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(path)?.[1]
    if (found !== undefined) at = pattern.lastIndex
    return found
  }
  let command = ''
  while (path.slice(at).trim() !== '') {
    const written = take(letter)
    command = written ?? afterFirst(command)
    const count = valueCounts[command.toLowerCase()]
    if (count === undefined || (count === 0 && written === undefined))
      throw new Error(`not path data at ${at}: ${path}`)
    const values = Array.from({ length: count }, (_, index) => {
      const isFlag = command.toLowerCase() === 'a' && (index === 3 || index === 4)
      const found = take(isFlag ? flag : number)
      if (found === undefined) throw new Error(`a value is missing at ${at}: ${path}`)
      return Number(found)
    })
    yield { command, values }
  }
}

/** The shortest writing: no letter that repeats, no space that a sign, a point or a flag makes needless. */
function formatPath(segments: readonly Segment[]): string {
  let text = ''
  let implied = ''
  let previous = ''
  for (const { command, values } of segments) {
    if (command !== implied || values.length === 0) {
      text += command
      previous = ''
    }
    values.forEach((value, index) => {
      const written = String(value).replace(/^(-?)0\./, '$1.')
      const followsFlag = command.toLowerCase() === 'a' && (index === 4 || index === 5)
      text += previous === '' || followsFlag || standsApart(previous, written) ? written : ` ${written}`
      previous = written
    })
    implied = afterFirst(command)
  }
  return text
}

function standsApart(previous: string, written: string): boolean {
  return written.startsWith('-') || (written.startsWith('.') && previous.includes('.'))
}

/** The command that values without a letter stand for: after a move they draw lines. */
function afterFirst(command: string): string {
  return command.replace('m', 'l').replace('M', 'L')
}
