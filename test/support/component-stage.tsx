import type { JSX } from 'solid-js'
import { stageScreen, type Stage } from './screen-stage.tsx'

/** Puts a component on an otherwise empty page, in its main part, so that axe has nothing to say about the page. */
export function stageComponent(component: () => JSX.Element): Stage & { readonly main: HTMLElement } {
  let main: HTMLElement | undefined
  const stage = stageScreen(() => (
    <main ref={main}>
      <h1>Stage</h1>
      {component()}
    </main>
  ))
  if (!main) throw new Error('nothing was drawn')
  return { ...stage, main }
}
