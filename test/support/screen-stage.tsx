import axe from 'axe-core'
import { createSignal, type JSX } from 'solid-js'
import { render } from 'solid-js/web'
import { createKdf } from '../../src/crypto/index.ts'
import type { Clock } from '../../src/clock.ts'
import type { AppUpdate, UpdateState } from '../../src/pwa/index.ts'
import type { Passkeys } from '../../src/pwa/passkeys/index.ts'
import { createAppearance } from '../../src/ui/appearance.ts'
import { createArrivals, type Arrivals } from '../../src/ui/arrivals.ts'
import type { Importer } from '../../src/transfer/index.ts'
import { ServicesProvider, type QrSight, type Services } from '../../src/ui/services.tsx'
import type { Vault, VaultStatus } from '../../src/vault/index.ts'
import '../../src/ui/styles/tokens.css'
import '../../src/ui/styles/base.css'
import { createHandClockCheck } from './hand-clock-check.ts'
import { importHere } from './import-here.ts'

/** A clock that stands still until it is told how far to go. */
interface StageClock extends Clock {
  /** Moves both clocks, and wakes whatever counts seconds. */
  advance(ms: number): void
}

function createStageClock(start: number): StageClock {
  let passedMs = 0
  return {
    now: () => start + passedMs,
    monotonic: () => passedMs,
    advance(ms) {
      passedMs += ms
      document.dispatchEvent(new Event('visibilitychange'))
    },
  }
}

const idleUpdate: UpdateState = { offlineReady: true, waiting: false, checking: false, controlled: true, held: false }

/** An AppUpdate that answers what it is told, for screens that show updates. */
export function createStageUpdate(
  answer: 'none' | 'waiting' | 'failed',
): AppUpdate & { readonly applied: () => number } {
  const listeners = new Set<() => void>()
  let state = idleUpdate
  let applied = 0
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async check() {
      state = { ...state, waiting: answer === 'waiting' }
      for (const listener of listeners) listener()
      return answer
    },
    apply: () => {
      applied += 1
    },
    guard: () => () => undefined,
    hasUnsaved: () => false,
    start: () => () => undefined,
    applied: () => applied,
  }
}

export interface StageOptions {
  readonly status?: VaultStatus
  /** The methods that the screen calls. Any other is missing, and calling it fails the test. */
  readonly vault?: Partial<Vault> | Promise<Partial<Vault>>
  readonly update?: AppUpdate
  readonly importer?: Importer
  readonly arrivals?: Arrivals
  /** Without them, the code of passkeys does not load. */
  readonly passkeys?: Passkeys
  /** Without it, what reads QR codes does not load. */
  readonly sight?: QrSight
}

export interface Stage {
  readonly clock: StageClock
  setStatus(status: VaultStatus): void
  /** What axe finds wrong with the page as it is now: rule, and the elements. */
  axeFindings(): Promise<readonly string[]>
  /** Takes the screen away again. */
  strike(): void
}

/** Puts a screen on the page as `main.tsx` does, over services that a test holds in its hand. */
export function stageScreen(screen: () => JSX.Element, options: StageOptions = {}): Stage {
  const root = document.createElement('div')
  root.id = 'app'
  document.body.append(root)
  const [status, setStatus] = createSignal<VaultStatus>(options.status ?? { name: 'locked', reason: 'start' })
  const clock = createStageClock(Date.UTC(2026, 10, 22, 10))
  const vault = Promise.resolve(options.vault ?? {}).then((methods) => ({ status, ...methods }) as Vault)
  // The rest of what main.tsx constructs is not asked for by the screens that stand here.
  const services: Partial<Services> = {
    clock,
    status,
    vault,
    kdf: () => Promise.resolve(createKdf()),
    importer: () => Promise.resolve(options.importer ?? importHere()),
    qr: () => (options.sight ? Promise.resolve(options.sight) : Promise.reject(new Error('not loaded'))),
    passkeys: () => (options.passkeys ? Promise.resolve(options.passkeys) : Promise.reject(new Error('not loaded'))),
    arrivals: options.arrivals ?? createArrivals(),
    appearance: createAppearance(undefined, document.documentElement),
    update: options.update ?? createStageUpdate('none'),
    clockCheck: createHandClockCheck(),
  }
  const dispose = render(() => <ServicesProvider services={services as Services}>{screen()}</ServicesProvider>, root)
  return {
    clock,
    setStatus,
    axeFindings: findings,
    strike() {
      dispose()
      root.remove()
    },
  }
}

async function findings(): Promise<readonly string[]> {
  // Colours on their way from one to another are nobody's contrast.
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
  const { violations } = await axe.run(document)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
