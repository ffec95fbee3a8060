import { ActionIcon, Loader, Switch } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useVersions } from '../api/playbooks.ts'
import { useDraft, useStateOfPlaybook, type Which, whichOf } from '../audit/state-of-playbook.ts'
import { WhichSelect } from '../audit/which-select.tsx'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { Changes } from './changes.tsx'
import classes from './comparison.module.css'
import { compared as compare, type Mark } from './differences.ts'
import { Graphs } from './graphs.tsx'
import { MARK_ICONS } from './marks.ts'

/** Any two versions of a playbook side by side, on the graph and in words. */
export function ComparisonPage() {
  const { playbook: id = '' } = useParams()
  const text = useText()
  const { from, to, choose } = useSides(id)
  const [left, right] = [useStateOfPlaybook(id, from), useStateOfPlaybook(id, to)]
  const [onlyChanges, setOnlyChanges] = useState(false)
  const [selected, setSelected] = useState<string | null>(null)
  const locale = useLanguage((state) => state.locale)
  const [before, after] = [left.state?.playbook, right.state?.playbook]
  const compared = useMemo(
    () => (before && after ? compare(before, after, locale) : null),
    [before, after, locale],
  )
  const nameOf = (which: Which | null) =>
    which === 'draft' ? text('audit.draft') : text('versions.version', { version: which ?? '' })
  const names = [nameOf(from), nameOf(to)] as const
  const error = left.error ?? right.error
  if (error) return <Refused error={error} />
  if (from === null || to === null) return <Loader size="sm" m="xl" />
  const turn = (sides: { from?: Which; to?: Which }) => {
    setSelected(null)
    choose({ from, to, ...sides })
  }
  return (
    <div className={classes.page}>
      <div className={classes.bar}>
        <h1>{text('audit.compare')}</h1>
        <WhichSelect
          id={id}
          label={text('compare.from')}
          value={from}
          onChange={(which) => turn({ from: which })}
        />
        <ActionIcon
          variant="default"
          size={30}
          aria-label={text('compare.swap')}
          onClick={() => turn({ from: to, to: from })}
        >
          <IconArrowsExchange size={16} aria-hidden />
        </ActionIcon>
        <WhichSelect
          id={id}
          label={text('compare.to')}
          value={to}
          onChange={(which) => turn({ to: which })}
        />
        {compared && <Counts counts={compared.counts} />}
        <div className={classes.end}>
          <Switch
            size="xs"
            label={text('compare.only_changes')}
            checked={onlyChanges}
            onChange={({ currentTarget }) => setOnlyChanges(currentTarget.checked)}
          />
          {[from, to].map((which, at) => (
            <Link key={at} to={`/audit/playbooks/${id}/versions/${which}/rulebook`}>
              {text('compare.rulebook', { name: names[at] ?? '' })}
            </Link>
          ))}
        </div>
      </div>
      {!before || !after || !compared ? (
        <Loader size="sm" m="xl" />
      ) : (
        <>
          <Graphs
            before={before}
            after={after}
            names={names}
            compared={compared}
            onlyChanges={onlyChanges && compared.changes.some(({ node }) => node !== null)}
            selected={selected}
            onSelect={setSelected}
          />
          <section
            className={classes.words}
            aria-label={text('compare.words')}
            aria-live="polite"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
            tabIndex={0}
          >
            <Changes compared={compared} names={names} selected={selected} onSelect={setSelected} />
          </section>
        </>
      )}
    </div>
  )
}

const SHOWN: readonly Mark[] = ['added', 'removed', 'changed', 'renamed', 'same']

function Counts({ counts }: { readonly counts: Readonly<Record<Mark, number>> }) {
  const text = useText()
  return (
    <ul className={classes.counts} aria-label={text('compare.counts')}>
      {SHOWN.filter((mark) => counts[mark] > 0).map((mark) => {
        const Icon = MARK_ICONS[mark]
        return (
          <li key={mark} data-mark={mark}>
            <Icon size={14} stroke={2} aria-hidden />
            {text('compare.counted', { mark: text(`compare.mark.${mark}`), count: counts[mark] })}
          </li>
        )
      })}
    </ul>
  )
}

/** What the address asks for; else the newest state against what it was made from. */
function useSides(id: string) {
  const [search, setSearch] = useSearchParams()
  const { data: versions } = useVersions(id)
  const { data: draft } = useDraft(id)
  const [asked, against] = [whichOf(search.get('to')), whichOf(search.get('from'))]
  const newest = versions?.[0]
  const to = asked ?? (draft && newest ? (draft.saved ? 'draft' : newest.version) : null)
  const from = against ?? (to === null || !versions ? null : baseOf(to, versions))
  const choose = (sides: { from: Which; to: Which }) =>
    setSearch({ from: String(sides.from), to: String(sides.to) }, { replace: true })
  return { from, to, choose }
}

interface Base {
  readonly version: number
  readonly base: number | null
}

/** What a version was made from; of a draft, the newest version. */
function baseOf(which: Which, versions: readonly Base[]): number {
  const newest = versions[0]?.version ?? 1
  if (which === 'draft') return newest
  return versions.find(({ version }) => version === which)?.base ?? Math.max(1, which - 1)
}
