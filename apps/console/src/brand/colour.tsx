import { Field, Input } from "@entrepot/ui"

type ColourProps = { name: string; label: string; hint: string; error: string | undefined; value: string; readOnly?: boolean; onChange: (value: string) => void }

/** A colour, picked or written. */
export function Colour({ name, label, hint, error, value, readOnly = false, onChange }: ColourProps) {
  const whole = /^#[0-9a-f]{6}$/i.test(value)
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <div className="flex gap-2">
        <input type="color" aria-label={label} value={whole ? value : "#000000"} disabled={readOnly} onChange={(event) => onChange(event.currentTarget.value)} className="touch-target h-8 w-12 shrink-0 cursor-pointer rounded-md border border-border-strong bg-surface p-0.5 disabled:cursor-not-allowed" />
        <Input value={value} readOnly={readOnly} spellCheck={false} onChange={(event) => onChange(event.currentTarget.value)} className="font-mono" />
      </div>
    </Field>
  )
}
