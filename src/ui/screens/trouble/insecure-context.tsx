import type { JSX } from 'solid-js'
import { Gate, GateHead, gateStack } from '../../components/gate.tsx'
import { infoIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { refusalText } from '../../messages/refusal.ts'
import { HelpList } from './help-list.tsx'

/** Plain http on an address other than this machine's own: browsers keep their cryptography from it. Needs no services. */
export function InsecureContextScreen(): JSX.Element {
  return (
    <Gate>
      <div class={gateStack}>
        <GateHead heading={refusalText().heading} line={refusalText().line} />
        <HelpList
          heading={refusalText().ways}
          items={[
            { title: refusalText().https, help: refusalText().httpsHelp, code: 'docker compose up --build tls' },
            { title: refusalText().localhost, help: refusalText().localhostHelp, code: 'http://localhost:5000' },
            { title: refusalText().tunnel, help: refusalText().tunnelHelp, code: 'ssh -L 5000:localhost:5000 host' },
          ]}
        />
        <Tip icon={infoIcon}>{refusalText().sameAddress}</Tip>
      </div>
    </Gate>
  )
}
