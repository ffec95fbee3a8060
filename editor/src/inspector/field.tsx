import type { FieldProps } from './context.ts'
import { ByClassField } from './fields/by-class-field.tsx'
import { ConditionField } from './fields/condition-field.tsx'
import { DateField } from './fields/date-field.tsx'
import { FormulaField } from './fields/formula-field.tsx'
import { GroupField } from './fields/group-field.tsx'
import { ListField } from './fields/list-field.tsx'
import { NumberField } from './fields/number-field.tsx'
import { RowsField } from './fields/rows-field.tsx'
import {
  ChoiceField,
  ClassValueField,
  EntryField,
  EntryOfField,
  FlagField,
  ReferenceField,
} from './fields/select-fields.tsx'
import { BilingualField, SentencesField, TextField } from './fields/text-fields.tsx'
import { TypedValueField } from './fields/typed-value-field.tsx'
import { VariantsField } from './fields/variants-field.tsx'

/** The field for a form, whatever form it is: one switch, no case for any kind of node. */
export function Field({ form, ...rest }: FieldProps) {
  switch (form.form) {
    case 'group':
      return <GroupField form={form} {...rest} />
    case 'text':
      return <TextField form={form} {...rest} />
    case 'bilingual':
      return <BilingualField form={form} {...rest} />
    case 'sentences':
      return <SentencesField form={form} {...rest} />
    case 'number':
    case 'threshold':
      return <NumberField form={form} {...rest} />
    case 'typed_value':
      return <TypedValueField form={form} {...rest} />
    case 'flag':
      return <FlagField form={form} {...rest} />
    case 'choice':
      return <ChoiceField form={form} {...rest} />
    case 'reference':
      return <ReferenceField form={form} {...rest} />
    case 'class_value':
      return <ClassValueField form={form} {...rest} />
    case 'entry':
      return <EntryField form={form} {...rest} />
    case 'entry_of':
      return <EntryOfField form={form} {...rest} />
    case 'date':
      return <DateField form={form} {...rest} />
    case 'formula':
      return <FormulaField form={form} {...rest} />
    case 'rows':
      return <RowsField form={form} {...rest} />
    case 'alongside':
      return null
    case 'list':
      return <ListField form={form} {...rest} />
    case 'by_class':
      return <ByClassField form={form} {...rest} />
    case 'variants':
      return <VariantsField form={form} {...rest} />
    case 'condition':
      return <ConditionField form={form} {...rest} />
    case 'fixed':
      return null
  }
}
