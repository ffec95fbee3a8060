import { LOCALES } from '@branch-playbook/engine'
import { Modal } from '@mantine/core'
import { IconBolt } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { loadMessages } from '../locale/messages.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { COMMAND_GROUPS, offeredCommands } from './command.ts'
import { type Entry, entryId, found } from './found.ts'
import { Keys } from './keys.tsx'
import { useOpenedList } from './opened.ts'
import { usePlaces } from './places.ts'
import { markUsed, recentlyUsed } from './recent.ts'
import { SearchList, type Section } from './search-list.tsx'

/** How many of the latest stand at the top. */
const LATEST = 5

/** Everything that can be done and everywhere one can go, by typing a part of its name in either language. */
export function Palette() {
  const text = useText()
  const { close } = useOpenedList()
  const [query, setQuery] = useState('')
  const places = usePlaces()
  const [commands] = useState(() =>
    offeredCommands().filter(({ id, enabled }) => enabled !== false && id !== 'palette'),
  )
  const [recent] = useState(recentlyUsed)
  const [, setLoaded] = useState(false)
  useEffect(() => {
    // Without the network it is searched in the language of the page.
    Promise.all(LOCALES.map(loadMessages)).then(
      () => setLoaded(true),
      () => undefined,
    )
  }, [])

  const doable = commands.map((command): Entry => ({ is: 'command', command }))
  const reachable = places.map((place): Entry => ({ is: 'place', place }))
  const all = [...doable, ...reachable]
  const sections = (): readonly Section<Entry>[] => {
    if (query.trim() !== '') return [{ items: found(all, query, recent) }]
    const latest = recent.flatMap((id) => all.filter((each) => entryId(each) === id)).slice(0, LATEST)
    return [
      { title: text('commands.recent'), items: latest },
      ...COMMAND_GROUPS.map((group) => ({
        title: text(`commands.group.${group}`),
        items: doable.filter(
          (each) => each.is === 'command' && each.command.group === group && !latest.includes(each),
        ),
      })),
      { title: text('commands.go'), items: reachable.filter((each) => !latest.includes(each)) },
    ].filter(({ items }) => items.length > 0)
  }
  const choose = (entry: Entry) => {
    markUsed(entryId(entry))
    close()
    if (entry.is === 'command') entry.command.run()
    else entry.place.go()
  }
  return (
    <Modal.Root opened onClose={close} size={580} padding={0} yOffset="12vh" returnFocus={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={text('commands.palette')}>
        <Modal.Body p={0}>
          <SearchList
            label={text('commands.search')}
            placeholder={text('commands.search')}
            nothing={text('commands.nothing')}
            query={query}
            onQuery={setQuery}
            sections={sections()}
            idOf={entryId}
            draw={(entry) => <Line entry={entry} />}
            onChoose={choose}
          />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Line({ entry }: { readonly entry: Entry }) {
  const text = useText()
  const bilingual = useBilingual()
  if (entry.is === 'place') {
    const { icon: Icon, name, kind } = entry.place
    return (
      <>
        <Icon size={16} stroke={1.7} aria-hidden />
        <span>{bilingual(name)}</span>
        <small>{kind}</small>
      </>
    )
  }
  const { name, keys } = entry.command
  return (
    <>
      <IconBolt size={16} stroke={1.7} aria-hidden />
      <span>{text(name)}</span>
      {keys?.[0] && <Keys keys={keys[0]} />}
    </>
  )
}
