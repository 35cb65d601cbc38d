"use client"
import { useState } from "react"
import { Button } from "../primitives/button.tsx"
import { Card } from "../primitives/card.tsx"
import { Checkbox } from "../primitives/choice.tsx"
import { Alert } from "../primitives/feedback.tsx"
import { Field, Form, FormActions, FormRow } from "../primitives/field.tsx"
import { Input, Select, type SelectOption } from "../primitives/input.tsx"
import { DescriptionList } from "../primitives/lists.tsx"
import { Table, TBody, TD, TH, THead, TR } from "../primitives/table.tsx"
import type { Say } from "./index-series-forms.tsx"

export type TaxQuestion = { country: string; region: string; postalCode: string; city: string; taxCategory: string; taxId: string; exempt: boolean; terms: "" | "dap" | "ddp"; on: string; from: string }
/** All in words: what is charged, why, by which registration, and what the law of the place says, part by part. */
export type TaxAnswer = { headline: string; charged: boolean; facts: readonly { term: string; value: string }[]; parts: readonly { key: string; level: string; locality: string; label: string; percent: string }[]; partsTitle: string }

/**
 * Asks how something would be taxed that goes to an address. `buyer` is what a sale asks of whom it goes to; without it a supply is meant, which may start elsewhere.
 * `known` are addresses to begin with.
 */
export function TaxTester({ say, countries, today, categories, buyer, known = [], pending, refused, onAsk }: {
  say: Say; /** Named by the server: a browser may know a country by another name. */ countries: readonly SelectOption[]; today: string; categories: readonly string[]; buyer: boolean; known?: readonly (SelectOption & { readonly question: Partial<TaxQuestion> })[]
  pending: boolean; refused: string | undefined; onAsk: (question: TaxQuestion) => Promise<TaxAnswer | undefined>
}) {
  const [form, setForm] = useState<TaxQuestion>({ country: "", region: "", postalCode: "", city: "", taxCategory: categories.includes("standard") ? "standard" : (categories[0] ?? "standard"), taxId: "", exempt: false, terms: "", on: today, from: "" })
  const [asked, setAsked] = useState(false)
  const [answer, setAnswer] = useState<TaxAnswer>()
  const put = (change: Partial<TaxQuestion>) => { setForm((now) => ({ ...now, ...change })); setAnswer(undefined) }
  const run = async () => {
    setAsked(true)
    if ((buyer && form.country === "") || form.on === "") return
    setAnswer(await onAsk(form))
  }
  const text = (name: "region" | "postalCode" | "city" | "taxId", most: number, hint?: string) => (
    <Field label={say(name)} name={`tester-${name}`} hint={hint} optionalLabel={say("optional")}><Input value={form[name]} maxLength={most} autoComplete="off" onChange={(event) => put({ [name]: event.currentTarget.value })} /></Field>
  )
  return (
    <>
      <Card title={say("tester")} description={say(buyer ? "testerText" : "testerSupplyText")}>
        <Form onSubmit={(event) => { event.preventDefault(); void run() }}>
          {known.length > 0 && <Field label={say("known")} name="tester-known"><Select defaultValue="" placeholder={say("typeOne")} onChange={(event) => { const chosen = known.find(({ value }) => value === event.currentTarget.value); if (chosen) put(chosen.question) }} options={known} /></Field>}
          {!buyer && <Field label={say("goodsFrom")} name="tester-from" optionalLabel={say("optional")} hint={say("goodsFromHint")}><Select value={form.from} placeholder={say("ownCountry")} onChange={(event) => put({ from: event.currentTarget.value })} options={countries} /></Field>}
          <FormRow>
            <Field label={say("goodsTo")} name="tester-country" {...(buyer ? { required: true } : { optionalLabel: say("optional") })} error={asked && buyer && form.country === "" && say("wrong.missing")}><Select value={form.country} placeholder={say(buyer ? "choose" : "partnerAddress")} onChange={(event) => put({ country: event.currentTarget.value })} options={countries} /></Field>
            {text("region", 10, say("regionCodeHint"))}
          </FormRow>
          <FormRow>{text("postalCode", 20)}{text("city", 80)}</FormRow>
          <FormRow>
            <Field label={say("category")} name="tester-category"><Select value={form.taxCategory} onChange={(event) => put({ taxCategory: event.currentTarget.value })} options={[...new Set([form.taxCategory, ...categories])].map((value) => ({ value, label: value }))} /></Field>
            <Field label={say("day")} name="tester-day" required error={asked && form.on === "" && say("wrong.missing")}><Input type="date" value={form.on} onChange={(event) => put({ on: event.currentTarget.value })} /></Field>
          </FormRow>
          {buyer && (
            <>
              <FormRow>
                {text("taxId", 40, say("taxIdHint"))}
                <Field label={say("terms")} name="tester-terms"><Select value={form.terms} onChange={(event) => put({ terms: event.currentTarget.value as TaxQuestion["terms"] })} options={[{ value: "", label: say("termsUsual") }, ...(["dap", "ddp"] as const).map((value) => ({ value, label: say(`termsOf.${value}`) }))]} /></Field>
              </FormRow>
              <Checkbox name="tester-exempt" label={say("exempt")} checked={form.exempt} onChange={(event) => put({ exempt: event.currentTarget.checked })} />
            </>
          )}
          <FormActions><Button type="submit" variant="primary" loading={pending}>{say("ask")}</Button></FormActions>
        </Form>
      </Card>
      {refused && <Alert tone="danger" live>{refused}</Alert>}
      {answer && <Answer answer={answer} say={say} />}
    </>
  )
}

function Answer({ answer, say }: { answer: TaxAnswer; say: Say }) {
  return (
    <Card title={say("answer")}>
      <div className="grid gap-4">
        <Alert tone={answer.charged ? "success" : "info"} live>{answer.headline}</Alert>
        <DescriptionList items={answer.facts.map(({ term, value }) => ({ term, value }))} />
        {answer.parts.length > 0 && (
          <Table caption={answer.partsTitle} showCaption stack density="tight">
            <THead><TR><TH>{say("jurisdiction")}</TH><TH>{say("label")}</TH><TH align="end">{say("percent")}</TH></TR></THead>
            <TBody>{answer.parts.map((part) => <TR key={part.key}><TH scope="row" className="font-medium">{part.locality}<span className="block text-sm font-normal text-muted">{part.level}</span></TH><TD label={say("label")}>{part.label}</TD><TD label={say("percent")} align="end">{part.percent}</TD></TR>)}</TBody>
          </Table>
        )}
      </div>
    </Card>
  )
}
