"use client"
import { Card, Field, FieldSet, fieldId, Input, RadioGroup } from "@entrepot/ui"
import { brandFonts, checkLook, type BrandLook } from "@entrepot/ui/theme"
import { useTranslations } from "next-intl"
import { useDeferredValue, useState } from "react"
import { Colour } from "../../../../../src/brand/colour.tsx"
import { Picture } from "../../../../../src/brand/picture.tsx"
import { BrandPreview } from "./brand-preview.tsx"
import { Contrast } from "./contrast.tsx"
import type { Draft } from "./draft.ts"
import type { StepProps } from "./types.ts"
import { errorText } from "./wizard.tsx"

/** The last look that was whole: the preview stays while somebody is typing a colour. */
function useLook({ accent, ink, canvas, radius, font }: Draft): BrandLook | undefined {
  const [kept, keep] = useState<BrandLook | undefined>()
  const look = wholeLook({ accent, ink, canvas, radius, font } as BrandLook)
  if (look && JSON.stringify(look) !== JSON.stringify(kept)) keep(look)
  return useDeferredValue(look ?? kept)
}

function wholeLook(look: BrandLook): BrandLook | undefined {
  try {
    return checkLook(look)
  } catch {
    return undefined
  }
}

/** The brand's inputs, and beside them the portal as it will look, by day and by night. */
export function StepBrand({ draft, put, release, wrong }: StepProps) {
  const t = useTranslations("stamp")
  const look = useLook(draft)
  const [mode, setMode] = useState<"light" | "dark">("light")
  if (!release) return null
  const locked = (name: "accent" | "ink" | "canvas" | "radius" | "font") => release.brand[name].mode === "locked"
  const fonts = release.brand.font.mode === "bounded" ? release.brand.font.allowed : locked("font") ? [release.brand.font.value] : brandFonts
  const putName = (change: Partial<Draft["names"]>) => put({ names: { ...draft.names, ...change } })
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <Card title={t("brand.title")} description={t("brand.lead")}>
        <div className="grid gap-4">
          {(["logo", "mark"] as const).map((kind) => (
            <Picture key={kind} words={{ legend: t(`brand.${kind}`), hint: release.brand[kind].mode === "free" ? t(`brand.${kind}Hint`) : t("region.locked"), drop: t(`brand.${kind}Drop`), browse: t("brand.browse"), remove: t("brand.removePicture"), refused: { type: t("brand.refused.type"), size: t("brand.refused.size") } }} value={draft.pictures[kind]} locked={release.brand[kind].mode !== "free"} onPut={(address) => put({ pictures: { ...draft.pictures, [kind]: address } })} />
          ))}
          {(["accent", "ink", "canvas"] as const).map((name) => (
            <Colour key={name} name={`brand.${name}`} label={t(`brand.${name}`)} hint={locked(name) ? t("region.locked") : t(`brand.${name}Hint`)} readOnly={locked(name)}
              error={wrong.has(`brand.${name}`) ? errorText(t, `brand.${name}`) : undefined} value={draft[name]} onChange={(value) => put({ [name]: value })} />
          ))}
          <Field name="brand.radius" label={t("brand.radius", { pixels: draft.radius })} hint={locked("radius") ? t("region.locked") : undefined}>
            <input id={fieldId("brand.radius")} type="range" min={0} max={16} value={draft.radius} disabled={locked("radius")} onChange={(event) => put({ radius: Number(event.currentTarget.value) })} className="touch-target w-full accent-accent" />
          </Field>
          <FieldSet legend={t("brand.font")} name="brand.font">
            <RadioGroup name="font" value={draft.font} onValueChange={(font) => put({ font })} options={fonts.map((font) => ({ value: font, label: t(`brand.fonts.${font}`) }))} />
          </FieldSet>
          <Field name="brand.names.address" label={t("brand.address")} optionalLabel={t("optional")} hint={t("brand.addressHint")} error={wrong.has("brand.names.address") ? errorText(t, "brand.names.address") : undefined}>
            <Input value={draft.names.address} onChange={(event) => putName({ address: event.currentTarget.value })} />
          </Field>
          <Field name="brand.names.supportEmail" label={t("brand.supportEmail")} optionalLabel={t("optional")} error={wrong.has("brand.names.supportEmail") ? errorText(t, "brand.names.supportEmail") : undefined}>
            <Input type="email" value={draft.names.supportEmail} onChange={(event) => putName({ supportEmail: event.currentTarget.value })} />
          </Field>
          <Field name="brand.names.supportPhone" label={t("brand.supportPhone")} optionalLabel={t("optional")}>
            <Input type="tel" value={draft.names.supportPhone} onChange={(event) => putName({ supportPhone: event.currentTarget.value })} />
          </Field>
        </div>
      </Card>
      {look && (
        <div className="grid min-w-0 gap-5 lg:sticky lg:top-16">
          <Card title={t("preview.title")} flush actions={(
            <RadioGroup inline name="mode" value={mode} onValueChange={(value) => setMode(value as "light")} options={[{ value: "light", label: t("preview.light") }, { value: "dark", label: t("preview.dark") }]} />
          )}>
            <BrandPreview look={look} pictures={draft.pictures} mode={mode} name={draft.name || t("preview.noName")} currency={draft.currency} locale={draft.locale} />
          </Card>
          <Contrast look={look} />
        </div>
      )}
    </div>
  )
}
