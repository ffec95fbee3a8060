import { notifications } from '@mantine/notifications'
import { useCommands } from '../commands/command.ts'
import { useDocument } from '../document/store.ts'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { saveAsFile } from '../shell/save-as-file.ts'
import { useChooseFile } from './choose-file.ts'
import { FORMATS, type Format, READABLE } from './formats.ts'
import { useExported } from './store.ts'
import { writeFile } from './write-file.ts'

/** The ways in and out of a playbook by files, offered as commands as well. */
export function useInterchange(editable: boolean) {
  const text = useText()
  const ask = useChooseFile(READABLE)
  const save = async ({ id, ending }: Format) => {
    const { shown } = useDocument.getState()
    if (!shown) return
    const name = `${shown.id}${ending}`
    const { content, problems } = await writeFile(id, shown, useLanguage.getState().locale)
    saveAsFile(name, content)
    if (problems.length > 0) useExported.getState().tell({ name, problems })
    else notifications.show({ message: text('interchange.saved', { name }) })
  }
  useCommands([
    {
      id: 'import',
      name: 'interchange.import',
      group: 'document',
      keys: ['mod+O'],
      enabled: editable,
      run: ask,
    },
    ...FORMATS.map((format) => ({
      id: `export ${format.id}`,
      name: format.command,
      group: 'document' as const,
      run: () => void save(format),
    })),
  ])
  return { ask, save }
}
