import { Show, type JSX } from 'solid-js'
import { infoIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { settingsText } from '../../messages/settings.ts'
import { useWorkspace } from '../../workspace.tsx'

/** Why the controls below cannot be used, while nothing may be written. */
export function ReadOnlyTip(): JSX.Element {
  const workspace = useWorkspace()
  return (
    <Show when={workspace.readOnly()}>
      <Tip icon={infoIcon} tone="care" title={settingsText().readOnlyTitle}>
        {settingsText().readOnly}
      </Tip>
    </Show>
  )
}
