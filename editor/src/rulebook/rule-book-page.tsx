import { ruleBook } from '@branch-playbook/engine'
import { Button, Loader } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useStateOfPlaybook, whichOf } from '../audit/state-of-playbook.ts'
import { WhichSelect } from '../audit/which-select.tsx'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { Failure } from '../shell/failure.tsx'
import { Refused } from '../shell/refused.tsx'
import { Blocks } from './blocks.tsx'
import { Contents } from './contents.tsx'
import classes from './rule-book.module.css'
import { TitleBlock } from './title-block.tsx'

/** A version as a document to read, to print and to keep. */
export function RuleBookPage() {
  const { playbook: id = '', version = '' } = useParams()
  const text = useText()
  const navigate = useNavigate()
  const locale = useLanguage((language) => language.locale)
  const which = whichOf(version)
  const { state, error } = useStateOfPlaybook(id, which)
  const book = useMemo(() => (state ? ruleBook(state.playbook, locale) : null), [state, locale])
  if (which === null) return <Failure missing />
  if (error && !state) return <Refused error={error} />
  return (
    <div className={classes.page}>
      <div className={classes.bar}>
        <WhichSelect
          id={id}
          label={text('audit.version')}
          value={which}
          onChange={(chosen) => void navigate(`/audit/playbooks/${id}/versions/${chosen}/rulebook`)}
        />
        <Link to={`/audit/playbooks/${id}/compare?to=${which}`} className={classes.link}>
          {text('audit.compare_this')}
        </Link>
        <Button
          size="xs"
          ml="auto"
          leftSection={<IconPrinter size={15} aria-hidden />}
          disabled={!book}
          onClick={() => window.print()}
        >
          {text('audit.print')}
        </Button>
      </div>
      {!book || !state ? (
        <Loader size="sm" m="xl" />
      ) : (
        <div className={classes.spread}>
          <article className={classes.book} lang={locale}>
            <TitleBlock book={book} state={state} />
            <Contents book={book} />
            {book.chapters.map((chapter, at) => (
              <section key={chapter.id} className={classes.chapter}>
                <h2 id={`chapter-${chapter.id}`}>
                  {text('audit.chapter', { number: at + 1, title: chapter.title })}
                </h2>
                <Blocks blocks={chapter.blocks} level={3} />
                {chapter.sections.map((section, place) => (
                  <section key={section.id} className={classes.section}>
                    <h3 id={`node-${section.id}`}>
                      {text('audit.section', { chapter: at + 1, number: place + 1, title: section.title })}
                    </h3>
                    <Blocks blocks={section.blocks} level={4} />
                  </section>
                ))}
              </section>
            ))}
          </article>
        </div>
      )}
    </div>
  )
}
