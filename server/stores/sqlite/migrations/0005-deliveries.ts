/** The console lists the callbacks of one app, the newest first, whatever became of them. */
export const sql = `
  CREATE INDEX callbacks_of_app ON callbacks (app_id, id);
`;
