import { createMemo, type Accessor } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import { accountsText } from '../../messages/accounts.ts'
import { checkIcon } from '../../components/icon-paths.ts'
import type { Toast } from '../../primitives/toasts.ts'
import type { Workspace } from '../../workspace.tsx'
import type { AccountsState } from './accounts-state.tsx'

/** The next code shows for the last seconds of a step. */
const endingSeconds = 5

export type CodeState = 'calm' | 'ending' | 'copied' | 'hidden'

/** What a row shows of one account's code, and what it does. */
export interface AccountCode {
  readonly account: Accessor<AccountView>
  readonly state: Accessor<CodeState>
  /** `undefined` for a counter-based account whose code has not been asked for since unlock. */
  readonly code: Accessor<string | undefined>
  /** The following code, where the setting and the moment show it. */
  readonly next: Accessor<string | undefined>
  /** The following code, whatever the setting, unless codes are hidden. */
  readonly upcoming: Accessor<string | undefined>
  /** Whole seconds left in the step. */
  readonly left: Accessor<number>
  /** Ticks still lit, of as many as the code has digits. */
  readonly lit: Accessor<number>
  readonly isCounter: Accessor<boolean>
  /** Shows a hidden code, else copies. */
  activate(): void
  copy(): void
  copyNext(): void
  /** Counter-based: asks the vault for the next code. */
  advance(): void
}

/** {@link AccountCode} of one row; computes only while its owner lives. */
export function createAccountCode(
  workspace: Workspace,
  accounts: AccountsState,
  account: Accessor<AccountView>,
): AccountCode {
  const id = (): string => account().id
  const isCounter = createMemo(() => account().type === 'hotp')
  const period = createMemo(() => account().period ?? 30)
  const countdown = createMemo(() => workspace.countdown(period()))
  const hidden = createMemo(() => (workspace.settings().hideCodes || account().hidden) && !accounts.isRevealed(id()))
  const codeAtStep = (step: number): string | undefined => {
    // The row may outlive its account by one update.
    if (workspace.vault.account(id()) === undefined) return undefined
    try {
      return workspace.vault.codeAt(id(), step * period() * 1000)
    } catch (error) {
      if (lacksPin(error)) return undefined
      throw error
    }
  }
  const code = createMemo(() => {
    if (hidden()) return undefined
    return isCounter() ? accounts.counterCode(id())?.code : codeAtStep(countdown().step())
  })
  const ending = createMemo(() => !isCounter() && countdown().left() <= Math.min(endingSeconds, period() / 2))
  const upcoming = (): string | undefined => (isCounter() || hidden() ? undefined : codeAtStep(countdown().step() + 1))
  const next = createMemo(() => {
    const when = workspace.settings().nextCode
    return when === 'never' || (when === 'ending' && !ending()) ? undefined : upcoming()
  })
  const state = createMemo((): CodeState => {
    if (accounts.isCopied(id())) return 'copied'
    if (hidden()) return 'hidden'
    return ending() ? 'ending' : 'calm'
  })

  const put = async (text: string, toast: () => Toast): Promise<void> => {
    const copied = await workspace.clipboard.copy(text)
    if (!copied) {
      workspace.toasts.show({ text: accountsText().copyRefused(text), stayMs: 10_000 })
      return
    }
    accounts.markCopied(id())
    if (!window.matchMedia('(prefers-reduced-motion: reduce)').matches) navigator.vibrate?.(10)
    workspace.toasts.show(toast())
    if (!workspace.readOnly()) await workspace.vault.recordUse(id())
  }
  const copiedToast = (): Toast => {
    if (!ending()) {
      return { text: accountsText().copied(workspace.settings().clearClipboardAfterMs), icon: checkIcon }
    }
    // The step as it is now: the toast may outlive it.
    const following = countdown().step() + 1
    return {
      text: accountsText().copiedWithLeft(countdown().left()),
      icon: checkIcon,
      action: { label: accountsText().copyNextCode, run: () => copyStep(following) },
    }
  }
  const run = (work: Promise<void>): void => {
    work.catch(workspace.report)
  }
  const advanced = async (): Promise<string> => {
    const answer = await workspace.vault.nextCode(id())
    accounts.setCounterCode(id(), answer)
    accounts.reveal(id())
    return answer.code
  }
  const copyNow = async (): Promise<void> => {
    const text = isCounter() ? (accounts.counterCode(id())?.code ?? (await advanced())) : codeAtStep(countdown().step())
    if (text !== undefined) await put(text, copiedToast)
    else if (workspace.vault.account(id()) !== undefined) workspace.toasts.show({ text: accountsText().needsPin })
  }
  const copyStep = (step: number): void => {
    const text = codeAtStep(step)
    if (text !== undefined) run(put(text, () => ({ text: accountsText().copiedNext, icon: checkIcon })))
  }
  const copyNext = (): void => {
    if (!isCounter()) copyStep(countdown().step() + 1)
  }

  return {
    account,
    state,
    code,
    next,
    upcoming: createMemo(upcoming),
    left: () => countdown().left(),
    lit: () => countdown().lit(account().digits),
    isCounter,
    activate() {
      if (hidden() && !isCounter()) accounts.reveal(id())
      else run(copyNow())
    },
    copy: () => run(copyNow()),
    copyNext,
    advance: () => run(advanced().then(() => undefined)),
  }
}

/** Another app's export may know an account whose PIN only its owner knows. */
function lacksPin(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'otp/missing-pin'
}
