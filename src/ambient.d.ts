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

/** Version, short commit and build facts that vite.config.ts puts in at build time. */
declare const APP_VERSION: string
declare const APP_COMMIT: string

/** The part of Vite's `import.meta.env` that is used here. */
interface ImportMeta {
  readonly env: { readonly PROD: boolean }
}
