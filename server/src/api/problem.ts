import type { Locale } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import type { ZodError } from 'zod'
import { ROLES } from '../identity/users.ts'
import { messageIn, type ServerMessage } from '../locale/messages.ts'

/** The status of every refusal; its title and detail are in the locale files. */
const STATUS = {
  malformed_json: 400,
  invalid_request: 400,
  unexpected_query: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  wrong_token: 401,
  wrong_signature: 401,
  basic_off: 401,
  provider_refused: 401,
  sign_in_attempt_over: 401,
  role_not_allowed: 403,
  other_branch: 403,
  foreign_origin: 403,
  own_version: 403,
  own_overlay: 403,
  own_account: 403,
  people_only: 403,
  scope_missing: 403,
  not_for_branch_token: 403,
  password_due: 403,
  password_off: 403,
  no_account: 403,
  not_the_author: 403,
  comment_of_other: 403,
  other_user: 403,
  no_such_route: 404,
  unknown_activation: 404,
  unknown_adviser: 404,
  unknown_backtest: 404,
  unknown_branch: 404,
  unknown_calendar: 404,
  unknown_column: 404,
  unknown_comment: 404,
  unknown_contact: 404,
  unknown_customer: 404,
  unknown_event: 404,
  unknown_enquiry: 404,
  unknown_experiment: 404,
  unknown_handover: 404,
  unknown_leave: 404,
  unknown_order: 404,
  unknown_overlay: 404,
  unknown_playbook: 404,
  unknown_run: 404,
  unknown_snapshot: 404,
  unknown_tab: 404,
  unknown_thread: 404,
  unknown_version: 404,
  unknown_user: 404,
  unknown_token: 404,
  unknown_session: 404,
  no_provider: 404,
  no_core_system: 404,
  no_mail_server: 404,
  unknown_subscription: 404,
  no_draft: 404,
  playbook_exists: 409,
  no_run_for_day: 404,
  day_never_run: 404,
  branch_not_there: 404,
  not_decided_again: 409,
  method_not_allowed: 405,
  contact_differs: 409,
  handover_changed: 412,
  handover_differs: 409,
  handover_unsound: 422,
  handover_empty: 422,
  leave_differs: 409,
  leave_unsound: 422,
  contact_settled: 409,
  contact_withdrawn: 409,
  call_back_day: 422,
  learning_period: 422,
  enquiry_differs: 409,
  enquiry_step_differs: 409,
  enquiry_changed: 409,
  enquiry_closed: 409,
  enquiry_answered: 409,
  event_differs: 409,
  order_differs: 409,
  order_ended: 409,
  event_changed: 409,
  event_exists: 409,
  event_withdrawn: 409,
  version_unchanged: 409,
  user_exists: 409,
  last_administrator: 409,
  demo_password: 409,
  version_reviewed: 409,
  version_not_approved: 409,
  already_in_force: 409,
  challenger_in_force: 409,
  experiment_ended: 409,
  experiment_exists: 409,
  experiment_overlaps: 409,
  holdout_frozen: 409,
  playbook_not_in_force: 409,
  overlay_submitted: 409,
  overlay_pending: 409,
  overlay_judged: 409,
  activation_begun: 409,
  activation_withdrawn: 409,
  merge_collides: 409,
  unknown_revision: 409,
  customer_erased: 410,
  draft_changed: 412,
  effect_changed: 412,
  overlay_changed: 412,
  overlay_effect_changed: 412,
  body_too_large: 413,
  playbook_too_large: 413,
  wrong_media_type: 415,
  playbook_unreadable: 422,
  playbook_faulty: 422,
  playbook_of_other_id: 422,
  playbook_does_not_run: 422,
  overlay_unfit: 422,
  overlay_breaks_claim: 422,
  action_not_due: 422,
  order_refused: 422,
  order_action: 422,
  unknown_product: 422,
  disclosures_due: 422,
  no_cooling_off: 422,
  cooling_off_over: 422,
  unknown_nodes: 422,
  unknown_branches: 422,
  day_past: 422,
  shares_empty: 422,
  shares_exceed_all: 422,
  day_not_in_calendar: 422,
  unknown_enquiry_kind: 422,
  enquiry_of_this_kind: 422,
  unknown_queue: 404,
  enquiry_says_nothing: 422,
  enquirer_unclear: 422,
  unknown_event_type: 422,
  event_over_before: 422,
  password_short: 422,
  password_like_id: 422,
  password_common: 422,
  password_unchanged: 422,
  head_office_role: 422,
  branch_role: 422,
  adviser_role: 422,
  no_adviser_role: 422,
  token_expiry: 422,
  draft_state_missing: 428,
  locked_out: 429,
  digest_code_soon: 429,
  digest_code_wrong: 422,
  digest_domain: 422,
  too_many_requests: 429,
  too_many_tabs: 429,
  internal: 500,
  log_unwritable: 503,
  too_many_sign_ins: 503,
  too_many_backtests: 503,
  provider_unreachable: 503,
  store_unreachable: 503,
  insufficient_storage: 507,
} as const satisfies Record<string, number>

export type RefusalCode = keyof typeof STATUS

interface PlaceProblem {
  readonly path: string
  readonly what: string
  readonly mend?: string
  /** For programs. */
  readonly code?: string
}

/** A request that is not carried out: thrown anywhere below a route, answered as a problem document. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly status: (typeof STATUS)[RefusalCode]
  readonly values: Readonly<Record<string, string | number>>
  readonly problems: readonly PlaceProblem[]
  readonly headers: Readonly<Record<string, string>>
  /** Further members of the problem document, for programs. */
  readonly members: Readonly<Record<string, string | number>>

  constructor(
    code: RefusalCode,
    values: Refusal['values'] = {},
    {
      problems = [],
      headers = {},
      members = {},
    }: Partial<Pick<Refusal, 'problems' | 'headers' | 'members'>> = {},
  ) {
    super(messageIn('en', `refusal.${code}.detail`, values))
    this.name = 'Refusal'
    this.code = code
    this.status = STATUS[code]
    this.values = values
    this.problems = problems
    this.headers = headers
    this.members = members
  }
}

/** The database does not answer, or not yet: the same may work in a moment. */
export const storeUnreachable = (): Refusal =>
  new Refusal('store_unreachable', {}, { headers: { 'retry-after': '5' } })

/** A problem document of RFC 9457. */
const problemDocument = z
  .looseObject({
    type: z.string().openapi({ example: '/problems/unknown_customer' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    problems: z
      .array(z.looseObject({ path: z.string(), what: z.string(), mend: z.string().optional() }))
      .optional(),
  })
  .openapi('Problem')

const problemContent = { 'application/problem+json': { schema: problemDocument } } as const

/** How every route answers when it does not do what it was asked. */
export const refusals = {
  '4XX': {
    description: 'A problem document says what is wrong and how to mend it.',
    content: problemContent,
  },
  '5XX': { description: 'A problem document says what hinders the server.', content: problemContent },
} as const

/** The answer to a refused request, in the language of whoever asked. */
export function problemResponse(refusal: Refusal, locale: Locale): Response {
  const text = (part: 'title' | 'detail'): string => {
    const key: ServerMessage = `refusal.${refusal.code}.${part}`
    return messageIn(locale, key, withRolesInWords(refusal.values, locale))
  }
  const document = {
    type: `/problems/${refusal.code}`,
    title: text('title'),
    status: refusal.status,
    detail: text('detail'),
    ...refusal.members,
    ...(refusal.problems.length > 0 && { problems: refusal.problems }),
  }
  return new Response(JSON.stringify(document), {
    status: refusal.status,
    headers: { ...refusal.headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}

/** The values of a refusal, with roles as people call them. */
const withRolesInWords = (values: Refusal['values'], locale: Locale): Refusal['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      name === 'role' || name === 'roles'
        ? String(value).replaceAll(/\w+/g, (id) => roleIn(locale, id))
        : value,
    ]),
  )

function roleIn(locale: Locale, id: string): string {
  const role = ROLES.find((each) => each === id)
  return role ? messageIn(locale, `role.${role}`) : id
}

/** What a schema found wrong with a request, by place. */
export const placesOf = (error: ZodError): PlaceProblem[] =>
  error.issues.map(({ path, message }) => ({
    path: path.map((key) => `/${String(key)}`).join(''),
    what: message,
  }))
