import type { CodeTextKind } from '../../qr/index.ts'
import { formatList, formatNumber, plural } from './format.ts'
import { messageGroup } from './language.ts'

/** What codes hold from which no account comes. */
type OtherKind = Exclude<CodeTextKind, 'key-uri' | 'google-transfer'>

const things: Readonly<Record<OtherKind, string>> = {
  secret: 'a bare key',
  'web-address': 'a web address',
  wifi: 'the access to a Wi-Fi network',
  contact: 'a contact',
  'calendar-entry': 'a calendar entry',
  'email-address': 'an email address',
  'phone-number': 'a phone number',
  'text-message': 'a text message',
  place: 'a place on the map',
  payment: 'a payment',
  passkey: 'a sign-in with a passkey',
  'microsoft-push': 'an approval in Microsoft’s own app',
  'duo-push': 'an approval in Duo’s own app',
  'okta-push': 'an approval in Okta’s own app',
  'steam-sign-in': 'a sign-in to Steam',
  'app-link': 'a link for another app',
  text: 'only text',
}

/** Those of which the site has another kind, too. */
const otherApp: ReadonlySet<OtherKind> = new Set(['microsoft-push', 'duo-push', 'okta-push'])

/** Adding accounts by camera, picture and screen. */
export const scanText = messageGroup('scan', {
  other: (kind: OtherKind) => `This code holds ${things[kind]}, no account.`,
  otherSeen: (kind: OtherKind) => `Another code holds ${things[kind]}, no account. It was not opened.`,
  otherWhat: (kind: OtherKind) =>
    otherApp.has(kind) ? 'On the site, choose “a different authenticator app”.' : 'It was not opened.',
  unreadable: 'It is damaged, or of a kind that makes no codes. Nothing was added. Scan or copy it again as a whole.',
  damagedTransfer: 'This code of Google Authenticator could not be read whole. Hold still, or move closer.',
  /** Goes on with a sentence that has no full stop. */
  or: ', or ',
  /** Begins a sentence. */
  youCan: ' You can also ',
  byHandLink: 'enter the key by hand',
  camera: {
    view: 'Camera view',
    starting: 'Starting the camera…',
    looking: 'Point at the QR code. It is read on this device.',
    lookingOn: 'Point at the next code.',
    stopped: 'The camera was stopped while the app was out of sight.',
    start: 'Start camera',
    tryAgain: 'Try again',
    switch: 'Switch camera',
    light: 'Light',
    zoom: 'Zoom',
    zoomed: (factor: number) => `${formatNumber(Math.round(factor * 10) / 10)}×`,
    byHand: 'Enter the key by hand',
  },
  transfer: {
    read: (read: number, size: number) => `${formatNumber(read)} of ${formatNumber(size)} codes read.`,
    dots: (read: number, size: number) => `QR code ${formatNumber(read)} of ${formatNumber(size)} read`,
    missing: (places: readonly number[]) =>
      plural(places.length, {
        one: `Still to come: code ${formatList(places.map(formatNumber))}.`,
        other: `Still to come: codes ${formatList(places.map(formatNumber))}.`,
      }),
    why: 'Google Authenticator splits large exports.',
    review: 'Show what was read',
    next: 'Scan the next one',
  },
  image: {
    drop: 'Drop images here',
    title: 'Drop images here',
    titleOver: 'Drop to read it here',
    titleTouch: 'Read the QR code from a picture',
    help: 'Screenshots, photos, or many images at once. Nothing is uploaded.',
    choose: 'Choose image',
    paste: 'Paste',
    reading: (place: number, count: number) =>
      count === 1 ? 'Reading the picture…' : `Reading picture ${formatNumber(place)} of ${formatNumber(count)}…`,
    progress: 'Reading pictures',
    stop: 'Stop',
    noCode: (name: string) => `No QR code was found in “${name}”.`,
    noCodeWhat: 'It was not kept. Try a sharper or closer picture',
    other: (name: string, kind: OtherKind) => `“${name}” holds ${things[kind]}, no account.`,
    notRead: (name: string) => `“${name}” was not read.`,
    pasted: 'the pasted picture',
    pasteRefused:
      'The browser did not let the app read the clipboard. Nothing was changed. Press Ctrl+V or ⌘V instead.',
    pasteEmpty: 'There is no picture and no link on the clipboard. Nothing was changed. Copy one, then paste again.',
  },
  screen: {
    group: 'Capture the screen',
    title: 'Read the QR code from a window',
    help: 'Your browser asks which window or tab to share. One picture is taken, read on this device, then discarded.',
    capture: 'Capture screen',
    capturing: 'Waiting for the picture…',
    noCode: 'No QR code was found on that screen.',
    noCodeWhat: 'The picture was not kept. Make the code larger or bring it to the front, then capture again',
  },
})
