import { onCleanup, onMount } from 'solid-js'

/** Gives the browser's own bar the background colour of an element, for as long as the owner lives. */
export function createThemeColor(element: () => Element | undefined, page: Document = document): void {
  const metas = [...page.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')]
  const before = metas.map((meta) => meta.content)
  onMount(() => {
    const shown = element()
    if (!shown) return
    const color = getComputedStyle(shown).backgroundColor
    for (const meta of metas) meta.content = color
  })
  onCleanup(() => metas.forEach((meta, index) => (meta.content = before[index] ?? meta.content)))
}
