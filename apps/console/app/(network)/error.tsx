"use client"
export { PageError as default } from "../../src/page/page-error.tsx"
