import { createSignal, Show, type JSX } from 'solid-js'
import { TextLink } from '../../components/button.tsx'
import { Gate, GateHead, gateLinks, gateStack } from '../../components/gate.tsx'
import { warningIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { troubleText } from '../../messages/trouble.ts'
import { useServices } from '../../services.tsx'
import { EraseDialog } from '../unlock/erase-dialog.tsx'
import { RawDataButton } from './raw-data-button.tsx'

/** Something of a vault is there, but no passphrase could open it. */
export function DamagedScreen(): JSX.Element {
  const services = useServices()
  const [erasing, setErasing] = createSignal(false)
  const records = (): number => {
    const status = services.status()
    return status.name === 'damaged' ? status.records : 0
  }
  return (
    <Gate>
      <div class={gateStack}>
        <GateHead heading={troubleText().damagedHeading} line={troubleText().damagedLine} />
        <Tip icon={warningIcon} tone="care" title={troubleText().damagedFound(records())}>
          {troubleText().damagedKept}
        </Tip>
        <RawDataButton primary />
        <div class={gateLinks}>
          <TextLink
            href="#"
            danger
            onClick={(event) => {
              event.preventDefault()
              setErasing(true)
            }}
          >
            {troubleText().erase}
          </TextLink>
        </div>
      </div>
      <Show when={erasing()}>
        <EraseDialog onClose={() => setErasing(false)} onErased={() => setErasing(false)} />
      </Show>
    </Gate>
  )
}
