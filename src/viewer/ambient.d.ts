/** A WebAssembly file's bytes, as a `data:` address. */
declare module '*.wasm?url&inline' {
  const dataUrl: string
  export default dataUrl
}
