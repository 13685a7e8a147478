import { checkParameters } from '../otp/index.ts'
import type { VaultContext } from './context.ts'
import { holdersIn } from './twins.ts'
import type { Vault } from './vault.ts'
import { keptIn, viewsOf } from './vault-state.ts'
import type { Writer } from './write.ts'

type ComingIn = Pick<Vault, 'apply' | 'holdersOf' | 'keptRows' | 'forgetKeptRows'>

/** The methods of what comes in from outside. */
export function createComingIn(context: VaultContext, writer: Writer): ComingIn {
  return {
    holdersOf: (draft) => {
      const session = context.session()
      return session === undefined ? [] : viewsOf(holdersIn(session.state, checkParameters(draft).secret))
    },
    apply: async (plan, watch) => (await import('./apply-plan.ts')).applyPlan(context, writer, plan, watch),
    keptRows: () => {
      const session = context.session()
      return session === undefined ? [] : keptIn(session.state).flatMap(({ content }) => content.rows)
    },
    forgetKeptRows: () => writer.write((state) => ({ removes: keptIn(state).map(({ id }) => id), result: undefined })),
  }
}
