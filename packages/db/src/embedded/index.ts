export { Cluster, type ClusterOptions } from "./cluster.ts"
export { freePort } from "./free-port.ts"
export { reachableByOthers } from "./reachable.ts"
