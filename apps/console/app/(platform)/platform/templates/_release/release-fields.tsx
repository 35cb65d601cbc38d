import { Badge, Card, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { ReleaseBody } from "@entrepot/domain/provisioning/contract"
import { getTranslations } from "next-intl/server"

type Field = { mode: "locked" | "bounded" | "free"; value: unknown; allowed?: unknown[] }

const shown = (value: unknown): string => (value === null ? "–" : typeof value === "object" ? Object.values(value).filter(Boolean).join(" · ") || "–" : String(value))

/** Each field with its proposal, and whether a tenant may choose otherwise. */
export async function ReleaseFields({ body }: { body: ReleaseBody }) {
  const t = await getTranslations("templates")
  const fields: [string, Field][] = [
    ...(["locale", "currency", "zone", "country"] as const).map((name) => [name, body[name] as Field] as [string, Field]),
    ...Object.entries(body.brand).map(([name, field]) => [name, field as Field] as [string, Field]),
  ]
  return (
    <Card title={t("fields")} description={t("fieldsLead")} flush>
      <Table caption={t("fields")} stack density="tight">
        <THead><TR><TH>{t("field")}</TH><TH>{t("value")}</TH><TH>{t("mode")}</TH><TH>{t("allowed")}</TH></TR></THead>
        <TBody>
          {fields.map(([name, field]) => (
            <TR key={name}>
              <TH scope="row">{t(`names.${name}` as never)}</TH>
              <TD label={t("value")}>{/^#[0-9a-f]{6}$/i.test(String(field.value)) && <span aria-hidden className="me-1.5 inline-block size-3.5 rounded-xs border border-border-strong align-middle" style={{ backgroundColor: String(field.value) }} />}{shown(field.value)}</TD>
              <TD label={t("mode")}><Badge tone={field.mode === "locked" ? "warning" : field.mode === "bounded" ? "info" : "neutral"}>{t(`modes.${field.mode}`)}</Badge></TD>
              <TD label={t("allowed")} muted>{field.mode === "bounded" ? (field.allowed ?? []).map(shown).join(", ") : field.mode === "free" ? t("anything") : "–"}</TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </Card>
  )
}
