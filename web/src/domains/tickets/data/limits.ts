/** The contract's limits of what people write in tickets, in Unicode scalar values. */

export const limits = { subject: 140, message: 10_000 } as const;
