import { HandCoins } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, EmptyState, FilterBar, LinkButton, Page, ProgressBar, Stat, StatGrid, type Tone } from "@entrepot/ui"
import { DUNNING_STAGES, type DunningPolicyView, type DunningStage } from "@entrepot/domain/billing/contract"
import { StandingTable } from "#dunning/standing-table.tsx"
import { api } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Params = Record<string, string | string[] | undefined>
const SHOWN = 200
const TONES: Readonly<Record<DunningStage, Tone>> = { none: "success", overdue: "warning", restricted: "danger", suspended: "danger" }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("dunning"))("title") }
}

/** Who does not pay, how far it has gone with each, and what happens next. */
export default async function DunningPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [query, asked, t, { number, day }] = await Promise.all([searchParams, api(), getTranslations("dunning"), theFormats()])
  const stage = DUNNING_STAGES.find((each) => each === query["stage"])
  const { rows, found, now, policy, today } = await asked.dunning.preview({ ...(stage && { now: stage }), limit: SHOWN })
  const all = DUNNING_STAGES.reduce((sum, each) => sum + now[each], 0)
  return (
    <Page title={t("title")} meta={<><span>{t("lead")}</span><span>{t("asOf", { day: day(today) })}</span></>} actions={<LinkButton href="/dunning/policy">{t("toPolicy")}</LinkButton>}>
      <StatGrid className="grid-cols-2">
        {DUNNING_STAGES.map((each) => (
          <Stat key={each} label={t(`stage.${each}`)} value={number(now[each])} href={stage === each ? "/dunning" : `/dunning?stage=${each}`} {...(each === stage && { className: "border-accent" })}
            hint={fromDay(policy, each, t as never)} chart={<ProgressBar hideLabel label={t(`stage.${each}`)} value={now[each]} max={Math.max(1, all)} valueText={t("ofAll", { count: number(now[each]), all: number(all) })} tone={TONES[each]} />} />
        ))}
      </StatGrid>
      {stage && <FilterBar label={t("filters")} active={[{ id: "stage", label: t(`stage.${stage}`), removeLabel: t("removeFilter"), removeHref: "/dunning" }]} />}
      <Card flush footer={found > rows.length && t("more", { shown: number(rows.length), found: number(found) })}>
        {rows.length > 0 ? <StandingTable rows={rows} withSteps /> : (
          <EmptyState icon={<HandCoins aria-hidden />} title={t(stage ? "nobodyHere" : "empty")} description={t(stage ? "nobodyHereText" : "emptyText")} actions={<LinkButton href={stage ? "/dunning" : "/dunning/policy"}>{t(stage ? "showAll" : "toPolicy")}</LinkButton>} />
        )}
      </Card>
    </Page>
  )
}

/** From which day after the due day on somebody stands there. */
function fromDay({ graceDays, restrictDays, suspendDays }: DunningPolicyView, stage: DunningStage, t: (key: string, values?: Record<string, number>) => string): string {
  if (stage === "none") return t("withinGrace", { days: graceDays })
  const day = { overdue: graceDays + 1, restricted: restrictDays, suspended: suspendDays }[stage]
  return day === null ? t("never") : t("fromDay", { day: Math.max(day, graceDays + 1) })
}
