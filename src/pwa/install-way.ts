/** Where a person finds "install" in a browser that does not let a page ask for it. */
export type InstallWay = 'ios' | 'android' | 'safari' | 'firefox' | 'chromium'

interface BrowserSigns {
  readonly userAgent: string
  /** An iPad says it is a Mac; it has more than one touch point, which no Mac has. */
  readonly maxTouchPoints: number
}

/** The way that fits a browser, by what it says about itself. Only words depend on it. */
export function installWayOf(browser: BrowserSigns): InstallWay {
  const { userAgent, maxTouchPoints } = browser
  if (/iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1)) return 'ios'
  if (userAgent.includes('Android')) return 'android'
  if (userAgent.includes('Firefox/')) return 'firefox'
  return userAgent.includes('Chrome/') ? 'chromium' : 'safari'
}
