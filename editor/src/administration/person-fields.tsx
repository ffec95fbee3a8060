import { Input, Select, Text, TextInput } from '@mantine/core'
import { refusalOf } from '../api/refusal.ts'
import { useText } from '../locale/text.ts'
import { useBranchChoices } from './branches.ts'
import { fieldOf, fitting, type Person, type PersonField, ROLES, worksInBranch } from './person.ts'

interface PersonFieldsProps {
  readonly person: Person
  onChange(person: Person): void
  /** Why the server did not take it. */
  readonly error: unknown
  /** Why the role, and with it the place of work, stays as it is. */
  readonly fixed?: string | undefined
}

/** The words of a refusal at the field that it is about; nothing for other fields. */
export function wordsAt(error: unknown, field: PersonField): string | null {
  if (error === null || error === undefined) return null
  const { code, detail } = refusalOf(error)
  return fieldOf(code) === field ? detail : null
}

/** Name, role, and what the role asks for: a branch, an adviser's number of that branch. */
export function PersonFields({ person, onChange, error, fixed }: PersonFieldsProps) {
  const text = useText()
  const { branches, advisersOf } = useBranchChoices()
  const { name, role, branch, adviser } = person
  const change = (part: Partial<Person>) => onChange(fitting({ ...person, ...part }))
  return (
    <>
      <TextInput
        label={text('users.name')}
        value={name}
        maxLength={100}
        onChange={(event) => change({ name: event.currentTarget.value })}
        required
      />
      {fixed === undefined ? (
        <Select
          label={text('users.role')}
          description={text(`role_does.${role}`)}
          data={ROLES.map((value) => ({ value, label: text(`role.${value}`) }))}
          value={role}
          error={wordsAt(error, 'role')}
          onChange={(chosen) => change({ role: ROLES.find((each) => each === chosen) ?? role })}
          allowDeselect={false}
        />
      ) : (
        <Input.Wrapper
          label={text('users.role')}
          description={fixed}
          labelElement="div"
          inputWrapperOrder={['label', 'input', 'description']}
        >
          <Text size="sm">{text(`role.${role}`)}</Text>
        </Input.Wrapper>
      )}
      {worksInBranch(role) && (
        <Select
          label={text('users.branch')}
          data={branches}
          value={branch}
          error={wordsAt(error, 'branch')}
          onChange={(chosen) => change({ branch: chosen, adviser: null })}
          nothingFoundMessage={text('users.nothing_found')}
          searchable
          required
        />
      )}
      {role === 'adviser' && (
        <Select
          label={text('users.adviser')}
          description={text(branch === null ? 'users.adviser_first' : 'users.adviser_what')}
          data={advisersOf(branch)}
          value={adviser}
          error={wordsAt(error, 'adviser')}
          onChange={(chosen) => change({ adviser: chosen })}
          nothingFoundMessage={text('users.nothing_found')}
          disabled={branch === null}
          searchable
          required
        />
      )}
    </>
  )
}
