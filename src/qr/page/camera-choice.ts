/** One camera of the device. */
export interface CameraChoice {
  readonly deviceId: string
  /** What the browser calls it; empty until a camera was opened once. */
  readonly label: string
  /** It looks away from the person, as far as its name tells. */
  readonly isBack: boolean
}

/** What systems call cameras on the back, in the languages in which they name them. */
const back =
  /\b(?:back|rear|environment|world|arrière|dorsale|rückseite|rückkamera|hinten|trasera|traseira|posteriore?|achterkant|bakre|tylny)(?!\p{L})|задняя|背面|后置|後置|후면/iu
/** Lenses for special occasions: they are last of their side. */
const special = /\b(?:ultra|tele|wide|macro|depth|infrared|ir|zoom)/i

/**
 * The cameras of a device, those on the back first, and of them the plain ones first.
 *
 * @param devices - As they are listed, microphones not among them.
 */
export function cameraChoices(
  devices: readonly { readonly deviceId: string; readonly label: string }[],
): readonly CameraChoice[] {
  const rank = ({ label, isBack }: CameraChoice): number => (isBack ? 0 : 2) + (special.test(label) ? 1 : 0)
  return devices
    .map(({ deviceId, label }) => ({ deviceId, label, isBack: back.test(label) }))
    .sort((one, other) => rank(one) - rank(other))
}
