import { messageGroup } from './language.ts'

/** The page that stands in for one that could not be drawn. */
export const crashedText = messageGroup('crashed', {
  heading: 'This page could not be shown',
  line: 'The app ran into a fault of its own. What was saved is still in your vault; what you were just typing is lost.',
  reload: 'Reload',
  again: 'If it happens again, close all tabs of this app and open it anew.',
})
