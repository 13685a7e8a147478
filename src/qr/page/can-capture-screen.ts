/** Whether this browser can share a screen, a window or a tab with a page. In a file of its own: tabs are drawn by it. */
export function canCaptureScreen(devices: Partial<Pick<MediaDevices, 'getDisplayMedia'>> | undefined): boolean {
  return typeof devices?.getDisplayMedia === 'function'
}
