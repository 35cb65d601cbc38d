"use client"
import { Card, cn, Field, Select, StatusBadge } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import type { StepProps, Template } from "./types.ts"

type Props = StepProps & { networks: { networkId: number; name: string; code: string }[]; templates: Template[] }

/** For which network, and which kind of partner. */
export function StepTemplate({ draft, put, networks, templates }: Props) {
  const t = useTranslations("stamp.template")
  const kinds = useTranslations("common.kind")
  return (
    <Card title={t("title")} description={t("lead")}>
      <div className="grid gap-5">
        <Field label={t("network")} name="network" className="max-w-sm">
          <Select value={String(draft.networkId)} onChange={(event) => put({ networkId: Number(event.currentTarget.value) })} options={networks.map(({ networkId, name, code }) => ({ value: String(networkId), label: `${name} (${code})` }))} />
        </Field>
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">{t("which")}</legend>
          <div className="grid gap-3 md:grid-cols-3">
            {templates.map(({ code, name, kind, description, releases }) => (
              <label key={code} className={cn("relative grid cursor-pointer content-start gap-1 rounded-lg border bg-surface p-4 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus hover:border-border-strong")}>
                <input type="radio" name="template" value={code} checked={draft.templateCode === code} onChange={() => put({ templateCode: code })} className="sr-only" />
                <span className="flex flex-wrap items-center gap-2 font-semibold">{name}<StatusBadge tone="neutral">{kinds(kind as "dealer")}</StatusBadge></span>
                <span className="text-sm text-muted">{description}</span>
                <span className="mt-1 text-xs text-muted tabular-nums">{t("release", { version: releases[0]?.version ?? 0 })}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </div>
    </Card>
  )
}
