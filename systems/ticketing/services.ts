/** The four services that the browser calls, and what each of them needs beside its database. */
export interface ServiceRow {
  /** Whether it publishes and hears of events. */
  readonly events?: boolean;
  /** Further sealed keys, by variable: name of the secret. */
  readonly secrets?: Readonly<Record<string, string>>;
}

export const services: Readonly<Record<string, ServiceRow>> = {
  auth: {},
  tickets: { events: true },
  orders: { events: true },
  payments: { events: true, secrets: { STRIPE_KEY: 'stripe-secret' } },
};
