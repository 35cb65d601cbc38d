"use client"
import { useEffect, useState } from "react"

const PAUSE_MILLIS = 300

/** A value once it has rested for a moment, compared by what it says. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  const said = JSON.stringify(value)
  const differs = said !== JSON.stringify(settled)
  useEffect(() => {
    if (!differs) return
    const timer = setTimeout(() => setSettled(JSON.parse(said) as Value), PAUSE_MILLIS)
    return () => clearTimeout(timer)
  }, [said, differs])
  return settled
}
