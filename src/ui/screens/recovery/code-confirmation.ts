import { createSignal, type Accessor } from 'solid-js'
import { plainRecoveryText, recoveryGroupLength, systemRandom, type RandomSource } from '../../../crypto/index.ts'

/** A group that is asked for. */
export interface AskedGroup {
  /** 1 for the first. */
  readonly number: number
  readonly typed: Accessor<string>
  /** As long as a group, and not this one. */
  readonly differs: Accessor<boolean>
  type(text: string): void
}

/** Whether the person has the code: two groups of it, typed while it is covered. */
export interface CodeConfirmation {
  /** The person says so, and the code is covered. */
  readonly stored: Accessor<boolean>
  setStored(stored: boolean): void
  /** Two groups, in their order; none before they are asked for. */
  readonly asked: Accessor<readonly AskedGroup[]>
  readonly isConfirmed: Accessor<boolean>
}

/** A {@link CodeConfirmation} of these groups. Each time it is asked for, two others are chosen at random. */
export function createCodeConfirmation(
  groups: Accessor<readonly string[]>,
  random: RandomSource = systemRandom,
): CodeConfirmation {
  const [asked, setAsked] = createSignal<readonly AskedGroup[]>([])
  const [stored, setStored] = createSignal(false)
  let last = ''
  const choose = (): readonly AskedGroup[] => {
    const pairs = pairsOf(groups().length).filter((pair) => pair.join() !== last)
    const pair = pairs[pick(pairs.length, random)] ?? []
    last = pair.join()
    return pair.map((number) => createAskedGroup(number, groups()[number - 1] ?? ''))
  }
  const isRight = ({ number, typed }: AskedGroup): boolean => plainRecoveryText(typed()) === groups()[number - 1]
  return {
    stored,
    setStored(next) {
      setAsked(next ? choose() : [])
      setStored(next)
    },
    asked,
    isConfirmed: () => asked().length > 0 && asked().every(isRight),
  }
}

function createAskedGroup(number: number, group: string): AskedGroup {
  const [typed, type] = createSignal('')
  const differs = (): boolean => {
    const plain = plainRecoveryText(typed())
    return plain.length >= recoveryGroupLength && plain !== group
  }
  return { number, typed, type, differs }
}

/** Every two numbers from 1 to `count`, the lower one first. */
function pairsOf(count: number): readonly (readonly [number, number])[] {
  const numbers = Array.from({ length: count }, (_, place) => place + 1)
  return numbers.flatMap((one) => numbers.slice(one).map((other) => [one, other] as const))
}

/** A number below `count`, which is far below 256; each as likely as the others. */
function pick(count: number, random: RandomSource): number {
  const fair = 256 - (256 % count)
  for (;;) {
    const [byte = 0] = random(1)
    if (byte < fair) return byte % count
  }
}
