/** A worker's address in the build, to be wrapped in a TrustedScriptURL before it is used. */
declare module '*?worker&url' {
  const url: string
  export default url
}

/** A WebAssembly file's address in the build. */
declare module '*.wasm?url' {
  const url: string
  export default url
}

declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>
  export default classes
}

declare module '*.css' {}

/*
 * Single lists of the dictionary packages. Their index takes every list along, 350 kB (Brotli) more than are used here.
 */

declare module '@zxcvbn-ts/language-common/dist/adjacencyGraphs.json.mjs' {
  import type { OptionsGraph } from '@zxcvbn-ts/core'
  const graphs: OptionsGraph
  export default graphs
}

declare module '@zxcvbn-ts/language-common/dist/diceware.json.mjs' {
  const words: string[]
  export default words
}

declare module '@zxcvbn-ts/language-common/dist/passwords.json.mjs' {
  const words: string[]
  export default words
}

declare module '@zxcvbn-ts/language-en/dist/commonWords.json.mjs' {
  const words: string[]
  export default words
}

declare module '@zxcvbn-ts/language-en/dist/firstnames.json.mjs' {
  const words: string[]
  export default words
}

declare module '@zxcvbn-ts/language-en/dist/wordSequences.json.mjs' {
  const sequences: Record<string, string[]>
  export default sequences
}

/** Version, short commit and build facts that vite.config.ts puts in at build time. */
declare const APP_VERSION: string
declare const APP_COMMIT: string

/** The part of Vite's `import.meta.env` that is used here. */
interface ImportMeta {
  readonly env: { readonly PROD: boolean }
}
