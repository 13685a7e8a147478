import type { Density } from '../../../vault/index.ts'
import type { ListGeometry } from './virtual-list.tsx'

interface Surroundings {
  readonly phone: boolean
  readonly desktop: boolean
  /** Room for the list, CSS px. */
  readonly width: number
  /** The root font size, CSS px: rows grow with the person's text size. */
  readonly rem: number
  /** The digit size setting. */
  readonly digitScale: number
}

/** Where a row has less than this, in rem, its code is not beside the names but under them. */
const foldedBelow = 16

/** A {@link ListGeometry}, and how its rows are drawn. */
export interface RowGeometry extends ListGeometry {
  /** The code is under the names. */
  readonly folded: boolean
}

const cardMinimum = 13.5

/**
 * Row height, columns and gap of a list, in CSS px. Rows have one height each, given in rem: what cannot be measured
 * before it is drawn must be known.
 */
export function listGeometry(density: Density, around: Surroundings): RowGeometry {
  const { rem, phone } = around
  const grown = (around.digitScale - 1) * 1.75
  const folded = density !== 'grid' && around.width < foldedBelow * rem
  switch (density) {
    case 'list':
      return { columns: 1, rowHeight: ((phone ? 4.625 : 4.5) + (folded ? 2 : 0) + grown) * rem, gap: 0, folded }
    case 'compact':
      return {
        columns: around.desktop && around.width > 46 * rem ? 2 : 1,
        rowHeight: ((phone ? 3.25 : 3.125) + (folded ? 1.75 : 0) + grown * 0.6) * rem,
        gap: 0,
        folded,
      }
    case 'grid': {
      const gap = (phone ? 0.625 : 0.75) * rem
      const fitting = Math.floor((around.width + gap) / (cardMinimum * rem + gap))
      const narrow = around.width < 20 * rem ? 1 : 2
      const columns = phone ? narrow : Math.max(1, fitting)
      return { columns, rowHeight: ((phone ? 7.875 : 8.625) + grown) * rem, gap, folded }
    }
  }
}
