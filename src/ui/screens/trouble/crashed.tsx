import type { JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Gate, GateHead, gateStack } from '../../components/gate.tsx'
import { Tip } from '../../components/tip.tsx'
import { infoIcon } from '../../components/icon-paths.ts'
import { crashedText } from '../../messages/crashed.ts'

/** Stands in for a page that threw while it was drawn. Shows nothing of what it was about, and needs no services. */
export function CrashedScreen(props: { /** Test seam. */ readonly reload?: () => void }): JSX.Element {
  return (
    <Gate>
      <div class={gateStack}>
        <GateHead heading={crashedText().heading} line={crashedText().line} />
        <Button look="primary" size="big" wide onClick={() => (props.reload ?? (() => location.reload()))()}>
          {crashedText().reload}
        </Button>
        <Tip icon={infoIcon}>{crashedText().again}</Tip>
      </div>
    </Gate>
  )
}
