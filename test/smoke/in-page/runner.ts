/** Stands in for Vitest in a page: collects tests as they are described, and runs them one after the other. */
export { expect } from './matchers.ts'

type Work = () => unknown

interface Suite {
  readonly name: string
  readonly before: Work[]
  readonly after: Work[]
}

interface Test {
  readonly suites: readonly Suite[]
  readonly name: string
  readonly work: Work
}

/** How one test ended. */
export interface Outcome {
  readonly name: string
  /** Absent: it passed. */
  readonly error?: string
}

const tests: Test[] = []
let suites: readonly Suite[] = [{ name: '', before: [], after: [] }]

export function describe(name: string, body: Work): void {
  const outer = suites
  suites = [...outer, { name, before: [], after: [] }]
  body()
  suites = outer
}

export function it(name: string, work: Work): void {
  tests.push({ suites, name, work })
}

it.each =
  <Value>(values: readonly Value[]) =>
  (name: string, work: (value: Value) => unknown): void => {
    for (const value of values) it(name.replace(/%[si]/, String(value)), () => work(value))
  }

export function beforeEach(work: Work): void {
  suites.at(-1)?.before.push(work)
}

export function afterEach(work: Work): void {
  suites.at(-1)?.after.push(work)
}

const limitMs = 20_000

/** Runs everything that was described. */
export async function runAll(): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const test of tests) outcomes.push(await run(test))
  return outcomes
}

async function run({ suites, name, work }: Test): Promise<Outcome> {
  const fullName = [...suites.map((suite) => suite.name), name].join(' ').trim()
  try {
    for (const before of suites.flatMap((suite) => suite.before)) await inTime(before)
    await inTime(work)
    for (const after of suites.toReversed().flatMap((suite) => suite.after)) await inTime(after)
    return { name: fullName }
  } catch (error) {
    return { name: fullName, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}

async function inTime(work: Work): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${limitMs / 1000} s`)), limitMs)
  })
  try {
    await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}
