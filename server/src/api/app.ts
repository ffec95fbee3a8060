import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { LogUnwritable } from '../audit/journal.ts'
import { isUnreachable } from '../database/postgres-words.ts'
import type { Desk } from '../desk/desk.ts'
import { TooManyRequests } from '../identity/limits.ts'
import { TooManySignIns } from '../identity/password-checks.ts'
import { ProviderUnreachable } from '../identity/provider.ts'
import { DEMO_SIGN_IN, type SignInSettings } from '../identity/settings.ts'
import { preferredLocale } from '../locale/messages.ts'
import { VERSION } from '../version.ts'
import { ACCESS } from './access.ts'
import { actionRoutes } from './actions.ts'
import { activationRoutes } from './activations.ts'
import { asOfRoutes } from './as-of.ts'
import { auditRoutes } from './audit.ts'
import { backtestRoutes } from './backtest.ts'
import { bankRoutes } from './bank.ts'
import { branchRoutes } from './branches.ts'
import { calendarRoutes } from './calendars.ts'
import { campaignRoutes } from './campaigns.ts'
import { commentRoutes } from './comments.ts'
import { comparisonRoutes } from './comparison.ts'
import { contactRoutes } from './contacts.ts'
import { customerFactsRoutes } from './customer-facts.ts'
import { customerRoutes } from './customers.ts'
import { digestRoutes } from './digest.ts'
import { draftRoutes } from './drafts.ts'
import { editorFiles } from './editor-files.ts'
import { effectRoutes } from './effect.ts'
import { enquiryRoutes } from './enquiries.ts'
import { enquiryStepRoutes } from './enquiry-steps.ts'
import { eventReachRoutes } from './event-reach.ts'
import { eventRoutes } from './events.ts'
import { experimentOutcomeRoutes } from './experiment-outcomes.ts'
import { experimentRoutes } from './experiments.ts'
import { gate, ruleOf } from './gate.ts'
import { handoverRoutes } from './handovers.ts'
import { healthRoutes } from './health.ts'
import { historyRoutes } from './history.ts'
import { learningRoutes } from './learning.ts'
import { leaveRoutes } from './leaves.ts'
import { managerRoutes } from './manager.ts'
import { backToSignIn, providerRoutes } from './oidc.ts'
import { orderStatusRoutes } from './order-status.ts'
import { orderRoutes } from './orders.ts'
import { overlayVerdictRoutes } from './overlay-verdicts.ts'
import { overlayRoutes } from './overlays.ts'
import { particularsRoutes } from './particulars.ts'
import { personalDataRoutes } from './personal-data.ts'
import { playbookRoutes } from './playbooks.ts'
import { presenceRoutes } from './presence.ts'
import { problemResponse, Refusal, type RefusalCode, storeUnreachable } from './problem.ts'
import { replayRoutes } from './replay.ts'
import { type ApiEnv, resource } from './resource.ts'
import { reviewRoutes } from './reviews.ts'
import { runRoutes } from './runs.ts'
import { secured } from './secured.ts'
import { sessionRoutes } from './session.ts'
import { Doorkeeper } from './sign-in.ts'
import { snapshotCustomerRoutes } from './snapshot-customers.ts'
import { snapshotRoutes } from './snapshots.ts'
import { tokenRoutes } from './tokens.ts'
import { transactionRoutes } from './transactions.ts'
import { userRoutes } from './users.ts'
import { versionDocumentRoutes } from './version-document.ts'
import { versionRoutes } from './versions.ts'
import { weekRoutes } from './week.ts'

const MOST_MEGABYTES = 20
const DESCRIPTION = '/api/openapi.json'

const routes = (desk: Desk, doorkeeper: Doorkeeper, logFault: AppOptions['logFault']) =>
  resource()
    .route('/', healthRoutes())
    .route('/', sessionRoutes(desk, doorkeeper))
    .route('/', providerRoutes(desk, doorkeeper))
    .route('/', userRoutes(desk, doorkeeper))
    .route('/', tokenRoutes(desk))
    .route('/', bankRoutes(desk))
    .route('/', branchRoutes(desk))
    .route('/', actionRoutes(desk))
    .route('/', customerRoutes(desk))
    .route('/', customerFactsRoutes(desk))
    .route('/', transactionRoutes(desk))
    .route('/', historyRoutes(desk))
    .route('/', particularsRoutes(desk))
    .route('/', personalDataRoutes(desk))
    .route('/', contactRoutes(desk))
    .route('/', leaveRoutes(desk))
    .route('/', handoverRoutes(desk))
    .route('/', managerRoutes(desk))
    .route('/', weekRoutes(desk))
    .route('/', enquiryRoutes(desk))
    .route('/', enquiryStepRoutes(desk))
    .route('/', orderRoutes(desk))
    .route('/', orderStatusRoutes(desk))
    .route('/', digestRoutes(desk))
    .route('/', eventRoutes(desk))
    .route('/', eventReachRoutes(desk))
    .route('/', playbookRoutes(desk))
    .route('/', versionRoutes(desk))
    .route('/', versionDocumentRoutes(desk))
    .route('/', reviewRoutes(desk))
    .route('/', activationRoutes(desk))
    .route('/', draftRoutes(desk))
    .route('/', presenceRoutes(desk, doorkeeper, logFault))
    .route('/', commentRoutes(desk))
    .route('/', effectRoutes(desk))
    .route('/', comparisonRoutes(desk))
    .route('/', overlayRoutes(desk))
    .route('/', overlayVerdictRoutes(desk))
    .route('/', experimentRoutes(desk))
    .route('/', experimentOutcomeRoutes(desk))
    .route('/', learningRoutes(desk))
    .route('/', campaignRoutes(desk))
    .route('/', runRoutes(desk))
    .route('/', replayRoutes(desk))
    .route('/', asOfRoutes(desk))
    .route('/', backtestRoutes(desk, logFault))
    .route('/', calendarRoutes())
    .route('/', snapshotRoutes(desk))
    .route('/', snapshotCustomerRoutes(desk))
    .route('/', auditRoutes(desk))

/** The routes with the types of their requests and answers, for the client of `hono/client`. */
export type Api = ReturnType<typeof routes>

export interface AppOptions {
  /** Where the built editor is; without it only the API is served. */
  readonly editorDirectory?: string
  /** Takes what went wrong in the server itself. */
  readonly logFault: (fault: Error) => void
  /** Who may sign in, and how; as in a demo unless given. */
  readonly signIn?: SignInSettings
}

/** The whole server: API, its description, and the editor's files. */
export function createApp(desk: Desk, { editorDirectory, logFault, signIn = DEMO_SIGN_IN }: AppOptions) {
  const app = new OpenAPIHono<ApiEnv>()
  app.use(secured())
  app.use(compress())
  app.use('/api/*', keepNothing)
  app.use(
    '/api/*',
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        problemFor(
          c,
          new Refusal(
            'method_not_allowed',
            { methods: methods.join(', ') },
            { headers: { allow: methods.join(', ') } },
          ),
        ),
    }),
  )
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: MOST_MEGABYTES * 1024 * 1024,
      onError: () => {
        throw new Refusal('body_too_large', { megabytes: MOST_MEGABYTES })
      },
    }),
  )
  const doorkeeper = new Doorkeeper(desk, signIn)
  const api = routes(desk, doorkeeper, logFault)
  requireRules(api)
  app.use('/api/*', gate(doorkeeper, rulesWithQuery(api)))
  app.route('/', api)
  app.doc31(DESCRIPTION, {
    openapi: '3.1.0',
    info: { title: 'Branch Playbook', version: VERSION },
    servers: [{ url: '/' }],
  })
  if (editorDirectory !== undefined) app.route('/', editorFiles(editorDirectory))
  app.notFound((c) => problemFor(c, new Refusal('no_such_route')))
  app.onError((fault, c) => {
    const refusal = refusalOf(fault)
    if (LOGGED.includes(refusal.code)) logFault(fault)
    return backToSignIn(c, refusal) ?? problemFor(c, refusal)
  })
  return app
}

/** The answer to a refused request, in the language that it asks for. */
const problemFor = (c: Context, refusal: Refusal): Response =>
  problemResponse(refusal, preferredLocale(c.req.header('accept-language')))

/** Answers are about customers and of this moment: nobody keeps them, unless a route says otherwise. */
const keepNothing: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('cache-control') && c.req.path !== DESCRIPTION)
    c.res.headers.set('cache-control', 'no-store')
}

/** What a fault looks like from outside. */
function refusalOf(fault: Error): Refusal {
  if (fault instanceof Refusal) return fault
  if (fault instanceof HTTPException && fault.status === 415) return new Refusal('wrong_media_type')
  if (fault instanceof HTTPException && fault.status === 400) return new Refusal('malformed_json')
  if (fault instanceof TooManyRequests)
    return new Refusal(
      'too_many_requests',
      { seconds: fault.seconds },
      { headers: { 'retry-after': String(fault.seconds) } },
    )
  if (fault instanceof ProviderUnreachable) return new Refusal('provider_unreachable')
  if (fault instanceof TooManySignIns)
    return new Refusal('too_many_sign_ins', {}, { headers: { 'retry-after': '5' } })
  if (fault instanceof LogUnwritable) return refusalOfLog(fault)
  if (isDiskFull(fault)) return new Refusal('insufficient_storage')
  if (isUnreachable(fault)) return storeUnreachable()
  return new Refusal('internal')
}

/** A log that cannot be written for a reason that has words of its own is refused in those. */
function refusalOfLog({ cause }: LogUnwritable): Refusal {
  const refusal = cause instanceof Error ? refusalOf(cause) : new Refusal('internal')
  return refusal.code === 'internal' ? new Refusal('log_unwritable') : refusal
}

/** What whoever runs the server has to see to. */
const LOGGED: readonly RefusalCode[] = [
  'internal',
  'insufficient_storage',
  'store_unreachable',
  'log_unwritable',
]

/** What SQLite, the file system and PostgreSQL say when there is no room left. */
const DISK_FULL: readonly unknown[] = ['SQLITE_FULL', 'ENOSPC', '53100']

const isDiskFull = (fault: Error): boolean => 'code' in fault && DISK_FULL.includes(fault.code)

/** A route that nobody said who may use is a mistake: the server does not start with one. */
function requireRules(api: Api): void {
  const missing = describedRoutes(api)
    .map(({ method, path }) => ruleOf(method, path))
    .filter((rule) => !Object.hasOwn(ACCESS, rule))
  if (missing.length > 0) throw new Error(`Routes without an access rule: ${missing.join(', ')}`)
}

const rulesWithQuery = (api: Api): ReadonlySet<string> =>
  new Set(
    describedRoutes(api)
      .filter(({ request }) => request?.query)
      .map(({ method, path }) => ruleOf(method, path)),
  )

const describedRoutes = ({ openAPIRegistry }: Api) =>
  openAPIRegistry.definitions.flatMap((definition) => (definition.type === 'route' ? [definition.route] : []))
