"use client"
import { Alert, Button, Dialog } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { saveNetworkBrand, type NetworkBrand } from "@entrepot/domain/tenancy/contract"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { Colour } from "../../../../src/brand/colour.tsx"
import { Picture } from "../../../../src/brand/picture.tsx"

/** The logo and the accent of the distributor's papers, from the next one on. */
export function EditBrand({ brand, disabledReason }: { brand: NetworkBrand; disabledReason: string | undefined }) {
  const t = useTranslations("settlement.papers")
  const common = useTranslations("common")
  const [open, setOpen] = useState(false)
  const [accent, setAccent] = useState(brand.accent)
  const [logo, setLogo] = useState(brand.logo ?? "")
  const act = useAct(useTRPC().settlement.saveBrand.mutationOptions(), { done: t("done"), onDone: () => setOpen(false) })
  // What stands behind "base64," is the picture itself; left out, the logo stays.
  const input = saveNetworkBrand.safeParse({ accent, expectedVersion: brand.version, ...(logo !== (brand.logo ?? "") && { logo: logo === "" ? null : logo.slice(logo.indexOf(",") + 1) }) })
  const trigger = <Button size="sm" disabledReason={disabledReason}>{common("edit")}</Button>
  if (disabledReason) return trigger
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={trigger} title={t("title")} description={t("editText")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={() => input.success && act.run(input.data)}>{common("save")}</Button></>}>
      <div className="grid gap-4">
        <Picture value={logo} onPut={setLogo} words={{ legend: t("logo"), hint: t("logoHint"), drop: t("logoDrop"), browse: t("browse"), remove: t("remove"), refused: { type: t("refused.type"), size: t("refused.size") } }} />
        <Colour name="papers-accent" label={t("accent")} hint={t("accentHint")} error={input.success ? undefined : t("accentWrong")} value={accent} onChange={setAccent} />
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
