import type { Playbook } from '@branch-playbook/engine'
import {
  type Icon,
  IconBook2,
  IconChartBar,
  IconHistory,
  IconMessageCircle,
  IconRoute,
  IconSchool,
  IconShieldCheck,
  IconTestPipe,
} from '@tabler/icons-react'
import { type ComponentType, lazy } from 'react'
import type { TextKey } from '../locale/text.ts'

export interface PanelProps {
  readonly playbook: Playbook
  /** Whether the user may change the playbook. */
  readonly editable: boolean
}

export type PanelId = 'whatif' | 'facts' | 'backtest' | 'learning' | 'trace' | 'tests' | 'claims' | 'comments'

interface Panel {
  readonly id: PanelId
  readonly name: TextKey
  readonly icon: Icon
  readonly Content: ComponentType<PanelProps>
}

/** What can be open below the canvas, in the order of the tabs. To add something, add its folder and its line here. */
export const PANELS: readonly Panel[] = [
  {
    id: 'whatif',
    name: 'whatif.title',
    icon: IconChartBar,
    Content: lazy(async () => ({ default: (await import('../what-if/panel.tsx')).WhatIfPanel })),
  },
  {
    id: 'backtest',
    name: 'backtest.title',
    icon: IconHistory,
    Content: lazy(async () => ({ default: (await import('../backtest/panel.tsx')).BacktestPanel })),
  },
  {
    id: 'learning',
    name: 'learning.title',
    icon: IconSchool,
    Content: lazy(async () => ({ default: (await import('../learning/panel.tsx')).LearningPanel })),
  },
  {
    id: 'trace',
    name: 'trace.title',
    icon: IconRoute,
    Content: lazy(async () => ({ default: (await import('../trace/panel.tsx')).TracePanel })),
  },
  {
    id: 'tests',
    name: 'tests.title',
    icon: IconTestPipe,
    Content: lazy(async () => ({ default: (await import('../tests/panel.tsx')).TestsPanel })),
  },
  {
    id: 'claims',
    name: 'claims.tab',
    icon: IconShieldCheck,
    Content: lazy(async () => ({ default: (await import('../claims/panel.tsx')).ClaimsPanel })),
  },
  {
    id: 'facts',
    name: 'dictionary.title',
    icon: IconBook2,
    Content: lazy(async () => ({ default: (await import('../dictionary/panel.tsx')).DictionaryPanel })),
  },
  {
    id: 'comments',
    name: 'comments.title',
    icon: IconMessageCircle,
    Content: lazy(async () => ({ default: (await import('../together/comments/panel.tsx')).CommentsPanel })),
  },
]
