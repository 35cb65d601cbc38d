import { StyleSheet } from "@react-pdf/renderer"

const INK = "#14181f"
const MUTED = "#5b6472"
const RULE = "#d9dde3"

/**
 * Everything is measured in points. The accent is only ever a line, so that any colour reads and any printer does it. No style
 * sets a line height: on a page that knows its own number, the renderer would multiply it at each pass.
 */
export const styles = StyleSheet.create({
  page: { paddingTop: 42, paddingBottom: 84, paddingHorizontal: 48, fontSize: 9, color: INK },
  running: { flexDirection: "row", justifyContent: "space-between", marginBottom: 14, paddingBottom: 5, borderBottomWidth: 0.5, borderBottomColor: RULE, color: MUTED, fontSize: 8 },
  head: { flexDirection: "row", justifyContent: "space-between", alignItems: "flex-start", paddingBottom: 12, borderBottomWidth: 2 },
  logo: { maxWidth: 190, maxHeight: 44, objectFit: "contain", objectPosition: "left" },
  brandName: { fontSize: 16, fontWeight: 600 },
  title: { fontSize: 18, fontWeight: 600, textAlign: "right" },
  titleNumber: { fontSize: 11, color: MUTED, textAlign: "right", marginTop: 3 },
  facts: { flexDirection: "row", justifyContent: "space-between", marginTop: 18, marginBottom: 20 },
  factsLeft: { width: "47%" },
  factsRight: { width: "47%" },
  block: { marginBottom: 12 },
  label: { fontSize: 7.5, color: MUTED, marginBottom: 2 },
  line: { marginTop: 1.5 },
  strong: { fontWeight: 600 },
  muted: { color: MUTED },
  small: { fontSize: 8, color: MUTED, marginTop: 1.5 },
  fact: { flexDirection: "row", paddingVertical: 2 },
  factLabel: { width: "42%", color: MUTED, paddingRight: 8 },
  factValue: { width: "58%" },
  row: { flexDirection: "row", paddingVertical: 5, borderBottomWidth: 0.5, borderBottomColor: RULE },
  headRow: { flexDirection: "row", paddingBottom: 4, borderBottomWidth: 1, borderBottomColor: INK, fontSize: 8, color: MUTED, alignItems: "flex-end" },
  right: { textAlign: "right" },
  digits: { fontFeatureSettings: ["tnum"] },
  sums: { flexDirection: "row", justifyContent: "space-between", marginTop: 14 },
  taxTable: { width: "52%" },
  totals: { width: "42%" },
  total: { flexDirection: "row", justifyContent: "space-between", paddingVertical: 3 },
  payable: { flexDirection: "row", justifyContent: "space-between", paddingVertical: 5, marginTop: 3, borderTopWidth: 2, fontSize: 11, fontWeight: 600 },
  closing: { marginTop: 20, flexDirection: "row", justifyContent: "space-between" },
  closingLeft: { width: "44%" },
  closingRight: { width: "50%" },
  paragraph: { marginBottom: 6 },
  footer: { position: "absolute", left: 48, right: 48, bottom: 28, paddingTop: 6, borderTopWidth: 0.5, borderTopColor: RULE, flexDirection: "row", justifyContent: "space-between", fontSize: 7, color: MUTED },
  footerColumn: { maxWidth: "32%" },
  pageNumber: { width: 70, textAlign: "right" },
})
