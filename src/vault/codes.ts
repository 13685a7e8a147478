import type { AccountDraft } from '../account.ts'
import { codeAt, createCodeGenerator, hotpCode, periodOf, timeStepAt, type CodeGenerator } from '../otp/index.ts'
import { accountPut, hasSameCodes, withMembers } from './account-changes.ts'
import type { AccountContent } from './account-record.ts'
import { requireSession, type VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import type { Session } from './session.ts'
import type { Vault } from './vault.ts'
import { requireAccount } from './vault-state.ts'
import type { Writer } from './write.ts'

/** The methods that answer codes and count their use. */
export type Codes = Pick<Vault, 'codeAt' | 'nextCode' | 'recordUse' | 'previewCode'>

/** Codes of the open session's accounts. */
export function createCodes(context: VaultContext, writer: Writer): Codes {
  return {
    codeAt: (id, at) => {
      const session = requireSession(context)
      const content = requireAccount(session.state, id)
      const period = periodOf(content.account)
      if (period === undefined) throw new VaultError('vault/no-such-account', 'this account has no code for a time')
      return generatorOf(session, content)(timeStepAt(at, period))
    },
    nextCode: async (id) => {
      const session = requireSession(context)
      const answer = await writer.write((state) => {
        const content = requireAccount(state, id)
        const counter = spendableCounter(content)
        // Computed before it is stored: what cannot be shown must not use up a counter.
        const code = generatorOf(session, content)(counter)
        const next = withMembers(content, { counter: counter + 1 })
        return { puts: [accountPut(next)], result: { code, counter } }
      })
      if (!session.isOpen) throw new VaultError('vault/locked', 'the vault was locked meanwhile')
      return answer
    },
    recordUse: (id) =>
      writer.write((state) => {
        const content = requireAccount(state, id)
        const used = { useCount: content.account.useCount + 1, lastUsedAt: context.clock.now() }
        return { puts: [accountPut(withMembers(content, used))], result: undefined }
      }),
    previewCode,
  }
}

/** Keying a generator costs more than a code: each account keeps its own until its parameters change. */
function generatorOf(session: Session, content: AccountContent): CodeGenerator {
  const { id } = content.account
  const known = session.generators.get(id)
  const isCurrent = known && (known.content === content || hasSameCodes(known.content.account, content.account))
  if (isCurrent) return known.generate
  const generate = remembering(createCodeGenerator(content.account))
  session.generators.set(id, { content, generate })
  return generate
}

/**
 * Keeps the last two codes: a row shows this step's and knows the next one's, which is this step's when the next begins, so
 * that each is computed once.
 */
export function remembering(generate: CodeGenerator): CodeGenerator {
  let known: readonly { readonly counter: number; readonly code: string }[] = []
  return (counter) => {
    const found = known.find((one) => one.counter === counter)
    if (found !== undefined) return found.code
    const code = generate(counter)
    known = [...known.slice(-1), { counter, code }]
    return code
  }
}

/** The counter whose code comes next. 2^53 - 1 is never spent: it could not be counted on from there. */
function spendableCounter({ account: { type, counter = 0 } }: AccountContent): number {
  if (type !== 'hotp') throw new VaultError('vault/no-such-account', 'this account counts no codes')
  if (counter >= Number.MAX_SAFE_INTEGER) throw new VaultError('vault/counter-exhausted', 'the counter is at its end')
  return counter
}

function previewCode(draft: AccountDraft, at: number): string {
  return draft.type === 'hotp' ? hotpCode(draft, draft.counter ?? 0) : codeAt(draft, at)
}
