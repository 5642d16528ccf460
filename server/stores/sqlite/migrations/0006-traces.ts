/** Which part of a trace a callback belongs to, so that a restart does not tear it off. */
export const sql = `
  ALTER TABLE callbacks ADD COLUMN traceparent TEXT;
`;
