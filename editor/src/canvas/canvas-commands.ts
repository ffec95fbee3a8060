import type { Playbook } from '@branch-playbook/engine'
import type { Command } from '../commands/command.ts'
import { chosenOf } from './commanded.ts'
import type { Deeds } from './deeds.ts'
import { useLookingCommands } from './looking-commands.ts'
import { placingCommands } from './placing-commands.ts'
import { useSelection } from './selection.ts'
import { useStructureCommands } from './structure-commands.ts'

/** Everything that can be done on the canvas, by whichever way. */
export function useCanvasCommands(playbook: Playbook, deeds: Deeds, editable: boolean): readonly Command[] {
  const { chosen: all, edge } = useSelection()
  const chosen = chosenOf(playbook, all, edge)
  const looking = useLookingCommands(playbook, chosen)
  const structure = useStructureCommands(playbook, deeds, chosen)
  return editable ? [...looking, ...structure, ...placingCommands(deeds, chosen)] : looking
}
