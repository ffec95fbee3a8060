/** The most characters of a note that the server keeps. */
export const MOST_CHARACTERS = 2000

/** The most characters of an event's name. */
export const MOST_OF_EVENT_NAME = 200
