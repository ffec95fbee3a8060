import {
  type Icon,
  IconCircleMinus,
  IconCirclePlus,
  IconEqual,
  IconPencil,
  IconTag,
} from '@tabler/icons-react'
import type { Mark } from './differences.ts'

/** Marks are told by a sign and a word, not by colour alone. */
export const MARK_ICONS: Readonly<Record<Mark, Icon>> = {
  added: IconCirclePlus,
  removed: IconCircleMinus,
  changed: IconPencil,
  renamed: IconTag,
  same: IconEqual,
}
