import { createSignal, Show, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Gate, GateHead, gateStack } from '../../components/gate.tsx'
import { refreshIcon } from '../../components/icon-paths.ts'
import { troubleText } from '../../messages/trouble.ts'
import { useServices } from '../../services.tsx'
import { HelpList } from './help-list.tsx'

/** The browser denies storage, or another tab holds it. */
export function UnavailableScreen(): JSX.Element {
  const services = useServices()
  const [trying, setTrying] = createSignal(false)
  const blocked = (): boolean => {
    const status = services.status()
    return status.name === 'unavailable' && status.code === 'storage/blocked'
  }
  const tryAgain = async (): Promise<void> => {
    if (trying()) return
    setTrying(true)
    try {
      const vault = await services.vault
      await vault.inspect()
    } catch {
      // The vault's own code did not load; only a new visit fetches it again.
      location.reload()
    } finally {
      setTrying(false)
    }
  }
  return (
    <Gate>
      <div class={gateStack}>
        <Show when={blocked()} fallback={<Denied />}>
          <Blocked />
        </Show>
        <Button look="primary" size="big" wide icon={refreshIcon} aria-busy={trying()} onClick={() => void tryAgain()}>
          {trying() ? troubleText().trying : troubleText().tryAgain}
        </Button>
      </div>
    </Gate>
  )
}

function Denied(): JSX.Element {
  return (
    <>
      <GateHead heading={troubleText().unavailableHeading} line={troubleText().unavailableLine} />
      <HelpList
        heading={troubleText().unavailableWays}
        items={[
          { title: troubleText().privateWindow, help: troubleText().privateWindowHelp },
          { title: troubleText().lockdown, help: troubleText().lockdownHelp },
          { title: troubleText().cookies, help: troubleText().cookiesHelp },
        ]}
      />
    </>
  )
}

function Blocked(): JSX.Element {
  return (
    <>
      <GateHead heading={troubleText().blockedHeading} line={troubleText().blockedLine} />
      <HelpList
        heading={troubleText().blockedWays}
        items={[
          { title: troubleText().closeTabs, help: troubleText().closeTabsHelp },
          { title: troubleText().restart, help: troubleText().restartHelp },
        ]}
      />
    </>
  )
}
