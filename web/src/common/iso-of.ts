/** What a date and time input holds, as the API takes it. */
export const isoOf = (text: string): string | null => (text ? new Date(text).toISOString() : null);
