export { metrics, type Metrics } from "./metrics.ts"
export { createLog, type Logger } from "./log.ts"
export { currentTraceId, newTraceId, traceIdFrom, withTrace } from "./trace.ts"
