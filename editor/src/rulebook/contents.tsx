import type { RuleBook } from '@branch-playbook/engine'
import { useText } from '../locale/text.ts'
import classes from './rule-book.module.css'

/** The table of contents. */
export function Contents({ book }: { readonly book: RuleBook }) {
  const text = useText()
  return (
    <nav className={classes.contents} aria-labelledby="contents">
      <h2 id="contents">{text('audit.contents')}</h2>
      <ol>
        {book.chapters.map(({ id, title, sections }, at) => (
          <li key={id}>
            <a href={`#chapter-${id}`}>{text('audit.chapter', { number: at + 1, title })}</a>
            {sections.length > 1 && (
              <ol>
                {sections.map((section, place) => (
                  <li key={section.id}>
                    <a href={`#node-${section.id}`}>
                      {text('audit.section', { chapter: at + 1, number: place + 1, title: section.title })}
                    </a>
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
