export { Cluster, type ClusterOptions } from "./cluster.ts"
export { reachableByOthers } from "./reachable.ts"
