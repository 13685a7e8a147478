export { measureClock } from './measure-clock.ts'
export { watchClock, type WatchedPage } from './watch-clock.ts'
