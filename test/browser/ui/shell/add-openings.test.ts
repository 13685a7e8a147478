import { createRoot } from 'solid-js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createArrivals, type Arrivals } from '../../../../src/ui/arrivals.ts'
import { createAddOpenings, type AddOpenings } from '../../../../src/ui/shell/add-openings.ts'
import { createHashLocation, type HashLocation } from '../../../../src/ui/shell/hash-location.ts'

interface OpeningsStage {
  readonly adding: AddOpenings
  readonly arrivals: Arrivals
  readonly location: HashLocation
  readonly said: string[]
  setUnsaved(unsaved: boolean): void
}

let dispose = (): void => undefined
afterEach(() => {
  dispose()
  history.replaceState(null, '', location.pathname + location.search)
})

function setUp(hash = '#/'): OpeningsStage {
  history.replaceState(null, '', hash)
  const arrivals = createArrivals()
  const said: string[] = []
  let unsaved = false
  return createRoot((end) => {
    dispose = end
    const location = createHashLocation()
    const adding = createAddOpenings({
      location,
      arrivals,
      update: { hasUnsaved: () => unsaved },
      toasts: { show: ({ text }) => void said.push(text) },
    })
    return { adding, arrivals, location, said, setUnsaved: (is) => (unsaved = is) }
  })
}

const link = 'otpauth://totp/x?secret=MFRGGZDF'
const pictures = [new File(['x'], 'a.png')]

describe('Add account', () => {
  test('opens at its addresses and closes with them', () => {
    const { adding, location } = setUp('#/scan')
    expect(adding.opening()).toEqual({ tab: 'scan' })
    location.go()
    expect(adding.opening()).toBeUndefined()
    location.go('add')
    expect(adding.opening()).toEqual({})
  })

  test('opens with what it is given, once', () => {
    const { adding, location } = setUp()
    adding.open({ initial: link })
    expect([adding.opening(), location.parts()]).toEqual([{ initial: link }, ['add']])
    location.go()
    location.go('add')
    expect(adding.opening()).toEqual({})
  })

  test('opens for what arrives, from anywhere in the app', () => {
    const { adding, arrivals, location } = setUp('#/settings')
    arrivals.bring({ what: 'pictures', files: pictures })
    expect([adding.opening(), location.parts(), arrivals.waiting()]).toEqual([{ pictures }, ['add'], []])
    location.go()
    arrivals.bring({ what: 'text', text: link })
    expect(adding.opening()).toEqual({ initial: link })
    location.go()
    arrivals.bring({ what: 'add', tab: 'by-hand' })
    expect(adding.opening()).toEqual({ tab: 'by-hand' })
  })

  test('opens for what has been waiting behind the lock', () => {
    const arrivals = createArrivals()
    arrivals.bring({ what: 'text', text: link })
    createRoot((end) => {
      dispose = end
      const adding = createAddOpenings({
        location: createHashLocation(),
        arrivals,
        update: { hasUnsaved: () => false },
        toasts: { show: () => undefined },
      })
      queueMicrotask(() => expect(adding.opening()).toEqual({ initial: link }))
    })
    expect(arrivals.waiting()).toEqual([])
  })

  test('leaves half-filled forms alone: what arrives waits, is told once, and comes when the form is done', () => {
    const { adding, arrivals, location, said, setUnsaved } = setUp('#/add')
    adding.ready()
    setUnsaved(true)
    arrivals.bring({ what: 'text', text: link })
    expect(adding.opening()).toEqual({})
    expect(arrivals.waiting()).toHaveLength(1)
    expect(said).toEqual(['Something else was opened. It waits until you are done here.'])
    location.rename('add')
    expect(said).toHaveLength(1)
    arrivals.bring({ what: 'pictures', files: pictures })
    expect(said).toHaveLength(2)

    setUnsaved(false)
    location.go()
    expect([adding.opening(), location.parts()]).toEqual([{ initial: link }, ['add']])
    location.go()
    expect(adding.opening()).toEqual({ pictures })
    location.go()
    expect([adding.opening(), arrivals.waiting()]).toEqual([undefined, []])
  })

  test('takes more while it is open, each when the one before it has been taken', async () => {
    const { adding, arrivals, said } = setUp()
    const more = [new File(['y'], 'b.png')]
    arrivals.bring({ what: 'pictures', files: pictures })
    arrivals.bring({ what: 'pictures', files: more })
    arrivals.bring({ what: 'text', text: link })
    // It has not loaded yet.
    expect(adding.opening()).toEqual({ pictures })
    adding.ready()
    expect(adding.opening()).toEqual({ pictures: more })
    await vi.waitFor(() => expect(adding.opening()).toEqual({ initial: link }))
    expect([arrivals.waiting(), said]).toEqual([[], []])
    arrivals.bring({ what: 'add', tab: 'scan' })
    await vi.waitFor(() => expect(adding.opening()).toEqual({ tab: 'scan' }))
  })

  test('is not asked for once more by somebody who fills it in', () => {
    const { adding, arrivals, location, said, setUnsaved } = setUp('#/add')
    adding.ready()
    setUnsaved(true)
    arrivals.bring({ what: 'add', tab: 'scan' })
    location.go()
    expect([adding.opening(), arrivals.waiting(), said]).toEqual([undefined, [], []])
  })

  test('does not open for what is imported, nor for what was refused, which is said', () => {
    const { adding, arrivals, said } = setUp()
    arrivals.bring({ what: 'files', files: pictures })
    arrivals.bring({ what: 'refused', why: 'lost' })
    expect(adding.opening()).toBeUndefined()
    expect(said).toEqual(['What was shared did not arrive. Nothing was kept. Share it again.'])
    expect(arrivals.waiting()).toEqual([{ what: 'files', files: pictures }])
  })
})
