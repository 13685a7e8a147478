import { describe, expect, test } from 'vitest'
import { createArrivals, isAdd, isImport, isToReview, type Arrival } from '../../../src/ui/arrivals.ts'

const file = (name: string) => new File([], name)
const files = [file('a')]

describe('arrivals', () => {
  test('wait in order until they are taken, each by the screen that it is for, and are forgotten then', () => {
    const arrivals = createArrivals()
    const brought: readonly Arrival[] = [
      { what: 'files', files },
      { what: 'text', text: 'otpauth://totp/x' },
      { what: 'restore-wish' },
      { what: 'refused', why: 'lost' },
    ]
    for (const arrival of brought) arrivals.bring(arrival)
    expect(arrivals.waiting()).toEqual(brought)
    expect(arrivals.takeImports()).toEqual([brought[0], brought[2]])
    expect(arrivals.takeImports()).toEqual([])
    expect(arrivals.waiting()).toEqual([brought[1], brought[3]])
    expect(arrivals.takeRefused()).toEqual([brought[3]])
    expect(arrivals.takeAdd()).toEqual(brought[1])
    expect([arrivals.waiting(), arrivals.takeAdd(), arrivals.takeRefused()]).toEqual([[], undefined, []])
  })

  test('for adding are taken one kind at a time, with all that came of it', () => {
    const arrivals = createArrivals()
    const [a, b] = [file('a'), file('b')]
    arrivals.bring({ what: 'pictures', files: [a] })
    arrivals.bring({ what: 'text', text: 'one' })
    arrivals.bring({ what: 'pictures', files: [b] })
    arrivals.bring({ what: 'text', text: 'two' })
    arrivals.bring({ what: 'add', tab: 'by-hand' })
    arrivals.bring({ what: 'add', tab: 'scan' })
    expect(arrivals.takeAdd()).toEqual({ what: 'pictures', files: [a, b] })
    expect(arrivals.takeAdd()).toEqual({ what: 'text', text: 'one\ntwo' })
    expect(arrivals.takeAdd()).toEqual({ what: 'add', tab: 'scan' })
    expect(arrivals.takeAdd()).toBeUndefined()
  })

  test('say which screen they are for, and whether there is something in them to see', () => {
    const all: readonly Arrival[] = [
      { what: 'files', files },
      { what: 'restore', opened: [] },
      { what: 'restore-wish' },
      { what: 'pictures', files },
      { what: 'text', text: 'x' },
      { what: 'add', tab: 'scan' },
      { what: 'refused', why: 'nothing' },
    ]
    const kinds = (is: (arrival: Arrival) => boolean) => all.filter(is).map(({ what }) => what)
    expect(kinds(isImport)).toEqual(['files', 'restore', 'restore-wish'])
    expect(kinds(isAdd)).toEqual(['pictures', 'text', 'add'])
    expect(kinds(isToReview)).toEqual(['pictures', 'text'])
  })

  test('are announced while they are held over the page', () => {
    const arrivals = createArrivals()
    expect(arrivals.over()).toBeUndefined()
    arrivals.setOver('pictures')
    expect(arrivals.over()).toBe('pictures')
  })
})
