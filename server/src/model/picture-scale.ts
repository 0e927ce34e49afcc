/** The least scale at which a picture is fitted to its room: smaller letters cannot be read. */
export const LEAST_PICTURE_SCALE = 0.79;
