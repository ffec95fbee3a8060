import {
  type Icon,
  IconBraces,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypeXml,
} from '@tabler/icons-react'
import type { TextKey } from '../locale/text.ts'

/** A kind of file that a playbook, or a part of it, is written as. */
export interface Format {
  readonly id: 'playbook' | 'xlsx' | 'dmn' | 'rules'
  readonly name: TextKey
  /** What it is called by itself, outside the menu. */
  readonly command: TextKey
  readonly icon: Icon
  /** What its name ends in, after that of the playbook. */
  readonly ending: string
}

export const FORMATS: readonly Format[] = [
  {
    id: 'playbook',
    name: 'interchange.playbook',
    command: 'interchange.export_playbook',
    icon: IconFileText,
    ending: '.json',
  },
  {
    id: 'xlsx',
    name: 'interchange.xlsx',
    command: 'interchange.export_xlsx',
    icon: IconFileSpreadsheet,
    ending: '.xlsx',
  },
  {
    id: 'dmn',
    name: 'interchange.dmn',
    command: 'interchange.export_dmn',
    icon: IconFileTypeXml,
    ending: '.dmn',
  },
  {
    id: 'rules',
    name: 'interchange.rules',
    command: 'interchange.export_rules',
    icon: IconBraces,
    ending: '.rules.json',
  },
]

/** What the file dialog offers. */
export const READABLE = '.json,.xlsx,.dmn,.xml'

/** Larger files, in bytes, are none that a playbook could take, and are not even opened. */
export const MOST_BYTES = 32 * 1024 * 1024
