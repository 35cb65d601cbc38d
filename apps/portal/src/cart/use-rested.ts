"use client"
import { useEffect, useRef, useState } from "react"

const PAUSE_MILLIS = 400

/** A value that is saved once the fingers rest; what the server says afterwards wins. */
export function useRested<Value>(saved: Value, save: (value: Value) => void): [Value, (value: Value) => void] {
  const [value, setValue] = useState(saved)
  const [known, setKnown] = useState(saved)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  if (known !== saved) {
    setKnown(saved)
    setValue(saved)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (next: Value) => {
    setValue(next)
    clearTimeout(timer.current)
    if (next !== saved) timer.current = setTimeout(() => save(next), PAUSE_MILLIS)
  }
  return [value, type]
}
