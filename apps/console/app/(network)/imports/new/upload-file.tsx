"use client"
import { Alert, Button, FileDrop, ProgressBar } from "@entrepot/ui"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useRef, useState } from "react"
import { useFormats } from "../../../../src/format/client.ts"

const MOST_BYTES = 200 * 1024 * 1024
type State = { step: "choose" } | { step: "sending"; file: File; sent: number } | { step: "reading"; file: File } | { step: "refused"; file: File; text: string }
type Problem = { code?: string; facts?: Record<string, string | number>; traceId?: string; runId?: string }

/** The file itself is the body of the request, so that its size does not matter; how much of it has gone is shown. */
export function UploadFile() {
  const t = useTranslations("imports.upload")
  const tell = useTranslations()
  const router = useRouter()
  const { bytes, percent } = useFormats()
  const [state, setState] = useState<State>({ step: "choose" })
  const request = useRef<XMLHttpRequest>(undefined)
  const say = ({ code, facts, traceId }: Problem) => {
    const key = `refusals.${code ?? ""}`
    return code && tell.has(key as never) ? tell(key as never, facts as never) : tell("common.defect", { traceId: traceId?.slice(0, 8) ?? "?" })
  }
  const send = (file: File) => {
    const post = new XMLHttpRequest()
    request.current = post
    post.open("POST", "/api/imports")
    post.setRequestHeader("content-type", "application/octet-stream")
    post.setRequestHeader("x-file-name", encodeURIComponent(file.name))
    post.upload.onprogress = ({ loaded }) => setState({ step: "sending", file, sent: loaded })
    post.upload.onload = () => setState({ step: "reading", file })
    post.onerror = () => setState({ step: "refused", file, text: tell("common.offline") })
    post.onload = () => {
      const answer = read(post.responseText)
      if (post.status === 201 && answer.runId) router.push(`/imports/${answer.runId}`)
      else setState({ step: "refused", file, text: say(answer) })
    }
    setState({ step: "sending", file, sent: 0 })
    post.send(file)
  }
  const stop = () => { request.current?.abort(); setState({ step: "choose" }) }
  if (state.step === "sending" || state.step === "reading") {
    const { file } = state
    const sent = state.step === "sending" ? state.sent : file.size
    return (
      <div className="grid gap-3" aria-live="polite">
        <ProgressBar label={file.name} value={state.step === "reading" ? undefined : sent} max={file.size} valueText={state.step === "reading" ? t("reading") : `${bytes(sent)} / ${bytes(file.size)} · ${percent(file.size ? sent / file.size : 0)}`} />
        <Button className="justify-self-start" onClick={stop}>{tell("common.cancel")}</Button>
      </div>
    )
  }
  return (
    <div className="grid gap-4">
      {state.step === "refused" && <Alert tone="danger" live title={t("refused", { name: state.file.name })} actions={<Button size="sm" onClick={() => send(state.file)}>{t("again")}</Button>}>{state.text}</Alert>}
      <FileDrop className="py-16" accept=".csv,.txt,.tsv,.gz,text/csv,text/plain,text/tab-separated-values,application/gzip,application/x-gzip" maxBytes={MOST_BYTES} onFiles={([file]) => file && send(file)}
        onRefused={([file], reason) => file && setState({ step: "refused", file, text: reason === "size" ? tell("refusals.integrations.file_is_too_large", { megabytes: 200 }) : t("notCsv") })} labels={{ drop: t("drop"), browse: t("browse") }} />
      <p className="text-sm text-muted">{t("help")}</p>
    </div>
  )
}

function read(text: string): Problem {
  try {
    return JSON.parse(text) as Problem
  } catch {
    return {}
  }
}
