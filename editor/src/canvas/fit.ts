import type { ReactFlowState } from '@xyflow/react'

/** How everything is brought into view: beside the palette and above the controls. */
export const FIT = { padding: { x: '56px', top: '14px', bottom: '50px' }, maxZoom: 1 } as const

/** Below this zoom nothing of a card but its name could be read. */
const FAR = 0.3

export const isFar = ({ transform: [, , zoom] }: ReactFlowState): boolean => zoom < FAR
