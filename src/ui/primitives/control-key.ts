/** The key that goes with shortcuts on this system: `⌘` on Apple's, else `Ctrl`. */
export function controlKeyName(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'
}
