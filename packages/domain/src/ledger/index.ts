export { postJournal, postJournals, type Journal, type JournalDocument, type JournalEntry, type PostedJournal, type TaxKey } from "./post-journal.ts"
