export type Day = { toPick: number; toPack: number; late: number; lowStock: number; backordered: number; onHold: number; oldestBackorder: { since: string } | null }
export type Task = { id: "books" | "proof" | "late" | "dead" | "disputes" | "backorders" | "pick" | "pack" | "low"; count: number; href: string; since?: string | undefined }

/** What to do first: books that do not agree, promises that are broken, then what blocks others, then the day's work. Only what the person may do. */
export function tasksOf(day: Day, { dead, disputes, books, unproven }: { dead: number; disputes: number; books: number; unproven: number }, may: (permission: string) => boolean): Task[] {
  const all: (Task & { needs: string })[] = [
    { id: "books", count: books, href: "/books/checks", needs: "network.books.view" },
    { id: "proof", count: unproven, href: "/books/checks", needs: "network.books.view" },
    { id: "late", count: day.late, href: "/shipments", needs: "network.shipment.manage" },
    { id: "dead", count: dead, href: "/deliveries", needs: "network.delivery.replay" },
    { id: "disputes", count: disputes, href: "/settlement/disputes", needs: "network.settlement.manage" },
    { id: "backorders", count: day.backordered, href: "/stock?filter=waiting", since: day.oldestBackorder?.since, needs: "network.stock.view" },
    { id: "pick", count: day.toPick, href: "/shipments", needs: "network.shipment.manage" },
    { id: "pack", count: day.toPack, href: "/shipments?status=picked", needs: "network.shipment.manage" },
    { id: "low", count: day.lowStock, href: "/stock?filter=low", needs: "network.stock.view" },
  ]
  return all.filter(({ count, needs }) => count > 0 && may(needs)).map(({ needs: _needs, ...task }) => task)
}
