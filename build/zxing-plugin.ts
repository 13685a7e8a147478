import type { Plugin } from 'vite'

/**
 * Lets what is not used of `@zxing/browser` and `@zxing/library` stay out of the build. Neither package says that its files
 * may be left out, and the first imports the second's index: every kind of code there is, 90 kB (Brotli), where 11 are
 * used.
 */
export function zxingWithoutRest(): Plugin {
  return {
    name: 'mfa-manager:zxing-without-rest',
    apply: 'build',
    transform: {
      filter: { id: /[\\/]node_modules[\\/]@zxing[\\/]/ },
      handler: (code) => ({ code, moduleSideEffects: false }),
    },
  }
}
