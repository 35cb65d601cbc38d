import type { ReleaseBody } from "@entrepot/domain/provisioning/contract"
import type { Draft } from "./draft.ts"

export type Template = { code: string; name: string; kind: string; description: string; releases: readonly { releaseId: string; version: number; publishedAt: string }[] }
export type Release = { releaseId: string; version: number; body: ReleaseBody }

export type StepProps = {
  draft: Draft
  put: (change: Partial<Draft>) => void
  release: ReleaseBody | undefined
  /** Names of the fields that the last attempt to go on found wrong. */
  wrong: ReadonlySet<string>
  /** What a new portal's host ends in here, such as `.localhost:3000`. */
  hostSuffix: string
}
