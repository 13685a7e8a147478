import { messageGroup } from './language.ts'

/** Where the app does not run at all. */
export const refusalText = messageGroup('refusal', {
  framed: 'MFA Manager does not run inside another page. Open it in a tab of its own.',
  heading: 'This address is not secure',
  line: 'Over plain http, browsers withhold the cryptography that protects a vault. Nothing can be opened or made here.',
  ways: 'Ways to a secure address',
  https: 'Serve it over https.',
  httpsHelp: 'With certificates in place, the compose file does that for your network:',
  localhost: 'Open it on the machine that serves it.',
  localhostHelp: 'There, this address counts as secure:',
  tunnel: 'Bring it here through a tunnel.',
  tunnelHelp: 'With ssh to that machine, then open the address above on this one:',
  sameAddress: 'A vault belongs to the address it was made at: choose one and keep to it.',
})
