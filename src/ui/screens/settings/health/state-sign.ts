import type { HealthState } from '../../../../health/index.ts'
import { checkIcon, stopIcon, unknownIcon, warningIcon } from '../../../components/icon-paths.ts'

/** Each state by a shape of its own, for those who see no difference in colour. */
export const stateSigns: Readonly<Record<HealthState, string>> = {
  good: checkIcon,
  attention: warningIcon,
  bad: stopIcon,
  unknown: unknownIcon,
}
