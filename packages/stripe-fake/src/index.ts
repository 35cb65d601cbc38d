export { startStripeFake, type StripeFake, type StripeFakeOptions } from "./server.ts"
export type { Fault } from "./faults.ts"
