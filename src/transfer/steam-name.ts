/**
 * Tells Steam's accounts in formats that have no type for them: by the issuer's name, and by five digits or none. Five
 * digits alone do not make it Steam, nor does its name with six.
 *
 * @returns `steam`, or the type as given.
 */
export function typeOrSteam(type: string, issuer: string | undefined, digits: number | string | undefined): string {
  const isSteam =
    type === 'totp' && issuer?.trim().toLowerCase() === 'steam' && ['', '5'].includes(String(digits ?? ''))
  return isSteam ? 'steam' : type
}
