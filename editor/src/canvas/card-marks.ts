import type { ComponentType } from 'react'
import { CoverageMark } from '../tests/coverage-mark.tsx'
import { CommentMark } from '../together/comments/comment-mark.tsx'
import { EditingMark } from '../together/editing-mark.tsx'
import { TraceMark } from '../trace/trace-mark.tsx'
import { NoteMark } from './note-mark.tsx'

/** What the head of a card shows of its node beside name and kind. To show something else, add it here. */
export const CARD_MARKS: readonly ComponentType<{ readonly node: string }>[] = [
  TraceMark,
  CoverageMark,
  NoteMark,
  CommentMark,
  EditingMark,
]
