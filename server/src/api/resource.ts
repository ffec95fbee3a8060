import type { HttpBindings } from '@hono/node-server'
import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Principal } from '../identity/users.ts'
import { placesOf, Refusal } from './problem.ts'

/** What every handler finds in its context. Routes for anyone have no user; the access rules see to the rest. */
export interface ApiEnv {
  /** What the HTTP server hands on; nothing for requests within the process. */
  Bindings: Partial<HttpBindings>
  Variables: {
    user: Principal
    /** The id of the session, if that is how he signed in. */
    session: string | null
    /** Whether he has to change a one-time password before anything else. */
    passwordDue: boolean
  }
}

/** A resource's routes, to be chained so that the client knows their types. */
export const resource = () =>
  new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw new Refusal('invalid_request', {}, { problems: placesOf(result.error) })
    },
  })

/** A JSON answer in a route's description. */
export const answer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { 'application/json': { schema } },
})

/** A JSON body in a route's description; always needed. */
export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})
