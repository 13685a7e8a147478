/** What `build/licences-plugin.ts` makes of the packages that are installed. */
declare module 'virtual:licences' {
  export const licences: readonly {
    readonly name: string
    readonly version: string
    /** SPDX expression. */
    readonly licence: string
    readonly text: string
  }[]
  /** Where the source is published, if `package.json` says. */
  export const sourceAddress: string | undefined
}
