/** The database's name, and its version: one step a version in database.ts. */
export const DATABASE = 'countersign';
export const VERSION = 7;
