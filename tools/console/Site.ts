/** How much there is to see. */
export type Amount = 0 | 1 | 10_000;
/** Who looks: nobody yet, whoever opens the link of the first run, or somebody with that role. */
export type Person = 'nobody' | 'first' | 'admin' | 'viewer';
export type Visitor = { amount: Amount; person: Person; names: 'plain' | 'hostile' };

/** A console to look at. */
export type Site = {
  origin: string;
  /** What makes a browser that visitor. */
  cookieOf(visitor: Visitor): Promise<{ name: string; value: string }>;
  close(): Promise<void>;
};
