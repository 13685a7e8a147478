import { plural } from './format.ts'
import { messageGroup } from './language.ts'

/** Notices above the accounts. */
export const noticesText = messageGroup('notices', {
  region: 'Notices',
  storageTitle: 'This browser may delete your vault.',
  storageText: 'It has not promised to keep data for this site.',
  keepMyData: 'Keep my data',
  dismissStorage: 'Dismiss storage warning',
  storageKept: 'This browser will keep your vault.',
  storageRefused:
    'This browser did not promise to keep the vault. Installing the app helps; Settings, About shows how.',
  updateTitle: 'A new version is ready.',
  updateText: 'It starts when you restart the app.',
  updateHeld: 'It restarts as soon as the form you have open is saved or closed.',
  restartNow: 'Restart now',
  dismissUpdate: 'Dismiss update notice',
  offlineTitle: 'You are offline.',
  offlineText: 'Codes keep working; nothing here needs the network.',
  dismissOffline: 'Dismiss offline notice',
  integrity: {
    title: 'The vault was changed outside this app.',
    rolledBack: 'An older copy of the vault has been put in its place.',
    tooNew: 'A newer version of this app wrote this vault.',
    readOnly: 'It is open for reading; nothing is written until you decide.',
    updateFirst: 'It is open for reading. Update the app to change it.',
    missing: (count: number) => plural(count, { one: '# entry is missing', other: '# entries are missing' }),
    extra: (count: number) => plural(count, { one: '# entry was added', other: '# entries were added' }),
    altered: (count: number) =>
      plural(count, { one: '# entry was altered or is older', other: '# entries were altered or are older' }),
    unreadable: (count: number) => plural(count, { one: '# entry cannot be read', other: '# entries cannot be read' }),
    accept: 'Accept this state',
    acceptWhy:
      'What is on this device now becomes the vault. Entries that are missing stay lost unless you restore a backup.',
    damagedTitle: (count: number) =>
      plural(count, { one: '# entry of this vault cannot be read.', other: '# entries of this vault cannot be read.' }),
    damagedText: 'The others are not affected. The damaged bytes are kept and can be saved.',
    saveRaw: (index: number) => `Save damaged entry ${index}`,
    rawName: (index: number) => `Damaged entry ${index}`,
  },
})
