import type { Database, Tables } from './tables.ts'

type VersionState = 'active' | 'retired' | 'draft'
export type StoredVersion = Tables['versions'] & { readonly state: VersionState }

/** All playbooks, with the number of the version in force and whether there is a draft. */
export const listPlaybooks = (store: Database) =>
  store
    .selectFrom('playbooks')
    .leftJoin('drafts', 'drafts.playbook', 'playbooks.id')
    .select(['playbooks.id', 'drafts.etag'])
    .orderBy('playbooks.id')
    .execute()

/** The versions of a playbook, the newest first, each with the state that the activations give it. */
export async function versionsOf(store: Database, playbook: string): Promise<StoredVersion[]> {
  const versions = await store
    .selectFrom('versions')
    .selectAll()
    .where('playbook', '=', playbook)
    .orderBy('version', 'desc')
    .execute()
  const activations = await store
    .selectFrom('activations')
    .select(['playbook', 'version'])
    .orderBy('number')
    .execute()
  const active = activations.at(-1)
  return versions.map((each) => {
    const once = activations.some(({ playbook: of, version }) => of === playbook && version === each.version)
    const now = active?.playbook === playbook && active.version === each.version
    return { ...each, state: now ? 'active' : once ? 'retired' : 'draft' }
  })
}

/** The version that decides today's lists; null before the first activation. */
export async function activeVersion(store: Database): Promise<Tables['versions'] | null> {
  const row = await store
    .selectFrom('activations')
    .innerJoin('versions', (join) =>
      join
        .onRef('versions.playbook', '=', 'activations.playbook')
        .onRef('versions.version', '=', 'activations.version'),
    )
    .selectAll('versions')
    .orderBy('activations.number', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/** Adds a version with the next number. Versions never change again. */
export async function addVersion(
  store: Database,
  version: Omit<Tables['versions'], 'version'>,
): Promise<Tables['versions']> {
  await store
    .insertInto('playbooks')
    .values({ id: version.playbook })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const newest = await store
    .selectFrom('versions')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('playbook', '=', version.playbook)
    .executeTakeFirst()
  const added = { ...version, version: (newest?.version ?? 0) + 1 }
  await store.insertInto('versions').values(added).execute()
  return added
}

/** Makes a version the one in force. */
export async function activate(
  store: Database,
  { playbook, version }: Pick<Tables['versions'], 'playbook' | 'version'>,
  by: string,
  at: string,
  validFrom: string,
): Promise<void> {
  const last = await store
    .selectFrom('activations')
    .select(({ fn }) => fn.max('number').as('number'))
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  await store
    .insertInto('activations')
    .values({ number, playbook, version, by, at, valid_from: validFrom, branches: null, reason: '' })
    .execute()
}

export const draftOf = (store: Database, playbook: string) =>
  store.selectFrom('drafts').selectAll().where('playbook', '=', playbook).executeTakeFirst()

/** Keeps a draft in place of the one before. */
export async function saveDraft(store: Database, draft: Tables['drafts']): Promise<void> {
  const { playbook: _key, ...content } = draft
  await store
    .insertInto('drafts')
    .values(draft)
    .onConflict((conflict) => conflict.column('playbook').doUpdateSet(content))
    .execute()
}

/** Deletes the draft; when an etag is given, only if it is still that one. */
export const deleteDraft = (store: Database, playbook: string, etag?: string) =>
  store
    .deleteFrom('drafts')
    .where('playbook', '=', playbook)
    .$if(etag !== undefined, (query) => query.where('etag', '=', etag ?? ''))
    .execute()
