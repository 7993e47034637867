/** Who leads a council, by the role that its founding decision gives: “Chủ tịch Hội đồng”, never a deputy. */
export const chairOf = <M extends { readonly role: string }>(members: readonly M[]): M | undefined =>
  members.find((m) => /^Chủ tịch/.test(m.role));
