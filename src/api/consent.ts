import type { AccountView } from '../account.ts'
import type { Clock } from '../clock.ts'
import { askPerson, type AskingOptions } from './asking.ts'
import { isUnlocked, refusalIn, type ConnectVault } from './connect-vault.ts'
import { ApiError } from './errors.ts'
import { createGrants, readQuestion } from './grants.ts'
import type { MethodName } from './protocol.ts'
import type { Answer, AskingSite, Question } from './questions.ts'

/** Denials after which a window is not asked again. */
const maxDenials = 2

/** What consent is asked with. */
export interface ConsentOptions extends AskingOptions {
  readonly site: AskingSite
  readonly vault: ConnectVault
  readonly clock: Clock
}

/** What the person has allowed one site in one window (docs/message-api.md, "Consent"). */
export interface Consent {
  /**
   * Asks for leave to read, once. Calls that come while the question stands share its answer.
   *
   * @throws {@link ApiError} `denied`; `locked` where leave was given and the vault is locked now.
   */
  read(method: MethodName, query?: string): Promise<void>
  /**
   * Asks a question that is asked every time.
   *
   * @param question - Made when the vault is unlocked, and made anew after each withdrawal.
   * @throws {@link ApiError} as {@link Consent.read}, and whatever `question` throws.
   */
  confirm(method: MethodName, question: () => Question): Promise<Answer>
  /**
   * The accounts that the site may read at this very moment. To be called right before anything is released, with nothing
   * awaited in between.
   *
   * @throws {@link ApiError} `locked`, or `denied` where leave was taken back.
   */
  readable(): readonly AccountView[]
  /** As {@link Consent.readable}, for what was confirmed and reads no code. */
  requireAllowed(): void
  /** Whether leave to read was ever given in this window. */
  isGranted(): boolean
  /** Whether leave that was given has been taken back since. */
  isRevoked(): boolean
  /** How many accounts the site may read. */
  grantedCount(): number
}

/** A site's consent, of which there is none yet. */
export function createConsent(options: ConsentOptions): Consent {
  const { site, vault, clock, ended } = options
  const grants = createGrants(vault, site, clock)
  const ask = createAsker(options, () => {
    if (grants.isGiven() && !isUnlocked(vault)) throw new ApiError('locked')
  })
  let reading: Promise<void> | undefined
  const requireAllowed = () => {
    if (!isUnlocked(vault)) throw new ApiError(grants.isGiven() ? 'locked' : 'denied')
    if (ended.aborted || refusalIn(vault, site.origin) !== undefined) throw new ApiError('denied')
  }
  const askToRead = async (method: MethodName, query: string) => {
    const { asked, answer } = await ask.inTurn(method, () => readQuestion(vault, { site, method, query }))
    if (!(await grants.give(asked, answer))) throw ask.denial()
  }
  return {
    read: async (method, query = '') => {
      if (grants.isGiven()) {
        if (!isUnlocked(vault)) throw new ApiError('locked')
        return
      }
      reading ??= askToRead(method, query).finally(() => {
        reading = undefined
      })
      await reading
    },
    confirm: async (method, question) => (await ask.inTurn(method, question)).answer,
    readable: () => {
      requireAllowed()
      if (!grants.isGiven() || grants.isRevoked()) throw new ApiError('denied')
      return grants.accounts()
    },
    requireAllowed,
    isGranted: grants.isGiven,
    isRevoked: grants.isRevoked,
    grantedCount: grants.count,
  }
}

/** A question and the yes that it got. */
interface Answered<Q extends Question> {
  readonly asked: Q
  readonly answer: Answer
}

/** Puts questions, one after the other, and counts what is denied. */
interface Asker {
  inTurn<Q extends Question>(method: MethodName, question: () => Q): Promise<Answered<Q>>
  /** An error that counts as the person's no. */
  denial(): ApiError
}

/** @param requireOpen - Throws where there is no use in asking. */
function createAsker(options: ConsentOptions, requireOpen: () => void): Asker {
  const { site, vault, ended } = options
  let denials = 0
  let last: Promise<unknown> = Promise.resolve()
  const denial = () => {
    denials++
    return new ApiError('denied')
  }
  const ask = async <Q extends Question>(method: MethodName, question: () => Q): Promise<Answered<Q>> => {
    for (;;) {
      requireOpen()
      if (denials >= maxDenials || ended.aborted) throw new ApiError('denied')
      const obstacle = await obstacleIn(vault, site, method)
      if (obstacle !== undefined) {
        if ((await askPerson(options, obstacle)) !== 'withdrawn') throw denial()
        continue
      }
      const asked = question()
      const answer = await askPerson(options, asked)
      if (answer === 'withdrawn') continue
      // Looked at again: it may have been blocked in another tab while the question stood.
      if (!fits(asked, answer) || refusalIn(vault, site.origin) !== undefined) throw denial()
      return { asked, answer }
    }
  }
  return {
    inTurn: (method, question) => {
      const work = () => ask(method, question)
      const next = last.then(work, work)
      last = next.catch(() => undefined)
      return next
    },
    denial,
  }
}

/** What stands between a request and its question, as a question of its own. */
async function obstacleIn(vault: ConnectVault, site: AskingSite, method: MethodName): Promise<Question | undefined> {
  if (vault.status().name === 'checking') await vault.inspect()
  // Where another tab is unlocked, no passphrase is asked for; consent is, all the same. Where none is, a screen asks.
  if (vault.status().name === 'locked') await vault.join().catch(() => false)
  const status = vault.status().name
  if (status === 'locked') return { kind: 'unlock', site, method }
  if (status !== 'unlocked') return { kind: 'nothing', because: 'no-vault', status, site, method }
  const because = refusalIn(vault, site.origin)
  return because && { kind: 'nothing', because, status, site, method }
}

/** Whether an answer is a yes to its question. */
function fits({ kind }: Question, said: Answer): boolean {
  if (kind === 'read') return said.answer === 'continue' || said.answer === 'once' || said.answer === 'always'
  return said.answer === 'allow' && (kind !== 'export' || Boolean(said.passphrase))
}
