import { checkParameters } from '../otp/index.ts'
import type { AccountContent } from './account-record.ts'
import type { VaultContext } from './context.ts'
import { twinsIn } from './twins.ts'
import type { Vault } from './vault.ts'
import { accountIn, viewsOf } from './vault-state.ts'

/** Reading accounts. */
export type AccountReading = Pick<Vault, 'accounts' | 'bin' | 'account' | 'twinsOf'>

/** The methods that show accounts. While locked there are none. */
export function createAccountReading(context: VaultContext): AccountReading {
  const viewsByState = new WeakMap<readonly AccountContent[], ReturnType<typeof viewsOf>>()
  const views = (contents: readonly AccountContent[] = []) => {
    const made = viewsByState.get(contents) ?? viewsOf(contents)
    viewsByState.set(contents, made)
    return made
  }
  const state = () => context.session()?.state
  return {
    accounts: () => views(state()?.accounts()),
    bin: () => views(state()?.bin()),
    account: (id) => {
      const found = state()
      return found && accountIn(found, id)?.view
    },
    twinsOf: (draft) => {
      const found = state()
      return found === undefined ? [] : viewsOf(twinsIn(found, checkParameters(draft)))
    },
  }
}
