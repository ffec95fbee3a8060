import { useSelection } from '../../canvas/selection.ts'
import { useCommands } from '../../commands/command.ts'
import { useMayComment } from './threads.ts'

/** Goes to where a comment about the node that is selected is written. */
export function useCommentCommand(): void {
  const selected = useSelection((state) => state.selected)
  const mayComment = useMayComment()
  useCommands([
    {
      id: 'comment',
      name: 'comments.add_here',
      group: 'document',
      keys: ['mod+alt+M'],
      whileTyping: true,
      enabled: mayComment && selected !== null,
      run: () =>
        document.querySelector<HTMLTextAreaElement>('[data-comments] > div:last-of-type textarea')?.focus(),
    },
  ])
}
