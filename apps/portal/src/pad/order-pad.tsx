"use client"
import { ClipboardList, ShoppingCart } from "lucide-react"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useRef } from "react"
import { Alert, Button, Card, EmptyState, Field, Kbd, ProgressBar, Textarea } from "@entrepot/ui"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { TextFileDrop } from "#list/text-file-drop.tsx"
import { rewriteRow, withoutLines } from "./pad-text.ts"
import { usePad } from "./use-pad.ts"
import { VerdictTable } from "./verdict-table.tsx"

const MOST_LINES_AT_ONCE = 500
const MOST_BYTES = 2_000_000

/** Paste, type or drop; each row answers at once; what can be ordered goes into the cart and the rest stays here. */
export function OrderPad({ example }: { /** A few rows of this account's own catalogue. */ example: string }) {
  const t = useTranslations("pad")
  const router = useRouter()
  const message = useRefusalMessage()
  const pad = usePad()
  const box = useRef<HTMLTextAreaElement>(null)
  const add = useCommand(useTRPC().cart.addLines.mutationOptions(), { refresh: false })
  const addable = pad.verdicts.filter((verdict) => verdict.addable)
  const settled = pad.verdicts.filter(({ addable: can, kind }) => can || kind === "merged").length
  const open = pad.verdicts.length - settled

  const put = async () => {
    for (let from = 0; from < addable.length; from += MOST_LINES_AT_ONCE) {
      const lines = addable.slice(from, from + MOST_LINES_AT_ONCE).map(({ offer }) => ({ productId: offer!.product.productId, unit: offer!.unit, quantity: offer!.quantity as string }))
      if (!(await add.run({ lines }))) return
    }
    pad.write(withoutLines(pad.text, pad.verdicts.filter(({ addable: can, kind }) => can || kind === "merged").map(({ line }) => line)).trim())
    if (open === 0) router.push("/cart")
  }
  return (
    <div className="grid grid-cols-1 gap-5 2xl:grid-cols-[24rem_minmax(0,1fr)]">
      <div className="grid content-start gap-3">
        <Field label={t("input")} hint={t("inputHint")}>
          <Textarea ref={box} rows={10} spellCheck={false} autoComplete="off" autoFocus className="font-mono" value={pad.text} onChange={(event) => pad.write(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
              event.preventDefault()
              if (addable.length > 0 && !pad.checking) void put()
            }} />
        </Field>
        <TextFileDrop mostBytes={MOST_BYTES} onText={(text) => pad.write([pad.text.trimEnd(), text].filter(Boolean).join("\n"))} />
        <p className="text-sm text-muted max-sm:hidden">{t.rich("keys", { key: (text) => <Kbd>{text}</Kbd> })}</p>
      </div>
      <div className="grid content-start gap-3">
        {pad.tooMany > 0 && <Alert tone="warning">{t("tooMany", { count: pad.tooMany })}</Alert>}
        {pad.error && <Alert tone="danger" live>{message(pad.error)}</Alert>}
        {add.refused && <Alert tone="danger" live>{add.refused}</Alert>}
        {pad.rows.length === 0 ? (
          <EmptyState icon={<ClipboardList aria-hidden />} title={t("emptyTitle")} description={t("emptyText")} actions={example !== "" && <Button onClick={() => { pad.write(example); box.current?.focus() }}>{t("example")}</Button>} />
        ) : (
          <>
            <div className="flex flex-wrap items-center gap-3" aria-live="polite">
              <span className="grow text-sm">{pad.checking ? t("checking", { count: pad.rows.length }) : t("summary", { ready: settled, open })}</span>
              <Button variant="ghost" onClick={() => pad.write("")}>{t("clear")}</Button>
              <Button variant="primary" icon={<ShoppingCart aria-hidden />} loading={add.pending} onClick={() => void put()} disabledReason={pad.checking ? t("stillChecking") : addable.length === 0 ? t("nothingReady") : undefined}>{t("put", { count: addable.length })}</Button>
            </div>
            {pad.checking && <ProgressBar label={t("checking", { count: pad.rows.length })} hideLabel />}
            <Card flush><VerdictTable verdicts={pad.verdicts} onFix={({ line, added, ...row }) => pad.write(rewriteRow(pad.text, pad.rows, line, row, added))} onDrop={(line) => pad.write(withoutLines(pad.text, [line]))} /></Card>
          </>
        )}
      </div>
    </div>
  )
}
