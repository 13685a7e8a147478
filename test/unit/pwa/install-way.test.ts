import { expect, it } from 'vitest'
import { installWayOf } from '../../../src/pwa/index.ts'

const webKit = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4'

it.each([
  ['ios', 5, `Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) ${webKit} Mobile/15E148 Safari/604.1`],
  ['ios', 5, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 CriOS/136 Safari/604.1'],
  ['ios', 5, `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webKit} Safari/605.1.15`],
  ['safari', 0, `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webKit} Safari/605.1.15`],
  ['android', 5, 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/136.0.0.0 Mobile Safari/537.36'],
  ['android', 5, 'Mozilla/5.0 (Android 15; Mobile; rv:138.0) Gecko/138.0 Firefox/138.0'],
  ['firefox', 0, 'Mozilla/5.0 (X11; Linux x86_64; rv:138.0) Gecko/20100101 Firefox/138.0'],
  ['chromium', 0, 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/136.0.0.0 Safari/537.36'],
  ['chromium', 10, 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/136.0.0.0 Edg/136.0.0.0'],
] as const)('takes the way of %s with %i touch points for %s', (way, maxTouchPoints, userAgent) => {
  expect(installWayOf({ userAgent, maxTouchPoints })).toBe(way)
})
