import { createHash } from "node:crypto"
import { actorRecord, audit, json, type Work } from "@entrepot/db"
import { canonicalJson, newId, Refusal, type JsonValue } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { ReleaseBody, type PublishRelease } from "./contract.ts"
import { STANDARD_TEMPLATES } from "./standard-templates.ts"

export type TemplateSummary = { readonly templateId: string; readonly code: string; readonly kind: ReleaseBody["kind"]; readonly name: string; readonly description: string; readonly releases: readonly { readonly releaseId: string; readonly version: number; readonly notes: string; readonly publishedAt: string }[] }

export type Release = { readonly releaseId: string; readonly templateCode: string; readonly version: number; readonly bodyHash: string; readonly publishedAt: string; readonly notes: string; readonly body: ReleaseBody }

/**
 * Publishes a release of a template, and the template with its first one. Releases are immutable: the same body again answers
 * the release that stands. Throws provisioning.template_kind_is_fixed.
 */
export async function publishRelease(work: Work, { templateCode, name, description, notes, body }: PublishRelease): Promise<{ releaseId: string; version: number; published: boolean }> {
  authorize(work, "platform.template.publish")
  const checked = ReleaseBody.parse(body)
  const templateId = await ensureTemplate(work, { templateCode, name, description, kind: checked.kind })
  const newest = await work.db.selectFrom("provisioning.template_release").select(["release_id", "version", "body_hash"]).where("template_id", "=", templateId).orderBy("version", "desc").limit(1).executeTakeFirst()
  const bodyHash = hashOf(checked as JsonValue)
  if (newest?.body_hash === bodyHash) return { releaseId: newest.release_id, version: newest.version, published: false }
  const release = { releaseId: newId(work.now.epochMilliseconds), version: (newest?.version ?? 0) + 1 }
  await work.db.insertInto("provisioning.template_release").values({
    release_id: release.releaseId, template_id: templateId, version: release.version, body: json(checked), body_hash: bodyHash, notes, published_at: work.now.toString(), published_by: json(actorRecord(work.actor)),
  }).execute()
  audit(work, { action: "provisioning.release_published", subjectKind: "template_release", subjectId: release.releaseId, after: { templateCode, version: release.version } })
  return { ...release, published: true }
}

/** The row lock orders two publishers of one template. */
async function ensureTemplate(work: Work, { templateCode, name, description, kind }: { templateCode: string; name: string; description: string; kind: ReleaseBody["kind"] }): Promise<string> {
  const row = await work.db.insertInto("provisioning.template")
    .values({ template_id: newId(work.now.epochMilliseconds), code: templateCode, kind, name, description, created_at: work.now.toString() })
    .onConflict((conflict) => conflict.column("code").doUpdateSet({ name, description }))
    .returning(["template_id", "kind"]).executeTakeFirstOrThrow()
  if (row.kind !== kind) throw new Refusal("provisioning.template_kind_is_fixed", "conflict", { templateCode, kind: row.kind })
  return row.template_id
}

/** Publishes dealer, reseller and OEM where they are missing or have changed. Safe to run at every start. */
export async function publishStandardTemplates(work: Work): Promise<{ published: string[] }> {
  const published: string[] = []
  for (const template of STANDARD_TEMPLATES) {
    const release = await publishRelease(work, template)
    if (release.published) published.push(`${template.templateCode} ${release.version}`)
  }
  return { published }
}

/** Every template with its releases, newest first. */
export async function listTemplates(work: Work): Promise<TemplateSummary[]> {
  authorize(work, "platform.tenant.view")
  const rows = await work.db.selectFrom("provisioning.template as t")
    .innerJoin("provisioning.template_release as r", "r.template_id", "t.template_id")
    .select(["t.template_id", "t.code", "t.kind", "t.name", "t.description", "r.release_id", "r.version", "r.notes", "r.published_at"])
    .orderBy("t.code").orderBy("r.version", "desc").execute()
  const templates = new Map<string, TemplateSummary>()
  for (const row of rows) {
    const known = templates.get(row.code)
    const release = { releaseId: row.release_id, version: row.version, notes: row.notes, publishedAt: (row.published_at as Date).toISOString() }
    templates.set(row.code, { templateId: row.template_id, code: row.code, kind: row.kind as ReleaseBody["kind"], name: row.name, description: row.description, releases: [...(known?.releases ?? []), release] })
  }
  return [...templates.values()]
}

/** One release, by its id or as the newest of a template. Throws provisioning.release_not_found. */
export async function getRelease(work: Work, { releaseId, templateCode }: { releaseId?: string | undefined; templateCode?: string | undefined }): Promise<Release> {
  const row = await work.db.selectFrom("provisioning.template_release as r")
    .innerJoin("provisioning.template as t", "t.template_id", "r.template_id")
    .select(["r.release_id", "t.code", "r.version", "r.body", "r.body_hash", "r.notes", "r.published_at"])
    .$if(releaseId !== undefined, (query) => query.where("r.release_id", "=", releaseId ?? ""))
    .$if(releaseId === undefined, (query) => query.where("t.code", "=", templateCode ?? ""))
    .orderBy("r.version", "desc").limit(1).executeTakeFirst()
  if (!row) throw new Refusal("provisioning.release_not_found", "not_found")
  return { releaseId: row.release_id, templateCode: row.code, version: row.version, bodyHash: row.body_hash, notes: row.notes, publishedAt: (row.published_at as Date).toISOString(), body: ReleaseBody.parse(row.body) }
}

export function hashOf(value: JsonValue): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex")
}
