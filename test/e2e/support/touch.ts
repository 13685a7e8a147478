import type { Locator, Page } from '@playwright/test'

interface Point {
  readonly x: number
  readonly y: number
}

/** A finger on the screen, by the browser's own touch input. */
export interface Finger {
  down(at: Point): Promise<void>
  move(to: Point): Promise<void>
  up(): Promise<void>
}

export async function createFinger(page: Page): Promise<Finger> {
  const session = await page.context().newCDPSession(page)
  const send = async (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]): Promise<void> => {
    await session.send('Input.dispatchTouchEvent', { type, touchPoints })
  }
  return {
    down: (at) => send('touchStart', [at]),
    move: (to) => send('touchMove', [to]),
    up: () => send('touchEnd', []),
  }
}

/** The middle of an element, in the window. */
export async function middleOf(element: Locator): Promise<Point> {
  const box = await element.boundingBox()
  if (!box) throw new Error('the element is not on the screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/**
 * Moves a finger sideways over an element, by a share of its width; negative: to the left. Chromium takes a tap right
 * after it for one that stops a fling, so what comes next is done by the mouse.
 */
export async function swipe(finger: Finger, element: Locator, share: number): Promise<void> {
  const { x, y } = await middleOf(element)
  const width = (await element.boundingBox())?.width ?? 0
  const from = x - (share * width) / 2
  await finger.down({ x: from, y })
  for (let step = 1; step <= 8; step++) await finger.move({ x: from + (share * width * step) / 8, y })
  await finger.up()
}
