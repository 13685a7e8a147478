/** What `build/viewer-plugin.ts` makes of `src/viewer`: the page of a self-opening backup, cut where the backup goes in. */
declare module 'virtual:viewer' {
  export const before: string
  export const after: string
}
