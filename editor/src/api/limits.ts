/** The most characters of a note that the server keeps. */
export const MOST_CHARACTERS = 2000
