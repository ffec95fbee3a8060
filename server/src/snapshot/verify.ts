import { createHash } from 'node:crypto'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { contentHash } from '@branch-playbook/engine'
import { Refusal } from '../files/refusal.ts'
import { MANIFEST_FILE, type Manifest, manifestSchema, OtherVersion } from './manifest.ts'

/**
 * The manifest of a snapshot, once it and every file it names were found as they were made.
 * @throws DamagedSnapshot naming the file that is damaged or missing.
 * @throws OtherVersion for a snapshot of another format.
 */
export async function verifiedManifest(directory: string): Promise<Manifest> {
  const manifest = readManifest(directory)
  for (const name of Object.keys(manifest.files)) await verifiedFile(directory, manifest, name)
  return manifest
}

/**
 * The path of a file of a snapshot, which was found as it was made.
 * @throws DamagedSnapshot
 */
export async function verifiedFile(directory: string, { files }: Manifest, name: string): Promise<string> {
  const file = join(directory, name)
  if (!isFile(file)) throw damaged(file, 'is missing')
  if ((await sha256(file)) !== files[name]) throw damaged(file, 'is not as it was made')
  return file
}

/**
 * The manifest of a snapshot, found to be as it was made; the files beside it are not looked at.
 * @throws Refusal
 */
export function readManifest(directory: string): Manifest {
  const file = join(directory, MANIFEST_FILE)
  if (!isFile(file)) throw damaged(file, 'is missing')
  const read = manifestSchema.safeParse(parsed(file))
  if (!read.success) throw new OtherVersion(file, read.error)
  const { hash, ...content } = read.data
  if (contentHash(content) !== hash) throw damaged(file, 'is not as it was made')
  return read.data
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (fault) {
    throw fault instanceof SyntaxError ? damaged(file, 'is not whole') : fault
  }
}

/** A file of a snapshot is not as it was made, or is not there. */
export class DamagedSnapshot extends Refusal {
  override readonly name = 'DamagedSnapshot'
  readonly file: string

  constructor(file: string, what: string) {
    super(
      `${file}: ${what}; the snapshot is not used. Put it back from a backup, or remove the snapshot's folder and make the bank again: npm run bank -- --help`,
    )
    this.file = file
  }
}

const damaged = (file: string, what: string): DamagedSnapshot => new DamagedSnapshot(file, what)

/** SHA-256 of a file, in hexadecimal. */
export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
