import { createMemo, type JSX } from 'solid-js'
import { healthLines, type StepResult } from '../../../../health/index.ts'
import { AppHashGroup } from './app-hash-group.tsx'
import { createHealth } from './health-facts.ts'
import { HealthLight } from './health-light.tsx'
import { HealthRows } from './health-rows.tsx'
import { SelfTestGroup } from './self-test-group.tsx'

interface GroupsProps {
  /** Shows the way to install where the browser does not let the app ask. */
  readonly onInstallWay: () => void
  readonly selfTest: readonly StepResult[] | undefined
  readonly onSelfTest: (results: readonly StepResult[]) => void
}

/** How the app stands on this device: one light, its lines, the build's hash, and a test of everything. */
export function HealthGroups(props: GroupsProps): JSX.Element {
  const { facts, lookAgain } = createHealth()
  const lines = createMemo(() => healthLines(facts()))
  return (
    <>
      <HealthLight lines={lines()} />
      <HealthRows facts={facts()} lines={lines()} onKept={lookAgain} onInstallWay={() => props.onInstallWay()} />
      <SelfTestGroup results={props.selfTest} onResults={(results) => props.onSelfTest(results)} />
      <AppHashGroup />
    </>
  )
}
