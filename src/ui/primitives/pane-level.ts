import { createBreakpoint } from './media.ts'

/**
 * `aria-level` of headings in what lies beside the accounts on a desktop and is a page of its own elsewhere: there each
 * counts one level more than its tag says. `undefined`: as the tag says.
 */
export function createPaneLevel(): (tag: 2 | 3) => 1 | 2 | undefined {
  const breakpoint = createBreakpoint()
  return (tag) => {
    if (breakpoint() === 'desktop') return undefined
    return tag === 2 ? 1 : 2
  }
}
