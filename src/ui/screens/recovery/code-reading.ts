import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import {
  CryptoError,
  findRecoverySlip,
  parseRecoveryCode,
  plainRecoveryText,
  recoveryGroupLength,
  recoveryGroups,
} from '../../../crypto/index.ts'
import { recoveryText } from '../../messages/recovery.ts'

const length = recoveryGroups * recoveryGroupLength
const foreign = /[^0-9A-HJKMNP-TV-Z]/

/** A recovery code that is being typed. */
export interface CodeReading {
  readonly text: Accessor<string>
  setText(text: string): void
  /** Written as a code is. Whose code it is, only the vault knows. */
  readonly isRight: Accessor<boolean>
  /** What is wrong with what there is. */
  readonly problem: Accessor<string | undefined>
  /** How much is missing. */
  readonly help: Accessor<string | undefined>
}

type Verdict = { readonly of: string; readonly isRight: boolean; readonly group?: number | undefined }

/** A {@link CodeReading}: judged as it is typed, with the group named that a slip is in, as far as that can be told. */
export function createCodeReading(): CodeReading {
  const [text, setText] = createSignal('')
  const [verdict, setVerdict] = createSignal<Verdict>()
  const plain = createMemo(() => plainRecoveryText(text()))
  const firstForeign = createMemo(() => foreign.exec(plain()))
  let isGone = false
  onCleanup(() => (isGone = true))
  createEffect(
    on(plain, async (written) => {
      if (written.length !== length || firstForeign()) return
      const judged = await judge(written)
      if (!isGone && plain() === written) setVerdict(judged)
    }),
  )
  const current = (): Verdict | undefined => (verdict()?.of === plain() ? verdict() : undefined)

  return {
    text,
    setText,
    isRight: () => current()?.isRight === true,
    problem() {
      const said = recoveryText().typed
      const stranger = firstForeign()
      if (stranger) return said.foreign(Math.floor(stranger.index / recoveryGroupLength) + 1, stranger[0])
      if (plain().length > length) return said.long(plain().length - length)
      const now = current()
      if (!now || now.isRight) return undefined
      return now.group === undefined ? said.wrong : said.slip(now.group)
    },
    help: () => (plain().length < length ? recoveryText().typed.short(length, length - plain().length) : undefined),
  }
}

async function judge(plain: string): Promise<Verdict> {
  try {
    const bytes = await parseRecoveryCode(plain)
    bytes.fill(0)
    return { of: plain, isRight: true }
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    return { of: plain, isRight: false, group: await findRecoverySlip(plain) }
  }
}
